import Crypto
package import Notifications

/// Meta's question whether a webhook's address is ours, asked once when it is set up.
package struct Handshake: Sendable {
    /// `hub.mode`.
    package var mode: String?
    /// `hub.verify_token`.
    package var token: String?
    /// `hub.challenge`.
    package var challenge: String?

    package init(mode: String?, token: String?, challenge: String?) {
        self.mode = mode
        self.token = token
        self.challenge = challenge
    }

    /// Characters of a challenge that is given back.
    package static let challengeLengthMax = 256

    /// The text to answer with; nil: the question is refused.
    ///
    /// Tokens are compared by their hashes, so that the time tells nothing of length or content.
    package func answer(verifyToken: Secret) -> String? {
        guard let mode, let token, let challenge, mode == "subscribe", !token.isEmpty,
            (1...Self.challengeLengthMax).contains(challenge.utf8.count),
            challenge.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            Self.hash(token) == Self.hash(verifyToken.value)
        else { return nil }
        return challenge
    }

    private static func hash(_ text: String) -> SHA256.Digest {
        SHA256.hash(data: Array(text.utf8))
    }
}
