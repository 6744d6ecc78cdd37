/// The bytes are no JSON value, or one of more levels than the sandbox reads.
struct MalformedJSON: Error, Hashable {
    /// The place of the first byte that does not fit.
    let offset: Int
}

extension JSON {
    /// Reads bytes as one JSON value, with white space around it at most.
    init(parsing bytes: [UInt8]) throws(MalformedJSON) {
        var reader = JSONReader(bytes)
        self = try reader.document()
    }
}

/// Reads JSON by the grammar of RFC 8259; a key that comes twice has its last value.
private struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var levels = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(MalformedJSON) -> JSON {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw malformed }
        return value
    }

    private var malformed: MalformedJSON { MalformedJSON(offset: position) }

    /// The byte at hand; 0, which fits nowhere, at the end.
    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipSpace() {
        while byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    private mutating func value() throws(MalformedJSON) -> JSON {
        skipSpace()
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(MalformedJSON) -> JSON {
        for expected in word.description.utf8 { try take(expected) }
        return value
    }

    private mutating func take(_ expected: UInt8) throws(MalformedJSON) {
        guard byte == expected, position < bytes.count else { throw malformed }
        position += 1
    }

    private mutating func object() throws(MalformedJSON) -> JSON {
        var members: [String: JSON] = [:]
        try elements(end: UInt8(ascii: "}")) { reader throws(MalformedJSON) in
            reader.skipSpace()
            let name = try reader.string()
            reader.skipSpace()
            try reader.take(UInt8(ascii: ":"))
            members[name] = try reader.value()
        }
        return .object(members)
    }

    private mutating func array() throws(MalformedJSON) -> JSON {
        var values: [JSON] = []
        try elements(end: UInt8(ascii: "]")) { reader throws(MalformedJSON) in
            values.append(try reader.value())
        }
        return .array(values)
    }

    /// What stands between two brackets with commas in between.
    private mutating func elements(
        end: UInt8, _ read: (inout JSONReader) throws(MalformedJSON) -> Void
    ) throws(MalformedJSON) {
        guard levels < Limits.jsonLevelsMax else { throw malformed }
        levels += 1
        defer { levels -= 1 }
        position += 1
        skipSpace()
        if byte == end {
            position += 1
            return
        }
        while true {
            try read(&self)
            skipSpace()
            if byte == end {
                position += 1
                return
            }
            try take(UInt8(ascii: ","))
        }
    }

    private mutating func number() throws(MalformedJSON) -> JSON {
        let start = position
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") { position += 1 } else { try digits() }
        var isWhole = true
        if byte == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try digits()
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw malformed }
        return .number(number)
    }

    private mutating func digits() throws(MalformedJSON) {
        guard (0x30...0x39).contains(byte) else { throw malformed }
        while (0x30...0x39).contains(byte) { position += 1 }
    }

    private mutating func string() throws(MalformedJSON) -> String {
        try take(UInt8(ascii: "\""))
        var start = position
        var text: [UInt8] = []
        while byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw malformed }
            guard byte == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            text += bytes[start..<position]
            position += 1
            text += try escaped().utf8
            start = position
        }
        text += bytes[start..<position]
        guard let string = String(validating: text, as: UTF8.self) else { throw malformed }
        position += 1
        return string
    }

    /// What stands for a character after a backslash.
    private mutating func escaped() throws(MalformedJSON) -> Unicode.Scalar {
        defer { position += 1 }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeScalar()
        default: throw malformed
        }
    }

    /// The scalar of one `\uXXXX`, or of two that are a surrogate pair; ends on the last digit.
    private mutating func unicodeScalar() throws(MalformedJSON) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        position += 1
        try take(UInt8(ascii: "\\"))
        guard byte == UInt8(ascii: "u") else { throw malformed }
        let second = try unit()
        guard (0xd800...0xdbff).contains(first), (0xdc00...0xdfff).contains(second),
            let scalar = Unicode.Scalar(
                0x1_0000 + (UInt32(first) - 0xd800) << 10 + UInt32(second) - 0xdc00)
        else { throw malformed }
        return scalar
    }

    /// Four hexadecimal digits after the byte at hand; ends on the last.
    private mutating func unit() throws(MalformedJSON) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            position += 1
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw malformed }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
