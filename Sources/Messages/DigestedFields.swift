/// The fields of a message in one unambiguous row of bytes.
///
/// Two messages of a type have the same bytes if and only if their fields are equal, however they were
/// encoded: each field is written in a fixed order, a text with its length before it.
package struct DigestedFields: Sendable {
    package private(set) var bytes: [UInt8] = []

    /// Begins with the name of the message's type.
    init(of message: String) {
        bytes.reserveCapacity(512)
        append(message)
    }

    /// Eight bytes, big-endian.
    mutating func append(_ number: Int64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }

    /// The number of UTF-8 bytes, and the bytes.
    mutating func append(_ text: String) {
        append(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}
