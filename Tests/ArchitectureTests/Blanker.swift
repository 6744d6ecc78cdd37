/// Replaces comments and literals by spaces: a scanner of Swift's lexical rules.
struct Blanker {
    /// A string literal's opening: how many `#` and whether it runs over lines.
    private struct Quote {
        var hashes: Int
        var isMultiline: Bool
    }

    private let text: [UInt8]
    private var result: [UInt8]
    private var index = 0

    init(_ text: [UInt8]) {
        self.text = text
        result = text
    }

    mutating func run() -> [UInt8] {
        while index < text.count { scanCode(untilBracket: false) }
        return result
    }

    /// Walks through code to the end, or to the bracket that ends an interpolation.
    private mutating func scanCode(untilBracket: Bool) {
        var depth = 0
        while index < text.count {
            if starts(with: "//") {
                blankLine()
            } else if starts(with: "/*") {
                blankComment()
            } else if let quote = quoteAhead() {
                blankString(quote)
            } else {
                if text[index] == UInt8(ascii: "(") { depth += 1 }
                if text[index] == UInt8(ascii: ")") { depth -= 1 }
                index += 1
                if untilBracket && depth == 0 { return }
            }
        }
    }

    private mutating func blankLine() {
        while index < text.count && text[index] != UInt8(ascii: "\n") { blank(1) }
    }

    private mutating func blankComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                blank(2)
            } else if starts(with: "*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && index < text.count
    }

    private mutating func blankString(_ quote: Quote) {
        let hashes = String(repeating: "#", count: quote.hashes)
        let mark = quote.isMultiline ? "\"\"\"" : "\""
        blank(quote.hashes + mark.utf8.count)
        while index < text.count {
            if starts(with: mark + hashes) { return blank(mark.utf8.count + quote.hashes) }
            if starts(with: "\\" + hashes + "(") {
                blank(1 + quote.hashes)
                scanCode(untilBracket: true)
            } else {
                blank(starts(with: "\\" + hashes) ? 2 + quote.hashes : 1)
            }
        }
    }

    private func quoteAhead() -> Quote? {
        var end = index
        while end < text.count && text[end] == UInt8(ascii: "#") { end += 1 }
        guard end < text.count, text[end] == UInt8(ascii: "\"") else { return nil }
        let isMultiline =
            end + 2 < text.count && text[end + 1] == UInt8(ascii: "\"")
            && text[end + 2] == UInt8(ascii: "\"")
        return Quote(hashes: end - index, isMultiline: isMultiline)
    }

    private func starts(with word: String) -> Bool {
        text[index...].starts(with: word.utf8)
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where index < text.count {
            if text[index] != UInt8(ascii: "\n") { result[index] = UInt8(ascii: " ") }
            index += 1
        }
    }
}
