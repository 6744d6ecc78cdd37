/// One pass over an encoded message, before libprotobuf-c sees it.
///
/// It refuses what the C library would take badly: a message field given twice (merging is
/// quadratic), a NUL or bad UTF-8 in a string, and more depth, fields or elements than the limits
/// grant. Time is linear in the bytes; memory is constant.
struct Scan {
    private let unknownEnumNumbers: UnknownEnumNumbers
    private let limits: ScanLimits
    private var position = 0
    private var fields = 0
    private var elements = 0
    private var unknownFields = 0

    /// Passes a message of this shape, or says what is wrong with it.
    static func check(
        _ bytes: Span<UInt8>, _ shape: MessageShape, _ unknownEnumNumbers: UnknownEnumNumbers,
        _ limits: ScanLimits
    ) throws(MalformedMessage) {
        var scan = Scan(unknownEnumNumbers: unknownEnumNumbers, limits: limits)
        try scan.message(bytes, shape, end: bytes.count, depth: 1)
    }

    private init(unknownEnumNumbers: UnknownEnumNumbers, limits: ScanLimits) {
        self.unknownEnumNumbers = unknownEnumNumbers
        self.limits = limits
    }

    private mutating func message(
        _ bytes: Span<UInt8>, _ shape: MessageShape, end: Int, depth: Int
    ) throws(MalformedMessage) {
        guard depth <= limits.depthMax else {
            throw .ruleBroken(field: "", rule: "more than \(limits.depthMax) messages deep")
        }
        let start = position
        var seen: UInt64 = 0
        while position < end {
            let (number, wireType) = try tag(bytes, end: end)
            try Self.count(&fields, limits.fieldsMax, "fields")
            guard let rule = shape.rule(ofFieldNumbered: number) else {
                try Self.count(&unknownFields, limits.unknownFieldsMax, "unknown fields")
                try skip(bytes, wireType, end: end)
                continue
            }
            do throws(MalformedMessage) {
                guard seen & rule.exclusive == 0 else {
                    throw .ruleBroken(field: "", rule: "given twice, or beside an alternative")
                }
                seen |= rule.exclusive
                if rule.isPlain(on: wireType) {
                    try plainValue(bytes, rule, end: end)
                } else {
                    let field = shape.fields[rule.index]
                    try values(bytes, field, wireType, end: end, depth: depth)
                }
            } catch {
                throw error.inside(segment(bytes, shape.fields[rule.index], from: start))
            }
        }
    }

    /// The value of a field that is neither repeated nor a message.
    private mutating func plainValue(
        _ bytes: Span<UInt8>, _ rule: FieldRule, end: Int
    ) throws(MalformedMessage) {
        switch rule.plain {
        case .varint: _ = try varint(bytes, end: end)
        case .bytes: position = try length(bytes, end: end)
        case .string: try text(bytes, end: end)
        case .enumeration:
            let number = Int32(truncatingIfNeeded: try varint(bytes, end: end))
            guard unknownEnumNumbers == .kept || rule.knows(number) else {
                throw .ruleBroken(field: "", rule: "\(number) is not a known value")
            }
        case .other: preconditionFailure("a field of another kind is not plain")
        }
    }

    /// The values of one field on the wire: one, or several if they are packed.
    private mutating func values(
        _ bytes: Span<UInt8>, _ field: FieldShape, _ wireType: WireType, end: Int, depth: Int
    ) throws(MalformedMessage) {
        if wireType == field.wireType {
            if field.isRepeated { try Self.count(&elements, limits.elementsMax, "elements") }
            return try value(bytes, field, end: end, depth: depth)
        }
        guard field.isRepeated, wireType == .lengthDelimited else {
            throw .malformed("field \(field.name) has the wrong wire type at byte \(position)")
        }
        let packedEnd = try length(bytes, end: end)
        while position < packedEnd {
            try value(bytes, field, end: packedEnd, depth: depth)
            try Self.count(&elements, limits.elementsMax, "elements")
        }
    }

    private mutating func value(
        _ bytes: Span<UInt8>, _ field: FieldShape, end: Int, depth: Int
    ) throws(MalformedMessage) {
        switch field.kind {
        case .number: _ = try varint(bytes, end: end)
        case .bytes: position = try length(bytes, end: end)
        case .string: try text(bytes, end: end)
        case .enumeration(let names): try enumNumber(bytes, among: names, end: end)
        case .message(let shape):
            let messageEnd = try length(bytes, end: end)
            try message(bytes, shape, end: messageEnd, depth: depth + 1)
        }
    }

    private mutating func text(_ bytes: Span<UInt8>, end: Int) throws(MalformedMessage) {
        let textEnd = try length(bytes, end: end)
        let text = bytes.extracting(position..<textEnd)
        if !Self.isPlainASCII(text) { try Self.checkText(text) }
        position = textEnd
    }

    /// Whether each byte is from 1 to 127, eight of them at a time.
    private static func isPlainASCII(_ text: Span<UInt8>) -> Bool {
        let (low, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        var index = 0
        var suspects: UInt64 = 0
        while index + 8 <= text.count {
            // Sound: eight bytes from the index on are inside the text.
            let word = unsafe text.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: index, as: UInt64.self)
            suspects |= (word | (word &- low)) & high
            index += 8
        }
        while index < text.count {
            suspects |= UInt64(text[index] &- 1) & 0x80
            suspects |= UInt64(text[index]) & 0x80
            index += 1
        }
        return suspects == 0
    }

    private static func checkText(_ text: Span<UInt8>) throws(MalformedMessage) {
        for index in text.indices where text[index] == 0 {
            throw .ruleBroken(field: "", rule: "contains a NUL")
        }
        do {
            _ = try UTF8Span(validating: text)
        } catch {
            throw .ruleBroken(field: "", rule: "is not valid UTF-8")
        }
    }

    private mutating func enumNumber(
        _ bytes: Span<UInt8>, among names: [Int32: String], end: Int
    ) throws(MalformedMessage) {
        let number = Int32(truncatingIfNeeded: try varint(bytes, end: end))
        guard unknownEnumNumbers == .kept || names[number] != nil else {
            throw .ruleBroken(field: "", rule: "\(number) is not a known value")
        }
    }
}

extension Scan {
    private static func count(
        _ counter: inout Int, _ limit: Int, _ what: String
    ) throws(MalformedMessage) {
        counter += 1
        guard counter <= limit else {
            throw .ruleBroken(field: "", rule: "the message has more than \(limit) \(what)")
        }
    }

    private mutating func tag(
        _ bytes: Span<UInt8>, end: Int
    ) throws(MalformedMessage) -> (UInt32, WireType) {
        let start = position
        let tag = try varint(bytes, end: end)
        // A tag has 32 bits in at most five bytes; libprotobuf-c reads no more of them.
        guard position - start <= 5, let tag = UInt32(exactly: tag), tag >> 3 > 0 else {
            throw .malformed("not a field number at byte \(start)")
        }
        guard let wireType = WireType(rawValue: UInt64(tag & 7)) else {
            throw .malformed("wire type \(tag & 7) at byte \(start)")
        }
        return (tag >> 3, wireType)
    }

    private mutating func varint(
        _ bytes: Span<UInt8>, end: Int
    ) throws(MalformedMessage) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<10 {
            guard position < end else {
                throw .malformed("a number is cut off at byte \(position)")
            }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7f) << UInt64(7 * index)
            if byte < 0x80 { return value }
        }
        throw .malformed("a number is longer than 10 bytes at byte \(position)")
    }

    /// Reads a length; returns where the bytes that it counts end.
    private mutating func length(
        _ bytes: Span<UInt8>, end: Int
    ) throws(MalformedMessage) -> Int {
        let start = position
        let length = try varint(bytes, end: end)
        // libprotobuf-c reads no more than five bytes of a length.
        guard position - start <= 5, length <= UInt64(end - position) else {
            throw .malformed("a length leads past the end at byte \(start)")
        }
        return position + Int(length)
    }

    private mutating func skip(
        _ bytes: Span<UInt8>, _ wireType: WireType, end: Int
    ) throws(MalformedMessage) {
        switch wireType {
        case .varint: _ = try varint(bytes, end: end)
        case .lengthDelimited: position = try length(bytes, end: end)
        case .fixed32: try skip(4, end: end)
        case .fixed64: try skip(8, end: end)
        }
    }

    private mutating func skip(_ count: Int, end: Int) throws(MalformedMessage) {
        guard end - position >= count else {
            throw .malformed("a number is cut off at byte \(position)")
        }
        position += count
    }

    /// The field at the fault as part of a path: "attributes", or "components[1]".
    ///
    /// The index is counted afresh, so that messages without a fault do not pay for it.
    private func segment(
        _ bytes: Span<UInt8>, _ field: FieldShape, from start: Int
    ) -> String {
        guard field.isRepeated else { return field.name }
        var again = self
        again.position = start
        let index = (try? again.valuesEnding(before: position, of: field, in: bytes)) ?? 0
        return "\(field.name)[\(index)]"
    }

    private mutating func valuesEnding(
        before fault: Int, of field: FieldShape, in bytes: Span<UInt8>
    ) throws(MalformedMessage) -> Int {
        var count = 0
        while position < fault {
            let (number, wireType) = try tag(bytes, end: bytes.count)
            let isPacked = number == field.number && wireType != field.wireType
            let end = isPacked ? try length(bytes, end: bytes.count) : position
            repeat {
                try skip(bytes, isPacked ? field.wireType : wireType, end: bytes.count)
                if number == field.number, position < fault { count += 1 }
            } while position < min(end, fault)
        }
        return count
    }
}
