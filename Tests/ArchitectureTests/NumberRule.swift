/// Names of the types whose values come from outside as numbers.
private let numberTypes = [
    "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64",
    "Double", "Float",
]

/// Numbers that leave a decoder as they come: asked for by type, or by a decoding that the compiler
/// writes.
///
/// Whoever sends a text of JSON chooses its numbers: each needs a range before anything counts with it.
func findUnrangedNumbers(in file: SourceFile) -> [Offence] {
    guard
        !file.code.lines(containing: "Decodable").isEmpty
            || !file.code.lines(containing: "Decoder").isEmpty
            || !file.code.lines(containing: "KeyedDecodingContainer").isEmpty
    else { return [] }
    var lines = numberTypes.flatMap { file.code.lines(containing: "\($0).self") }
    for body in decodedBodies(in: file.code) where !body.text.contains("init(from") {
        let isNumber = numberTypes.contains { type in
            SwiftCode(body.text).lines(containing: type).count > 0
        }
        if isNumber { lines.append(body.line) }
    }
    return Set(lines).sorted().map {
        Offence(
            path: file.path, line: $0,
            complaint: "a number from outside without a range: use RangedNumber.swift")
    }
}

/// What stands between the braces of each type that says that it is decoded.
private func decodedBodies(in code: SwiftCode) -> [(line: Int, text: String)] {
    let bytes = code.bytes
    let word = Array("Decodable".utf8)
    var bodies: [(line: Int, text: String)] = []
    for index in bytes.indices where bytes[index...].starts(with: word) {
        // A condition such as `<Value: Decodable>` declares no type.
        guard let start = bytes[index...].firstIndex(of: UInt8(ascii: "{")),
            !bytes[index..<start].contains(where: { [UInt8(ascii: ">"), 0x28].contains($0) })
        else { continue }
        var depth = 0
        let end = bytes[start...].firstIndex { byte in
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            return depth == 0
        }
        let text = String(decoding: bytes[start..<(end ?? bytes.endIndex)], as: UTF8.self)
        bodies.append((code.line(at: index), text))
    }
    return bodies
}
