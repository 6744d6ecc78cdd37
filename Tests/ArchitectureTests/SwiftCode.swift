/// Swift text whose comments and literals are blanked, so that only code is looked at.
///
/// Code between the brackets of an interpolation stays. Lines keep their numbers.
struct SwiftCode: Sendable {
    /// As many bytes as the text has.
    let bytes: [UInt8]

    init(_ text: String) {
        var blanker = Blanker(Array(text.utf8))
        bytes = blanker.run()
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    var lineCount: Int {
        bytes.count { $0 == UInt8(ascii: "\n") } + (bytes.last == UInt8(ascii: "\n") ? 0 : 1)
    }

    /// The number of the line that holds the byte; 1 for the first.
    func line(at index: Int) -> Int {
        bytes[..<index].count { $0 == UInt8(ascii: "\n") } + 1
    }

    /// The lines that hold the word, not as a part of a longer one; one number for each time.
    func lines(containing word: String) -> [Int] {
        let word = Array(word.utf8)
        var lines: [Int] = []
        var line = 1
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            guard bytes[index] == word[0], matches(word, at: index) else { continue }
            lines.append(line)
        }
        return lines
    }

    /// The name that ends before the byte.
    func word(endingAt end: Int) -> String {
        let start = bytes[..<end].lastIndex { !$0.isNamePart }.map { $0 + 1 } ?? 0
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private func matches(_ word: [UInt8], at index: Int) -> Bool {
        let end = index + word.count
        guard end <= bytes.count, bytes[index..<end].elementsEqual(word) else { return false }
        let isWholeBefore = index == 0 || !(bytes[index - 1].isNamePart && word[0].isNamePart)
        let last = word[word.count - 1]
        // `DispatchSource.make` stands for every name that begins so.
        let isPrefix = word.contains(UInt8(ascii: "."))
        let isWholeAfter = end == bytes.count || !(bytes[end].isNamePart && last.isNamePart)
        return isWholeBefore && (isPrefix || isWholeAfter)
    }
}

extension UInt8 {
    /// Whether it can stand in a name.
    var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    var isClosing: Bool {
        [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "?")]
            .contains(self)
    }
}
