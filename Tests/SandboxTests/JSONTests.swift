import Testing

@testable import Sandbox

@Suite struct JSONTests {
    @Test func readsEveryKindOfValue() throws {
        let text = #"{"a":[null,true,1,1.5,"x"],"b":{"c":-7}}"#

        let json = try JSON(parsing: Array(text.utf8))

        #expect(json == ["a": [.null, true, 1, .number(1.5), "x"], "b": ["c": -7]])
    }

    @Test(arguments: ["", "{", "nope", "{\"a\":}", "[1,]x"])
    func refusesWhatIsNoJSON(text: String) {
        #expect(throws: (any Error).self) { try JSON(parsing: Array(text.utf8)) }
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
