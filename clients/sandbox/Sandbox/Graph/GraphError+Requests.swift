/// The errors of paths, tokens, nodes and parameters in general.
extension GraphError {
    static func notAuthenticated(_ details: String) -> GraphError {
        GraphError(status: 401, code: 0, title: "Cannot authenticate", details: details)
    }

    static let tokenMissing = GraphError(
        status: 403, code: 200, title: "An access token is required",
        details: "send the header Authorization: Bearer <token>")

    static let tokenInvalid = GraphError(
        status: 401, code: 190, title: "The access token is not valid")

    static let tokenExpired = GraphError(
        status: 401, code: 190, subcode: 463, title: "The access token has expired")

    static let permissionMissing = GraphError(
        status: 403, code: 10, title: "The application lacks the permission for this action")

    static let proofWrong = GraphError(
        status: 400, code: 100, type: "GraphMethodException", isBare: true,
        title: "Invalid appsecret_proof provided in the API argument")

    static let proofMissing = GraphError(
        status: 400, code: 100, type: "GraphMethodException", isBare: true,
        title: "API calls from the server require an appsecret_proof argument")

    static func unknownPath(_ path: String) -> GraphError {
        GraphError(
            status: 400, code: 2500, title: "Unknown path components: \(path)",
            details: "the path is /{version}/{id}[/{edge}]")
    }

    static func unknownVersion(_ version: String) -> GraphError {
        GraphError(
            status: 400, code: 2500, title: "Unknown or expired API version \(version)",
            details: "known are \(GraphVersion.usable.joined(separator: ", "))")
    }

    static func unknownNode(_ id: String, method: String) -> GraphError {
        GraphError(
            status: 400, code: 100, subcode: 33, type: "GraphMethodException",
            title: "Unsupported \(method.lowercased()) request",
            details: "object \(id) does not exist, cannot be loaded with this access token, "
                + "or does not support the operation")
    }

    static func invalid(_ details: String) -> GraphError {
        GraphError(status: 400, code: 100, title: "Invalid parameter", details: details)
    }

    static func unknownField(_ name: String, of node: String) -> GraphError {
        GraphError(
            status: 400, code: 100, title: "Nonexistent field (\(name)) on node type (\(node))")
    }

    static let bodyTooLarge = GraphError(
        status: 413, code: 100, title: "Invalid parameter",
        details: "the body is larger than \(Limits.requestBytesMax) bytes")

    static let bodyTooSlow = GraphError(
        status: 408, code: 1, title: "The body did not arrive in time")
}
