/// How long things may be.
enum SizeLimit {
    static let fileLinesMax = 400
    static let functionLinesMax = 60
}

/// A function, initialiser or computed property with a body.
struct FunctionSpan: Hashable, Sendable {
    /// The line of the opening word; 1 for the first of the file.
    var line: Int
    var lineCount: Int
}

func findLongFiles(_ file: SourceFile) -> [Offence] {
    let count = file.code.lineCount
    if count <= SizeLimit.fileLinesMax { return [] }
    let complaint = "\(count) lines: a file has at most \(SizeLimit.fileLinesMax)"
    return [Offence(path: file.path, line: 0, complaint: complaint)]
}

func findLongFunctions(_ file: SourceFile) -> [Offence] {
    functionSpans(in: file.code).filter { $0.lineCount > SizeLimit.functionLinesMax }.map {
        Offence(
            path: file.path, line: $0.line,
            complaint: "\($0.lineCount) lines: a function has at most "
                + "\(SizeLimit.functionLinesMax)")
    }
}

/// Every body that belongs to a function, by counting braces.
func functionSpans(in code: SwiftCode) -> [FunctionSpan] {
    var spans: [FunctionSpan] = []
    /// For each open brace, the line of its function's opening word; nil for other braces.
    var open: [Int?] = []
    var line = 1
    var declaration = Declaration()
    var word: [UInt8] = []
    for byte in code.bytes {
        if byte.isNamePart {
            word.append(byte)
            continue
        }
        declaration.take(word, line: line, isCall: declaration.followsDot)
        declaration.followsDot = byte == UInt8(ascii: ".")
        word.removeAll(keepingCapacity: true)
        switch byte {
        case UInt8(ascii: "\n"): line += 1
        case UInt8(ascii: "="): declaration.sawEqualSign()
        case UInt8(ascii: "{"):
            open.append(declaration.functionLine)
            declaration = Declaration()
        case UInt8(ascii: "}"):
            if let start = open.popLast() ?? nil {
                spans.append(FunctionSpan(line: start, lineCount: line - start + 1))
            }
            declaration = Declaration()
        default: break
        }
    }
    return spans
}

/// The words since the last brace: the last keyword among them says what the next brace opens.
private struct Declaration {
    private static let functions: Set<String> = ["func", "init", "deinit", "subscript", "var"]
    private static let others: Set<String> = [
        "struct", "class", "enum", "actor", "extension", "protocol", "if", "else", "for", "while",
        "guard", "switch", "do", "catch", "repeat", "defer", "let", "return", "in",
    ]

    private(set) var functionLine: Int?
    var followsDot = false
    private var isVariable = false

    mutating func take(_ word: [UInt8], line: Int, isCall: Bool) {
        if word.isEmpty || isCall { return }
        let word = String(decoding: word, as: UTF8.self)
        if Self.functions.contains(word) {
            functionLine = line
            isVariable = word == "var"
        } else if Self.others.contains(word) {
            functionLine = nil
        }
    }

    /// A stored variable: what follows is its value.
    mutating func sawEqualSign() {
        if isVariable { functionLine = nil }
    }
}
