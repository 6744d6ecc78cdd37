extension GraphError {
    /// The path or the method is not of the sandbox's own interface.
    static func unknownControl(_ request: GraphRequest) -> GraphError {
        GraphError(
            status: 404, code: 2500,
            title: "Unknown path: \(request.method) /\(request.path.joined(separator: "/"))",
            details: "the sandbox's paths are listed in clients/sandbox/README.md")
    }
}
