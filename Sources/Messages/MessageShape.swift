/// What the scan knows of a message type.
final class MessageShape: Sendable {
    /// The fields, by number.
    let fields: [FieldShape]
    /// Index into `fields` plus one at each field number; 0 where there is no field.
    private let indexes: [UInt8]

    /// Makes a shape of fewer than 64 fields with small numbers, in the order of their numbers.
    init(fields: [FieldShape]) {
        var indexes = [UInt8](repeating: 0, count: Int(fields.last?.number ?? 0) + 1)
        for (index, field) in fields.enumerated() {
            indexes[Int(field.number)] = UInt8(index + 1)
        }
        self.fields = fields
        self.indexes = indexes
    }

    /// Index of the field with this number; nil if the type does not have it.
    func index(ofFieldNumbered number: UInt32) -> Int? {
        guard number < indexes.count, indexes[Int(number)] > 0 else { return nil }
        return Int(indexes[Int(number)]) - 1
    }
}

/// What the scan knows of a field.
struct FieldShape: Sendable {
    /// How its value is encoded, and what has to be looked at.
    enum Kind: Sendable {
        case varint
        case fixed32
        case fixed64
        case bytes
        case string
        /// The numbers that the enumeration has.
        case enumeration(Set<Int32>)
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

    /// The wire type of one value.
    var wireType: WireType {
        switch kind {
        case .varint, .enumeration: .varint
        case .fixed32: .fixed32
        case .fixed64: .fixed64
        case .bytes, .string, .message: .lengthDelimited
        }
    }
}

/// The three lowest bits of a tag; the two of groups are left out, as proto3 has none.
enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case fixed32 = 5
}
