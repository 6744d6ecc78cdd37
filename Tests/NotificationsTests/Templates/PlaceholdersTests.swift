import Testing

@testable import Notifications

@Suite struct PlaceholdersTests {
    @Test(arguments: [
        ("", []), ("no variable", ["t:no variable"]), ("{{1}}", ["v:1"]),
        ("a {{1}} b {{name_2}}", ["t:a ", "v:1", "t: b ", "v:name_2"]),
        ("{{1}}{{2}}", ["v:1", "v:2"]), ("{ one } brace", ["t:{ one } brace"]),
        ("مرحبا {{1}}", ["t:مرحبا ", "v:1"]),
    ])
    func cutsATextAtItsVariables(text: String, pieces: [String]) throws {
        let cut = try Placeholders(parsing: text).pieces.map { piece in
            switch piece {
            case .text(let text): "t:" + text
            case .variable(let name): "v:" + name
            }
        }

        #expect(cut == pieces)
    }

    @Test(arguments: [
        "{{", "{{1", "{{1}", "{{}}", "{{ 1 }}", "{{Name}}", "{{a-b}}", "1}}", "{{{1}}}", "{{1}}}}",
        "{{١}}",
    ])
    func refusesBracesThatDoNotPair(text: String) {
        #expect(throws: BrokenRule.self) { try Placeholders(parsing: text) }
    }

    @Test func namesEachVariableOnce() throws {
        #expect(try Placeholders(parsing: "{{2}} {{1}} {{2}}").names == ["2", "1"])
    }
}
