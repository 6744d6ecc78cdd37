/// One pass over an encoded message, before libprotobuf-c sees it.
///
/// It refuses what the C library would take badly: a message field given twice (merging is
/// quadratic), a NUL or bad UTF-8 in a string, and more depth, fields or elements than the limits
/// grant. Time is linear in the bytes; memory is constant.
struct Scan {
    private let bytes: [UInt8]
    private let unknownEnumNumbers: UnknownEnumNumbers
    private let limits: ScanLimits
    private var position = 0
    private var fields = 0
    private var elements = 0
    private var unknownFields = 0

    /// Passes a message of this shape, or says what is wrong with it.
    static func check(
        _ bytes: [UInt8], _ shape: MessageShape, _ unknownEnumNumbers: UnknownEnumNumbers,
        _ limits: ScanLimits
    ) throws(MalformedMessage) {
        var scan = Scan(bytes: bytes, unknownEnumNumbers: unknownEnumNumbers, limits: limits)
        try scan.message(shape, end: bytes.count, depth: 1)
    }

    private init(bytes: [UInt8], unknownEnumNumbers: UnknownEnumNumbers, limits: ScanLimits) {
        self.bytes = bytes
        self.unknownEnumNumbers = unknownEnumNumbers
        self.limits = limits
    }

    private mutating func message(
        _ shape: MessageShape, end: Int, depth: Int
    ) throws(MalformedMessage) {
        guard depth <= limits.depthMax else {
            throw .ruleBroken(field: "", rule: "more than \(limits.depthMax) messages deep")
        }
        let start = position
        var seen: UInt64 = 0
        while position < end {
            let (number, wireType) = try tag(end: end)
            try Self.count(&fields, limits.fieldsMax, "fields")
            guard let index = shape.index(ofFieldNumbered: number) else {
                try Self.count(&unknownFields, limits.unknownFieldsMax, "unknown fields")
                try skip(wireType, end: end)
                continue
            }
            let field = shape.fields[index]
            do throws(MalformedMessage) {
                guard seen & field.exclusive == 0 else {
                    throw .ruleBroken(field: "", rule: "given twice, or beside an alternative")
                }
                seen |= field.exclusive
                try values(field, wireType, end: end, depth: depth)
            } catch {
                throw error.inside(segment(field, from: start))
            }
        }
    }

    /// The values of one field on the wire: one, or several if they are packed.
    private mutating func values(
        _ field: FieldShape, _ wireType: WireType, end: Int, depth: Int
    ) throws(MalformedMessage) {
        if wireType == field.wireType {
            if field.isRepeated { try Self.count(&elements, limits.elementsMax, "elements") }
            return try value(field, end: end, depth: depth)
        }
        guard field.isRepeated, wireType == .lengthDelimited else {
            throw .malformed("field \(field.name) has the wrong wire type at byte \(position)")
        }
        let packedEnd = try length(end: end)
        while position < packedEnd {
            try value(field, end: packedEnd, depth: depth)
            try Self.count(&elements, limits.elementsMax, "elements")
        }
    }

    private mutating func value(
        _ field: FieldShape, end: Int, depth: Int
    ) throws(MalformedMessage) {
        switch field.kind {
        case .varint: _ = try varint(end: end)
        case .fixed32: try skip(.fixed32, end: end)
        case .fixed64: try skip(.fixed64, end: end)
        case .bytes: position = try length(end: end)
        case .string:
            let stringEnd = try length(end: end)
            try Self.checkText(bytes.span.extracting(position..<stringEnd))
            position = stringEnd
        case .enumeration(let numbers): try enumNumber(among: numbers, end: end)
        case .message(let shape):
            let messageEnd = try length(end: end)
            try message(shape, end: messageEnd, depth: depth + 1)
        }
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
        among numbers: Set<Int32>, end: Int
    ) throws(MalformedMessage) {
        let number = Int32(truncatingIfNeeded: try varint(end: end))
        guard unknownEnumNumbers == .kept || numbers.contains(number) else {
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

    private mutating func tag(end: Int) throws(MalformedMessage) -> (UInt32, WireType) {
        let start = position
        let tag = try varint(end: end)
        // A tag has 32 bits in at most five bytes; libprotobuf-c reads no more of them.
        guard position - start <= 5, let tag = UInt32(exactly: tag), tag >> 3 > 0 else {
            throw .malformed("not a field number at byte \(start)")
        }
        guard let wireType = WireType(rawValue: UInt64(tag & 7)) else {
            throw .malformed("wire type \(tag & 7) at byte \(start)")
        }
        return (tag >> 3, wireType)
    }

    private mutating func varint(end: Int) throws(MalformedMessage) -> UInt64 {
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
    private mutating func length(end: Int) throws(MalformedMessage) -> Int {
        let start = position
        let length = try varint(end: end)
        // libprotobuf-c reads no more than five bytes of a length.
        guard position - start <= 5, length <= UInt64(end - position) else {
            throw .malformed("a length leads past the end at byte \(start)")
        }
        return position + Int(length)
    }

    private mutating func skip(_ wireType: WireType, end: Int) throws(MalformedMessage) {
        switch wireType {
        case .varint: _ = try varint(end: end)
        case .lengthDelimited: position = try length(end: end)
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
    private func segment(_ field: FieldShape, from start: Int) -> String {
        guard field.isRepeated else { return field.name }
        var again = self
        again.position = start
        let index = (try? again.valuesEnding(before: position, of: field)) ?? 0
        return "\(field.name)[\(index)]"
    }

    private mutating func valuesEnding(
        before fault: Int, of field: FieldShape
    ) throws(MalformedMessage) -> Int {
        var count = 0
        while position < fault {
            let (number, wireType) = try tag(end: bytes.count)
            let isPacked = number == field.number && wireType != field.wireType
            let end = isPacked ? try length(end: bytes.count) : position
            repeat {
                try skip(isPacked ? field.wireType : wireType, end: bytes.count)
                if number == field.number, position < fault { count += 1 }
            } while position < min(end, fault)
        }
        return count
    }
}
