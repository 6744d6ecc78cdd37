import Testing

@testable import Sandbox

@Suite struct JSONTests {
    @Test func readsEveryKindOfValue() throws {
        let text = #"{"a":[null,true,1,1.5,"x"],"b":{"c":-7}}"#

        let json = try JSON(parsing: Array(text.utf8))

        #expect(json == ["a": [.null, true, 1, .number(1.5), "x"], "b": ["c": -7]])
    }

    @Test(
        arguments: [
            (" [ ] ", []), ("{ }", [:]), ("0", 0), ("-0", 0), ("1e2", .number(100)),
            ("-1.5E-1", .number(-0.15)), ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            (#"{"a":1,"a":2}"#, ["a": 2]), (#""\/\b\f\n\r\t\"\\""#, "/\u{8}\u{c}\n\r\t\"\\"),
            (#""\u00E4\uD83D\uDE00z""#, "ä😀z"),
        ] as [(String, JSON)])
    func readsWhatTheGrammarAllows(text: String, json: JSON) throws {
        #expect(try JSON(parsing: Array(text.utf8)) == json)
    }

    @Test(arguments: [
        "", " ", "{", "nope", "{\"a\":}", "[1,]", "[1 2]", "[1]x", "{a:1}", "{\"a\" 1}",
        "{\"a\":1,}",
        "01", "-", "+1", "1.", ".5", "1e", "1e999", "tru", "\"", "\"\n\"", #""\x""#, #""\u12g4""#,
        #""\ud83d""#, #""\ud83d\u0041""#, #""\udc00\ud83d""#, "'a'", "\u{0}",
    ])
    func refusesWhatIsNoJSON(text: String) {
        #expect(throws: MalformedJSON.self) { try JSON(parsing: Array(text.utf8)) }
    }

    @Test func refusesBytesThatAreNoUTF8() {
        #expect(throws: MalformedJSON.self) { try JSON(parsing: [0x22, 0xc3, 0x28, 0x22]) }
    }

    @Test func readsSoManyLevelsAndNoMore() throws {
        func nested(_ levels: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8
            )
        }

        _ = try JSON(parsing: nested(Limits.jsonLevelsMax))
        #expect(throws: MalformedJSON(offset: Limits.jsonLevelsMax)) {
            try JSON(parsing: nested(Limits.jsonLevelsMax + 1))
        }
    }

    @Test func refusesEveryTextThatWasCutShort() throws {
        let whole = Array(#"{"a":[null,true,-1.5e3,"x\u00e4\ud83d\ude00"],"b":{}}"#.utf8)

        _ = try JSON(parsing: whole)
        for count in whole.indices {
            #expect(throws: MalformedJSON.self) { try JSON(parsing: Array(whole[..<count])) }
        }
    }

    @Test(arguments: [
        ("ä", #""\u00e4""#, "\"ä\""),
        ("€/EUR", #""\u20ac\/EUR""#, "\"€/EUR\""),
        ("😀", #""\ud83d\ude00""#, "\"😀\""),
        ("مرحبا", #""\u0645\u0631\u062d\u0628\u0627""#, "\"مرحبا\""),
        ("a\"\\\n\t\u{1}", #""a\"\\\n\t\u0001""#, #""a\"\\\n\t\u0001""#),
    ])
    func escapesAsMetaDoesOrAsLittleAsJSONAllows(text: String, meta: String, minimal: String) {
        #expect(String(decoding: JSON.string(text).encoded(.meta), as: UTF8.self) == meta)
        #expect(String(decoding: JSON.string(text).encoded(.minimal), as: UTF8.self) == minimal)
    }

    @Test(arguments: [JSON.Escaping.meta, .minimal])
    func readsBackWhatItWrote(escaping: JSON.Escaping) throws {
        let json: JSON = ["z/ä": [1, .null, false, "😀\u{7}"], "a": ["n": .number(0.25)]]

        #expect(try JSON(parsing: json.encoded(escaping)) == json)
    }

    @Test func sortsTheKeysOfAnObject() {
        let json: JSON = ["b": 1, "a": 2, "c": 3]

        #expect(String(decoding: json.encoded(.minimal), as: UTF8.self) == #"{"a":2,"b":1,"c":3}"#)
    }
}
