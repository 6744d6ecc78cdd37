extension JSON {
    /// Which characters of a string are written as escapes.
    enum Escaping: Sendable {
        /// Only what JSON demands.
        case minimal
        /// As Meta writes its bodies: `/` as `\/`, non-ASCII as `\uXXXX` with lowercase hex.
        ///
        /// A receiver that decodes and encodes again gets other bytes, and so another signature.
        case meta
    }

    /// The value as UTF-8 without white space, keys sorted.
    func encoded(_ escaping: Escaping) -> [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, escaping)
        return bytes
    }

    private func write(to bytes: inout [UInt8], _ escaping: Escaping) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
        case .string(let value): Self.write(value, to: &bytes, escaping)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes, escaping)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &bytes, escaping)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes, escaping)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ value: String, to bytes: inout [UInt8], _ escaping: Escaping) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": bytes += #"\""#.utf8
            case "\\": bytes += #"\\"#.utf8
            case "\n": bytes += #"\n"#.utf8
            case "\r": bytes += #"\r"#.utf8
            case "\t": bytes += #"\t"#.utf8
            case "/" where escaping == .meta: bytes += #"\/"#.utf8
            case _ where scalar.value < 0x20 || (escaping == .meta && !scalar.isASCII):
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    bytes += (#"\u"# + hex(unit)).utf8
                }
            default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Four lowercase hexadecimal digits.
    private static func hex(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
