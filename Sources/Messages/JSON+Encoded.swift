extension JSON {
    /// Proto3's JSON of a message of this shape that our own encoder wrote.
    init(_ message: Span<UInt8>, _ shape: MessageShape) {
        var values = [[JSON]](repeating: [], count: shape.fields.count)
        var position = 0
        while position < message.count {
            let tag = FieldShape.number(message, at: &position)
            guard let index = shape.rule(ofFieldNumbered: UInt32(tag >> 3))?.index else {
                preconditionFailure("an encoder writes the fields of its message")
            }
            values[index] += shape.fields[index]
                .values(WireType(rawValue: tag & 7), message, at: &position)
        }
        self = .object(
            zip(shape.fields, values).compactMap { field, values in
                field.json(of: values).map { Member(key: field.jsonName, value: $0) }
            })
    }
}

extension FieldShape {
    /// What stands for the field where it has these values; nil if nothing does.
    fileprivate func json(of values: [JSON]) -> JSON? {
        if isRepeated { return .array(values) }
        return values.last ?? (hasPresence ? nil : kind.jsonDefault)
    }
}

extension FieldShape.Kind {
    fileprivate var jsonDefault: JSON {
        switch self {
        case .number(let type): JSON(type, bits: 0)
        case .string, .bytes: .string("")
        case .enumeration(let names): JSON(names, number: 0)
        case .message: preconditionFailure("a message has presence")
        }
    }
}

extension JSON {
    /// A number of 64 bits is a string, for most readers would round it.
    fileprivate init(_ type: NumberType, bits: UInt64) {
        self =
            switch type {
            case .bool: .bool(bits != 0)
            case .int32: .integer(Int64(Int32(truncatingIfNeeded: bits)))
            case .uint32: .integer(Int64(UInt32(truncatingIfNeeded: bits)))
            case .int64: .string(String(Int64(bitPattern: bits)))
            case .uint64: .string(String(bits))
            }
    }

    /// A value by its name, or by its number if it has none.
    fileprivate init(_ names: [Int32: String], number: Int32) {
        self = names[number].map(JSON.string) ?? .integer(Int64(number))
    }
}

extension FieldShape {
    /// The values behind a tag: one, or several if they are packed.
    fileprivate func values(
        _ wireType: WireType?, _ bytes: Span<UInt8>, at position: inout Int
    ) -> [JSON] {
        if wireType == .varint { return [Self.plain(kind, bytes, at: &position)] }
        let count = Int(Self.number(bytes, at: &position))
        let content = bytes.extracting(position..<position + count)
        position += count
        switch kind {
        case .message(let shape): return [JSON(content, shape)]
        case .string:
            var text: [UInt8] = []
            text.append(content)
            return [.string(String(decoding: text, as: UTF8.self))]
        case .bytes: return [.string(Base64.encode(content))]
        case .number, .enumeration:
            var (values, place): ([JSON], Int) = ([], 0)
            while place < count { values.append(Self.plain(kind, content, at: &place)) }
            return values
        }
    }

    private static func plain(
        _ kind: Kind, _ bytes: Span<UInt8>, at position: inout Int
    ) -> JSON {
        let bits = number(bytes, at: &position)
        switch kind {
        case .number(let type): return JSON(type, bits: bits)
        case .enumeration(let names):
            return JSON(names, number: Int32(truncatingIfNeeded: bits))
        case .bytes, .string, .message:
            preconditionFailure("an encoder writes a field with its wire type")
        }
    }

    fileprivate static func number(_ bytes: Span<UInt8>, at position: inout Int) -> UInt64 {
        guard let number = Varint.read(bytes, at: &position) else {
            preconditionFailure("an encoder writes whole numbers")
        }
        return number
    }
}
