/// A refusal in the error envelope of the Graph API.
///
/// The codes and their usual HTTP statuses are those of Meta's error table.
struct GraphError: Error, Hashable {
    /// The HTTP status of the answer.
    let status: Int
    let code: Int
    var subcode: Int?
    var type = "OAuthException"
    /// Whether the message stands without `(#code)` before it, as a few of Graph's do.
    var isBare = false
    /// The message without the `(#code)` that Graph puts before it.
    let title: String
    /// What exactly is wrong, for a person: `error_data.details`.
    var details: String?
    /// Heading and sentence for an end user; template creation carries its reason here.
    var user: UserText?
    /// `is_transient`; without a word of it, it is false in an error with a sentence for users.
    var isTransient: Bool?
    /// The limit that was hit.
    var limit: Limit?
    /// What the account has used of its management calls.
    var usage: BusinessUsage?

    struct UserText: Hashable {
        let title: String
        let message: String
    }

    /// The body of the answer.
    func envelope(traceID: String) -> JSON {
        var error: [String: JSON] = [
            "message": .string(isBare ? title : "(#\(code)) \(title)"),
            "type": .string(type),
            "code": .integer(code),
            "fbtrace_id": .string(traceID),
        ]
        if let subcode { error["error_subcode"] = .integer(subcode) }
        if let details {
            error["error_data"] = ["messaging_product": "whatsapp", "details": .string(details)]
        }
        if let user {
            error["error_user_title"] = .string(user.title)
            error["error_user_msg"] = .string(user.message)
            error["is_transient"] = false
        }
        if let isTransient { error["is_transient"] = .bool(isTransient) }
        return ["error": .object(error)]
    }
}
