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
        var text = ""
        write(to: &text, escaping)
        return Array(text.utf8)
    }

    private func write(to text: inout String, _ escaping: Escaping) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.write(value, to: &text, escaping)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text, escaping)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { text += "," }
                Self.write(member.key, to: &text, escaping)
                text += ":"
                member.value.write(to: &text, escaping)
            }
            text += "}"
        }
    }

    private static func write(_ value: String, to text: inout String, _ escaping: Escaping) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "/" where escaping == .meta: text += "\\/"
            case _ where scalar.value < 0x20 || (escaping == .meta && !scalar.isASCII):
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    text += "\\u" + hex(unit)
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    /// Four lowercase hexadecimal digits.
    private static func hex(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
