import FoundationEssentials

/// Decodes what comes from Meta.
enum MetaJSON {
    /// The body's value; nil: it is no JSON, or not of this shape.
    static func decode<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) -> Value? {
        try? JSONDecoder().decode(type, from: Data(withoutNUL(body)))
    }

    /// The same JSON with U+FFFD for each U+0000 of a text: not every store takes that character, and one
    /// that refuses it would refuse all that is written with it.
    static func withoutNUL(_ json: [UInt8]) -> [UInt8] {
        var json = json
        var place = 0
        while let backslash = json[place...].firstIndex(of: UInt8(ascii: "\\")) {
            // The byte after a backslash belongs to it, also where that is another one.
            place = min(backslash + 2, json.count)
            guard json[(backslash + 1)...].starts(with: nul) else { continue }
            json.replaceSubrange(backslash + 1..<backslash + 1 + nul.count, with: replacement)
        }
        return json
    }

    private static let nul = Array("u0000".utf8)
    private static let replacement = Array("ufffd".utf8)
}
