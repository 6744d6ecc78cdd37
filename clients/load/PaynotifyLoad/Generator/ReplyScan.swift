import RPC

/// Reads from a reply's bytes what a load test asks for, and decodes no message.
///
/// It only measures: what does not parse counts as an INTERNAL error, and nothing is believed of it.
struct ReplyScan: Equatable {
    /// The code of gRPC; 0 is OK.
    var code: Int
    /// Where the method's response message lies.
    var payload: Range<Int>

    /// What a body that does not parse counts as.
    static let malformedCode = 13

    /// Reads `ttrpc.Response`: the code of its status and the place of its payload.
    init(_ bytes: [UInt8], _ body: Range<Int>) {
        code = 0
        payload = body.upperBound..<body.upperBound
        var fields = FieldScan(body)
        while let field = fields.next(bytes) {
            switch field.number {
            case 1: code = Self.code(bytes, field.body)
            case 2: payload = field.body
            default: break
            }
        }
        if fields.isMalformed || !(0...16).contains(code) { code = Self.malformedCode }
    }

    /// Reads `google.rpc.Status`.
    private static func code(_ bytes: [UInt8], _ status: Range<Int>) -> Int {
        var fields = FieldScan(status)
        while let field = fields.next(bytes) {
            if field.number == 1 { return Int(truncatingIfNeeded: field.value) }
        }
        return fields.isMalformed ? malformedCode : 0
    }
}

/// What a NotifyStateChange was answered: the numbers of the outcome and the reason.
struct DecisionScan: Equatable {
    var outcome = 0
    var reason = 0

    /// Reads the first two fields of `NotifyStateChangeResponse`.
    init(_ bytes: [UInt8], _ payload: Range<Int>) {
        var fields = FieldScan(payload)
        while let field = fields.next(bytes), field.number <= 2 {
            if field.number == 1 { outcome = Int(truncatingIfNeeded: field.value) }
            if field.number == 2 { reason = Int(truncatingIfNeeded: field.value) }
        }
    }
}

/// Walks the fields of one protobuf message.
struct FieldScan {
    struct Field {
        var number: Int
        /// Of a number; 0 for bytes.
        var value: UInt64 = 0
        /// Of bytes, a text or a message; empty for a number.
        var body: Range<Int> = 0..<0
    }

    private var position: Int
    private let end: Int
    /// The bytes ended inside a field, or are no protobuf.
    private(set) var isMalformed = false

    init(_ range: Range<Int>) {
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next field; nil at the end, or where the bytes are malformed.
    mutating func next(_ bytes: [UInt8]) -> Field? {
        guard position < end else { return nil }
        guard let key = varint(bytes) else { return malformed() }
        var field = Field(number: Int(truncatingIfNeeded: key >> 3))
        switch key & 7 {
        case 0:
            guard let value = varint(bytes) else { return malformed() }
            field.value = value
        case 1: position += 8
        case 2:
            guard let length = varint(bytes), length <= UInt64(end - position) else {
                return malformed()
            }
            field.body = position..<position + Int(length)
            position += Int(length)
        case 5: position += 4
        default: return malformed()
        }
        return position <= end ? field : malformed()
    }

    private mutating func malformed() -> Field? {
        isMalformed = true
        position = end
        return nil
    }

    private mutating func varint(_ bytes: [UInt8]) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < end, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
