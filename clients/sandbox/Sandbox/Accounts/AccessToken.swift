/// The check of a request's bearer token, before anything else is looked at.
enum AccessToken {
    /// The token of a request: the Authorization header, or the parameter `access_token`.
    static func token(of request: GraphRequest) throws(GraphError) -> String {
        guard let header = request.authorization else {
            guard let token = request.query["access_token"] else { throw .tokenMissing }
            return token
        }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw .notAuthenticated("the Authorization header is not: Bearer <token>")
        }
        return String(parts[1])
    }

    /// The ids of the accounts that a token opens.
    static func accounts(
        openedBy token: String, among accounts: some Sequence<Account>
    ) throws(GraphError) -> Set<String> {
        let owners = accounts.filter { $0.accessToken == token }
        guard !owners.isEmpty else { throw .tokenInvalid }
        if owners.allSatisfy({ $0.tokenState == .expired }) { throw .tokenExpired }
        let opened = owners.filter { $0.tokenState == .valid }
        guard !opened.isEmpty else { throw .permissionMissing }
        return Set(opened.map(\.id))
    }
}
