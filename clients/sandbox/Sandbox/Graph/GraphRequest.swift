/// A request as the answering code sees it: nothing of HTTP but what decides the answer.
struct GraphRequest: Sendable {
    let method: String
    /// The decoded segments of the path, empty ones left out.
    var path: [String]
    let query: [String: String]
    /// The value of the Authorization header.
    let authorization: String?
    /// Scheme and authority under which the caller reached us; paging links begin with it.
    let origin: String
    /// The parsed body; an empty body is an empty object.
    let body: Result<JSON, GraphError>

    /// The body as the members of an object; refuses anything else with code 100.
    func members() throws(GraphError) -> [String: JSON] {
        guard let members = try body.get().object else {
            throw .invalid("the body must be a JSON object")
        }
        return members
    }
}
