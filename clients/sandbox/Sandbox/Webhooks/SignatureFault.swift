import Crypto
import Foundation

/// A way to spoil one POST, so that its receiver can be seen to refuse it.
enum SignatureFault: String, Sendable, CaseIterable {
    /// The signature of other bytes.
    case wrong
    /// No signature.
    case missing
    /// The old header with SHA-1 alone.
    case sha1
    /// The right signature over a body of which only the first half is sent.
    case truncated

    /// What is sent instead of a body and its signatures.
    func spoil(
        _ body: [UInt8], secret: String
    ) -> (body: [UInt8], signatures: [String: String]) {
        switch self {
        case .wrong: (body, WebhookSignature.headers(of: body + [0], secret: secret))
        case .missing: (body, [:])
        case .sha1: (body, [WebhookSignature.oldHeader: Self.sha1(of: body, secret: secret)])
        case .truncated:
            (
                Array(body.prefix(body.count / 2)),
                WebhookSignature.headers(of: body, secret: secret)
            )
        }
    }

    /// `sha1=` and the lowercase HMAC-SHA1 of the bytes under the app secret.
    private static func sha1(of body: [UInt8], secret: String) -> String {
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: body, using: SymmetricKey(data: Data(secret.utf8)))
        return "sha1=" + code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
