import Crypto
import Foundation

/// The value of the header `X-Hub-Signature-256`.
enum WebhookSignature {
    static let header = "X-Hub-Signature-256"

    /// `sha256=` and the lowercase HMAC-SHA256 of the exact bytes under the app secret.
    static func value(of body: [UInt8], secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: body, using: SymmetricKey(data: Data(secret.utf8)))
        let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "sha256=" + hex
    }
}
