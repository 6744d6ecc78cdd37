package import Messages

/// One entry of a call's metadata; a key may occur again.
public struct MetadataEntry: Hashable, Sendable {
    /// Any text; a key that the server does not know is ignored.
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

    /// Throws INVALID_ARGUMENT where there are more bytes than may be.
    ///
    /// Any key is taken, as stock servers do: what traces calls writes keys of its own.
    package static func check(_ entries: [EnvelopeKeyValue]) throws(RPCStatus) {
        let bytes = entries.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard bytes <= bytesMax else {
            throw .invalidArgument(
                field: "metadata", rule: "at most \(bytesMax) bytes in all keys and values")
        }
    }
}
