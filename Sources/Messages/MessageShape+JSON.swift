extension MessageShape {
    /// Appends the encoded message that proto3's JSON describes.
    ///
    /// The decoder checks what is a matter of the message as a whole, such as two members of a oneof.
    func encode(_ json: JSON, into bytes: inout [UInt8]) throws(MalformedMessage) {
        guard case .object(let members) = json else {
            throw .ruleBroken(field: "", rule: "has to be an object")
        }
        var seen: Set<UInt32> = []
        for (key, value) in members.map({ ($0.key, $0.value) }) {
            guard let field = fields.first(where: { $0.jsonName == key || $0.name == key }) else {
                let known = fields.map(\.jsonName).joined(separator: ", ")
                throw .ruleBroken(field: key, rule: "is not a field; the fields are \(known)")
            }
            guard seen.insert(field.number).inserted else {
                throw .ruleBroken(field: key, rule: "is given twice")
            }
            if value != .null { try field.encode(value, calling: key, into: &bytes) }
        }
    }
}

extension FieldShape {
    /// Appends the field with its values; the key is what it is called in messages.
    fileprivate func encode(
        _ json: JSON, calling key: String, into bytes: inout [UInt8]
    ) throws(MalformedMessage) {
        guard isRepeated else {
            return try encode(one: json, calling: key, into: &bytes)
        }
        guard case .array(let values) = json else {
            throw .ruleBroken(field: key, rule: "has to be an array")
        }
        for (index, value) in values.enumerated() {
            try encode(one: value, calling: "\(key)[\(index)]", into: &bytes)
        }
    }

    private func encode(
        one json: JSON, calling segment: String, into bytes: inout [UInt8]
    ) throws(MalformedMessage) {
        Varint.append(UInt64(number) << 3 | wireType.rawValue, to: &bytes)
        do throws(MalformedMessage) {
            switch kind {
            case .number(let type): Varint.append(try type.bits(of: json), to: &bytes)
            case .enumeration(let names):
                let number = try Self.number(of: json, among: names)
                Varint.append(UInt64(bitPattern: Int64(number)), to: &bytes)
            case .string: Self.append(Array(try Self.text(json).utf8), to: &bytes)
            case .bytes:
                guard let content = Base64.decode(try Self.text(json)) else {
                    throw .ruleBroken(field: "", rule: "has to be base64")
                }
                Self.append(content, to: &bytes)
            case .message(let shape):
                var content: [UInt8] = []
                try shape.encode(json, into: &content)
                Self.append(content, to: &bytes)
            }
        } catch {
            throw error.inside(segment)
        }
    }

    private static func append(_ content: [UInt8], to bytes: inout [UInt8]) {
        Varint.append(UInt64(content.count), to: &bytes)
        bytes += content
    }

    private static func text(_ json: JSON) throws(MalformedMessage) -> String {
        guard case .string(let text) = json else {
            throw .ruleBroken(field: "", rule: "has to be a string")
        }
        return text
    }

    /// A value's number by its name in the protos, or as it stands there.
    private static func number(
        of json: JSON, among names: [Int32: String]
    ) throws(MalformedMessage) -> Int32 {
        let found: Int32? =
            switch json {
            case .string(let name): names.first { $0.value == name }?.key
            case .integer(let number): names.keys.first { $0 == number }
            case .null, .bool, .array, .object: nil
            }
        guard let found else {
            let known = names.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", ")
            throw .ruleBroken(field: "", rule: "is not a known value; the values are \(known)")
        }
        return found
    }
}

extension NumberType {
    /// The number as it is encoded.
    fileprivate func bits(of json: JSON) throws(MalformedMessage) -> UInt64 {
        switch self {
        case .bool:
            guard case .bool(let value) = json else {
                throw .ruleBroken(field: "", rule: "has to be true or false")
            }
            return value ? 1 : 0
        case .int32: return UInt64(bitPattern: Int64(try Self.whole(json, Int32.self)))
        case .uint32: return UInt64(try Self.whole(json, UInt32.self))
        case .int64: return UInt64(bitPattern: try Self.whole(json, Int64.self))
        case .uint64: return try Self.whole(json, UInt64.self)
        }
    }

    private static func whole<Number: FixedWidthInteger>(
        _ json: JSON, _ type: Number.Type
    ) throws(MalformedMessage) -> Number {
        let number: Number? =
            switch json {
            case .integer(let number): Number(exactly: number)
            case .string(let digits): Number(digits)
            case .null, .bool, .array, .object: nil
            }
        guard let number else {
            let rule = "has to be a whole number from \(type.min) to \(type.max)"
            throw .ruleBroken(field: "", rule: rule)
        }
        return number
    }
}
