import Crypto
import Foundation

/// The value of the header `X-Hub-Signature-256`.
enum WebhookSignature {
    static let header = "X-Hub-Signature-256"
    static let oldHeader = "X-Hub-Signature"

    private static let digits = Array("0123456789abcdef".utf8)

    /// `sha256=` and the lowercase HMAC-SHA256 of the exact bytes under the app secret.
    static func value(of body: [UInt8], secret: String) -> String {
        "sha256=" + hexadecimalCode(of: body, secret: secret)
    }

    /// The lowercase HMAC-SHA256 of bytes under a secret.
    static func hexadecimalCode(of bytes: [UInt8], secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: bytes, using: SymmetricKey(data: Data(secret.utf8)))
        let hex = code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hex, as: UTF8.self)
    }

    /// The header that signs a body.
    static func headers(of body: [UInt8], secret: String) -> [String: String] {
        [header: value(of: body, secret: secret)]
    }
}
