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
        let owners = accounts.filter { $0.tokens[token] != nil }
        guard !owners.isEmpty else { throw .tokenInvalid }
        if owners.allSatisfy({ $0.tokens[token] == .expired }) { throw .tokenExpired }
        let opened = owners.filter { $0.tokens[token] == .valid }
        guard !opened.isEmpty else { throw .permissionMissing }
        return Set(opened.map(\.id))
    }
}

/// What proves that a caller has the secret of its token's app.
enum SecretProof {
    /// The name of the parameter.
    static let parameter = "appsecret_proof"

    /// The lowercase hexadecimal HMAC-SHA256 of the token under the app secret.
    static func value(of token: String, secret: String) -> String {
        WebhookSignature.hexadecimalCode(of: Array(token.utf8), secret: secret)
    }

    /// Refuses a wrong proof always, and a missing one where the app requires it.
    static func check(
        _ proof: String?, of token: String, by app: App?
    ) throws(GraphError) {
        guard let app else { return }
        guard let proof else {
            if app.requiresProof { throw .proofMissing }
            return
        }
        guard proof == value(of: token, secret: app.secret) else { throw .proofWrong }
    }
}
