/// Equal paths made alike.
///
/// Source: RFC 3986, 6.2.2.2 and 2.3.
enum PathNormalisation {
    /// The path, and the query if there is one, with the characters decoded that need no encoding; others
    /// stay as they are.
    static func normalised(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: "%")) else { return path }
        var bytes: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "%"), let decoded = decoded(rest), isUnreserved(decoded) {
                bytes.append(decoded)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        let digits = bytes.dropFirst().prefix(2)
        guard digits.count == 2 else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~".utf8.contains(byte)
        }
    }
}
