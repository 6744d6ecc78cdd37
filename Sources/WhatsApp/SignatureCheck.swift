import Crypto
package import Notifications

/// Checks the signature of a webhook: HMAC-SHA256 over the bytes as they came, with the app secret.
package struct SignatureCheck: Sendable {
    /// The header that carries the signature, as `sha256=` and 64 hexadecimal digits.
    package static let headerName = "X-Hub-Signature-256"

    private let key: SymmetricKey

    package init(appSecret: Secret) { key = SymmetricKey(data: Array(appSecret.value.utf8)) }

    /// Whether the header's value signs the body; compares in constant time.
    package func accepts(header: String?, body: [UInt8]) -> Bool {
        guard let header, let code = Self.code(in: header) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key)
    }

    /// The 32 bytes that the header spells.
    private static func code(in header: String) -> [UInt8]? {
        let prefix = "sha256="
        guard header.hasPrefix(prefix) else { return nil }
        let digits = Array(header.utf8.dropFirst(prefix.utf8.count))
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
