import Foundation

/// The verification that comes before the first webhook.
enum Handshake {
    /// The URL that is asked: the callback's with `hub.mode`, `hub.challenge`, `hub.verify_token`.
    static func url(_ callback: Callback, challenge: String) -> String {
        let parameters = [
            ("hub.mode", "subscribe"), ("hub.challenge", challenge),
            ("hub.verify_token", callback.verifyToken),
        ]
        let query = parameters.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
        return callback.url + (callback.url.contains("?") ? "&" : "?") + query
    }

    /// Whether the owner of the URL agreed: 200, and the challenge byte for byte.
    static func isAnswered(_ reply: WebhookReply?, challenge: String) -> Bool {
        reply?.status == 200 && reply?.body == Array(challenge.utf8)
    }

    private static func escaped(_ value: String) -> String {
        value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value
    }
}
