import Foundation

/// The identifier that Meta gives a message: `wamid.` and the base64 of a small binary record.
///
/// The record holds the recipient's number and a hexadecimal id in ASCII:
/// `1c 18 <length> <digits> 15 02 00 11 18 <length> <hex> 00`. So a wamid is personal data.
struct Wamid: Sendable, Hashable {
    let rawValue: String

    private static let prefix = "wamid."
    private static let uniqueBytes = 9

    /// Makes the identifier of a message to a number, unique by nine random bytes.
    init(recipient digits: String, using generator: inout some RandomNumberGenerator) {
        let unique = (0..<Self.uniqueBytes)
            .map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
            .joined()
        let record =
            [0x1c, 0x18, UInt8(digits.utf8.count)] + Array(digits.utf8)
            + [0x15, 0x02, 0x00, 0x11, 0x18, UInt8(unique.utf8.count)] + Array(unique.utf8) + [0x00]
        rawValue = Self.prefix + Data(record).base64EncodedString()
    }
}
