/// Builds protobuf encodings by hand, right or wrong.
enum WireBytes {
    static func varint(_ value: UInt64) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    /// A field of wire type 0.
    static func number(_ field: UInt32, _ value: Int64) -> [UInt8] {
        varint(UInt64(field) << 3) + varint(UInt64(bitPattern: value))
    }

    /// A field of wire type 2.
    static func data(_ field: UInt32, _ value: [UInt8]) -> [UInt8] {
        varint(UInt64(field) << 3 | 2) + varint(UInt64(value.count)) + value
    }

    /// A field of wire type 2 that holds text.
    static func text(_ field: UInt32, _ value: String) -> [UInt8] {
        data(field, Array(value.utf8))
    }

    /// The same bytes many times.
    static func repeated(_ bytes: [UInt8], upTo count: Int) -> [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(count)
        while all.count + bytes.count <= count { all.append(contentsOf: bytes) }
        return all
    }
}
