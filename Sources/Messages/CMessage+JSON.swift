extension CMessage {
    /// The message in proto3's JSON mapping.
    public var json: JSON { JSON(encoded().span, Self.layout.shape) }

    /// Reads a message from proto3's JSON.
    public init(json: JSON) throws(MalformedMessage) {
        var bytes: [UInt8] = []
        try Self.layout.shape.encode(json, into: &bytes)
        try self.init(decoding: bytes, unknownEnumNumbers: .refused)
    }
}

extension FieldShape {
    /// The field's name in JSON: "merchantId" for "merchant_id".
    var jsonName: String {
        let words = name.split(separator: "_")
        return words.dropFirst().reduce(String(words[0])) { name, word in
            name + word.prefix(1).uppercased() + word.dropFirst()
        }
    }
}
