/// What the scan knows of a message type.
final class MessageShape: Sendable {
    /// The fields, by number.
    let fields: [FieldShape]
    /// The rule at each field number; nil where there is no field.
    private let rules: [FieldRule?]

    /// Makes a shape of fewer than 64 fields with small numbers, in the order of their numbers.
    init(fields: [FieldShape]) {
        var rules = [FieldRule?](repeating: nil, count: Int(fields.last?.number ?? 0) + 1)
        for (index, field) in fields.enumerated() {
            rules[Int(field.number)] = FieldRule(field, index: index)
        }
        self.fields = fields
        self.rules = rules
    }

    /// The rule of the field with this number; nil if the type does not have it.
    func rule(ofFieldNumbered number: UInt32) -> FieldRule? {
        number < rules.count ? rules[Int(number)] : nil
    }
}

/// What the scan looks at in each field, without a reference to count.
struct FieldRule: Sendable {
    /// How the value of a plain field is encoded.
    enum Plain: UInt8, Sendable {
        case varint, bytes, string
        /// With no number of 64 or above.
        case enumeration
        /// Repeated, a message, or rare: the field's shape tells.
        case other
    }

    /// Index among the fields.
    let index: Int
    let plain: Plain
    private let wireType: WireType
    /// A bit that may be set once in a message; 0 if the field may come again.
    let exclusive: UInt64
    /// A bit for each number of the enumeration.
    private let numbers: UInt64

    init(_ field: FieldShape, index: Int) {
        self.index = index
        wireType = field.wireType
        exclusive = field.exclusive
        var numbers: UInt64 = 0
        switch field.kind {
        case _ where field.isRepeated: plain = .other
        case .number: plain = .varint
        case .bytes: plain = .bytes
        case .string: plain = .string
        case .enumeration(let names) where names.keys.allSatisfy({ (0..<64).contains($0) }):
            for value in names.keys { numbers |= 1 << UInt64(value) }
            plain = .enumeration
        case .enumeration, .message: plain = .other
        }
        self.numbers = numbers
    }

    /// Whether it has one plain value of that wire type.
    func isPlain(on wireType: WireType) -> Bool {
        plain != .other && wireType == self.wireType
    }

    /// Whether the enumeration has the number.
    func knows(_ number: Int32) -> Bool {
        (0..<64).contains(number) && numbers >> UInt64(number) & 1 == 1
    }
}

/// What the scan knows of a field.
struct FieldShape: Sendable {
    /// How its value is encoded, and what the scan checks in it.
    enum Kind: Sendable {
        case number(NumberType)
        case bytes
        case string
        /// The names of the values that the enumeration has, as the protos write them.
        case enumeration([Int32: String])
        case message(MessageShape)
    }

    /// Number on the wire.
    let number: UInt32
    /// Name in the protos.
    let name: String
    let kind: Kind
    let isRepeated: Bool
    /// A bit that may be set once in a message; 0 if the field may come again.
    let exclusive: UInt64

    /// Whether a message says if it has the field, as with messages and members of a oneof.
    var hasPresence: Bool { exclusive != 0 }

    /// The wire type of one value.
    var wireType: WireType {
        switch kind {
        case .number, .enumeration: .varint
        case .bytes, .string, .message: .lengthDelimited
        }
    }
}

/// What a number of variable length stands for; the generator refuses other types of numbers.
enum NumberType: Sendable {
    case bool, int32, uint32, int64, uint64
}

/// The three lowest bits of a tag; the two of groups are left out, as proto3 has none.
enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case fixed32 = 5
}
