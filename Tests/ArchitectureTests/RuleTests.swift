import Testing

/// Each rule is shown an offence and something that only looks like one.
struct RuleTests {
    private func file(_ text: String) -> SourceFile {
        SourceFile(path: "Sources/Framing/Frame.swift", text: text)
    }

    @Test(arguments: [
        "import Foundation", "package import Foundation", "@testable import Foundation",
        "import struct Foundation.Data", "internal import Foundation;",
    ]) func findsAForeignImport(line: String) {
        let found = findForeignImports(in: file("// purpose\n\(line)\n"), of: Module("Framing"))
        #expect(found.map(\.line) == [2])
    }

    @Test(arguments: [
        "// import Foundation", "let text = \"import Foundation\"", "import Synchronization",
        "/* a\nimport Foundation\n*/", "let text = \"\"\"\n    import Foundation\n    \"\"\"",
    ]) func findsNoForeignImport(text: String) {
        #expect(findForeignImports(in: file(text), of: Module("Framing")).isEmpty)
    }

    @Test func findsACircleAndWhatIsNotThere() {
        let sound = [Module("A"), Module("B", ours: ["A"])]
        #expect(findCircles(in: sound).isEmpty)
        #expect(
            findCircles(in: sound + [Module("C", ours: ["D"]), Module("D", ours: ["C"])]) == [
                "C", "D",
            ])
        #expect(findCircles(in: sound + [Module("C", ours: ["Missing"])]) == ["C"])
    }

    @Test(arguments: [
        ("let x = try! f()", "try!"), ("let x = y as! Int", "as!"),
        ("fatalError(\"no\")", "fatalError("),
        ("struct S: @unchecked Sendable {}", "@unchecked"), ("let x = unsafe f()", "unsafe"),
        ("nonisolated(unsafe) var x = 1", "unsafe"),
        ("DispatchSource.makeReadSource(1)", "DispatchSource.make"),
        ("DispatchIO(type: .stream)", "DispatchIO"),
        ("pipe.readabilityHandler = nil", "readabilityHandler"),
        ("let child = Process()", "Process()"),
        ("let text = \"\\(try! f())\"", "try!"),
    ]) func findsAForbiddenWord(text: String, word: String) {
        let found = findForbiddenWords(in: file("let a = 1\n\(text)\n"))
        #expect(found.map(\.line) == [2])
        #expect(found.first?.complaint.hasPrefix(word) == true)
    }

    @Test(arguments: [
        "struct A: Decodable { let code: Int }",
        "private struct A: Hashable, Decodable {\n let x: [String: UInt64]\n}",
        "init(from decoder: any Decoder) { code = try f.decode(Int.self, forKey: .code) }",
        "extension A: Decodable { struct B { let x: Double } }",
        "extension KeyedDecodingContainer { func f() { lenient(Int64.self, key) } }",
    ]) func findsANumberWithoutARange(text: String) {
        #expect(findUnrangedNumbers(in: file(text)).map(\.line) == [1])
    }

    @Test(arguments: [
        "struct A: Decodable { let text: String }", "struct A { let code: Int }",
        "let pages = count.load(as: Int.self)",
        "struct A: Decodable { let x: Int\n init(from d: any Decoder) { x = number(.x, in: 0...1) } }",
        "func lenient<Value: Decodable>(_ type: Value.Type) -> Value? { try? f(1) as Int }",
    ]) func findsNoNumberWithoutARange(text: String) {
        #expect(findUnrangedNumbers(in: file(text)).isEmpty)
    }

    @Test func everyForbiddenWordIsFound() {
        for forbidden in ForbiddenWord.all {
            #expect(findForbiddenWords(in: file(forbidden.word)).count == 1, "\(forbidden.word)")
            #expect(findForbiddenWords(in: file(forbidden.word)) { _ in true }.isEmpty)
        }
    }

    @Test(arguments: [
        "// never try! it", "let text = \"try!\"", "let text = #\"a \" try! b\"#",
        "/* /* try! */ try! */",
        "withUnsafeBytes { $0 }", "let isUnsafe = true", "retry !isDone", "let text = \"\\\"try!\"",
    ]) func findsNoForbiddenWord(text: String) {
        #expect(findForbiddenWords(in: file(text)).isEmpty)
    }

    @Test(arguments: ["let x = y!", "f()!.g", "a[0]! + 1", "var x: Int!", "x?!", "f(a!)"])
    func findsAForceUnwrap(text: String) {
        #expect(findForceUnwraps(in: file(text)).count == 1)
    }

    @Test(arguments: ["a != b", "if !a {}", "f(!a)", "// y!", "\"y!\"", "a!=b", "#if !DEBUG"])
    func findsNoForceUnwrap(text: String) {
        #expect(findForceUnwraps(in: file(text)).isEmpty)
    }

    @Test func findsAFileAboveTheLimit() {
        let limit = SizeLimit.fileLinesMax
        #expect(findLongFiles(file(String(repeating: "\n", count: limit))).isEmpty)
        #expect(findLongFiles(file(String(repeating: "\n", count: limit + 1))).count == 1)
    }

    @Test(arguments: [
        "func f() {", "init(a: Int) {", "var body: Int {", "deinit {", "subscript(i: Int) -> Int {",
        "func f() -> [Int] where A: B {", "struct S { func g() }\nfunc f() {",
    ]) func findsAFunctionAboveTheLimit(opening: String) {
        let lines = SizeLimit.functionLinesMax - 2
        let body = String(repeating: "    if a { b() }\n", count: lines)
        #expect(findLongFunctions(file("\(opening)\n\(body)}\n")).isEmpty)
        let found = findLongFunctions(file("\(opening)\n\(body)\n}\n"))
        #expect(found.map(\.line) == [opening.contains("\n") ? 2 : 1])
    }

    @Test(arguments: [
        "struct S {", "extension S {", "let f = {", "var f = {", "if let a = x.init {",
    ])
    func takesOtherBracesForNoFunction(opening: String) {
        let body = String(repeating: "    a()\n", count: SizeLimit.functionLinesMax)
        #expect(findLongFunctions(file("\(opening)\n\(body)}\n")).isEmpty)
    }

    @Test func countsTheInnerFunctionsOfATypeEach() {
        let text = "struct S {\n    func a() {\n        b { c }\n    }\n    var d: Int { 1 }\n}\n"
        let expected = [FunctionSpan(line: 2, lineCount: 3), FunctionSpan(line: 5, lineCount: 1)]
        #expect(functionSpans(in: SwiftCode(text)) == expected)
    }

    @Test func findsUnknownNamesAtTheTopLevel() {
        let names = [".git", "Sources", "Package.swift", "notes.txt", "docs"]
        #expect(findUnknownNames(atTopLevel: names).map(\.path) == ["docs", "notes.txt"])
    }

    @Test func findsAModuleThatTheMapLacks() {
        let readme = "| Module | |\n|---|---|\n| `RPC` | pure |\n| `Store` | |\n"
        let found = findUnmapped(["RPC", "Store", "Calls"], in: readme)
        #expect(
            found.map(\.complaint)
                == ["Store", "Calls"].map { "the map lacks \($0) and its purpose" })
    }
}
