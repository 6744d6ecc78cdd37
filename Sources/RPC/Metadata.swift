/// One entry of a call's metadata; a key may occur again.
public struct MetadataEntry: Hashable, Sendable {
    /// Lower-case ASCII: letters, digits, "-", "_" and ".".
    public var key: String
    /// UTF-8 text.
    public var value: String

    /// Makes an entry.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// The rules of a call's metadata.
package enum Metadata {
    /// Bytes of all keys and values together.
    package static let bytesMax = 8 << 10

    /// Throws INVALID_ARGUMENT with the path of the first entry that breaks a rule.
    package static func check(_ entries: [MetadataEntry]) throws(RPCStatus) {
        var bytes = 0
        for (index, entry) in entries.enumerated() {
            guard !entry.key.isEmpty, entry.key.utf8.allSatisfy(isKeyByte) else {
                throw .invalidArgument(
                    field: "metadata[\(index)].key",
                    rule: "1 or more of a-z 0-9 - _ . are allowed")
            }
            bytes += entry.key.utf8.count + entry.value.utf8.count
            guard bytes <= bytesMax else {
                throw .invalidArgument(
                    field: "metadata", rule: "at most \(bytesMax) bytes in all keys and values")
            }
        }
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
