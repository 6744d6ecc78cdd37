/// The values of a statement's parameters, read from its text in which SQLite has put literals for them.
struct BoundValues {
    /// In the order of the parameters' numbers; null for a number that the text leaves out.
    private(set) var values: [Value] = []
    private let expanded: [UInt8]
    private var place = 0

    init(template: String, expanded: String) {
        self.expanded = Array(expanded.utf8)
        let template = Array(template.utf8)
        var index = 0
        var isInLiteral = false
        while index < template.count {
            if template[index] == UInt8(ascii: "'") { isInLiteral.toggle() }
            guard template[index] == UInt8(ascii: "?"), !isInLiteral else {
                index += 1
                place += 1
                continue
            }
            let digits = template[(index + 1)...].prefix { Self.isDigit($0) }
            index += 1 + digits.count
            let number = Int(String(decoding: digits, as: UTF8.self)) ?? values.count + 1
            while values.count < number { values.append(.null) }
            values[number - 1] = literal()
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private mutating func literal() -> Value {
        switch expanded[place...].first {
        case UInt8(ascii: "'"): return .text(String(decoding: quoted(), as: UTF8.self))
        case UInt8(ascii: "x"):
            place += 1
            return .blob(Self.bytes(ofHex: quoted()))
        default: return number()
        }
    }

    /// The bytes between quotes, of which a doubled one stands for itself.
    private mutating func quoted() -> [UInt8] {
        let quote = UInt8(ascii: "'")
        var bytes: [UInt8] = []
        place += 1
        while place < expanded.count {
            if expanded[place] == quote {
                place += 1
                guard place < expanded.count, expanded[place] == quote else { return bytes }
            }
            bytes.append(expanded[place])
            place += 1
        }
        return bytes
    }

    private mutating func number() -> Value {
        let text = expanded[place...].prefix { byte in
            Self.isDigit(byte) || "+-.eE".utf8.contains(byte)
        }
        guard !text.isEmpty else {
            place += "NULL".utf8.count
            return .null
        }
        place += text.count
        let literal = String(decoding: text, as: UTF8.self)
        return Int64(literal).map { .integer($0) } ?? .real(Double(literal) ?? 0)
    }

    private static func bytes(ofHex digits: [UInt8]) -> [UInt8] {
        stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
    }
}
