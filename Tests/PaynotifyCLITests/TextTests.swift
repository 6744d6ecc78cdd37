import Messages
import Testing

@testable import PaynotifyCLI

struct TextTests {
    @Test func aTableAlignsItsColumnsWithoutBlanksAtTheEnds() {
        // given
        let table = Table(
            heading: ["A", "LONGER", "C"], rows: [["1", "", "x"], ["22", "b", ""]])
        // then
        #expect(table.text == "A   LONGER  C\n1   -       x\n22  b       -")
        #expect(Table(heading: ["A"], whenEmpty: "nothing").text == "nothing")
    }

    @Test func factsLeaveOutWhatIsEmpty() {
        // given
        var facts = Facts()
        // when
        facts.add("a", "1")
        facts.add("missing", "")
        facts.add("long", "2")
        // then
        #expect(facts.text(indent: 2) == "  a     1\n  long  2")
    }

    @Test(arguments: ["\u{1B}[2J", "\u{9B}31m", "\r", "\u{8}", "\0", "\u{7F}"])
    func nothingThatAServerSaysSteersTheTerminal(text: String) {
        #expect(text.printable.unicodeScalars.first == "\u{FFFD}")
        #expect(Table.cell(text).unicodeScalars.first == "\u{FFFD}")
        #expect(JSON.string(text).compact.hasPrefix("\"\\u00"))
    }

    @Test func aPreviewEndsWithWhatWasMended() {
        let value = MendedValue(field: "attributes.amount", change: "zeros were cut")
        let preview = PreviewNotificationsResponse(previews: [], mended: [value])

        #expect(preview.text.hasSuffix("\n\nmended  attributes.amount: zeros were cut"))
        #expect(!PreviewNotificationsResponse(previews: []).text.contains("mended"))
        #expect(
            preview.json.compact.hasSuffix(
                #""mended":[{"field":"attributes.amount","change":"zeros were cut"}]}"#))
    }

    @Test func keepsTextInEveryScript() {
        let text = "عميل \u{2068}14.000 KWD\u{2069} é 🎉\nnext"
        #expect(text.printable == text)
        #expect(JSON.string(text).compact == "\"\(text.replacing("\n", with: "\\n"))\"")
    }

    @Test func jsonKeepsTheOrderOfItsMembersAndEscapes() throws {
        // given
        let value: JSON = [
            "z": .string("a\"b\\c"), "a": .array([.integer(-1), .bool(true), .null]), "e": [:],
        ]
        // then
        #expect(value.compact == #"{"z":"a\"b\\c","a":[-1,true,null],"e":{}}"#)
        #expect(
            value.pretty == """
                {
                  "z": "a\\"b\\\\c",
                  "a": [
                    -1,
                    true,
                    null
                  ],
                  "e": {}
                }
                """)
    }

    @Test(arguments: [
        ("2026-11-22T15:30:00Z", 1_795_361_400_000 as Int64),
        ("2026-11-22T15:30:00.250Z", 1_795_361_400_250),
    ])
    func readsAndWritesMoments(text: String, milliseconds: Int64) throws {
        let moment = try #require(TimeArgument(argument: text))
        #expect(moment.milliseconds == milliseconds)
        #expect(moment.text == text.replacing(":00Z", with: ":00.000Z"))
    }

    @Test(arguments: ["", "now", "2026-13-01T00:00:00Z", "1795361400000", "2026-11-22"])
    func refusesOtherMoments(text: String) {
        #expect(TimeArgument(argument: text) == nil)
    }

    @Test func derivesTheSameEventFromTheSameSessionAndState() {
        let derived = StateNotify.derivedEventID(session: "order-1", state: .captureQueued)
        #expect(derived == "cli:capture_queued:order-1")
        let long = StateNotify.derivedEventID(
            session: String(repeating: "s", count: 128), state: .paid)
        #expect(long.count == 128)
    }

    @Test func eachWordComesBackAsItsValue() {
        for text in Word<PaymentState>.allValueStrings {
            #expect(Word<PaymentState>(argument: text)?.value.word == text)
        }
        #expect(Word<PaymentState>.allValueStrings.count == 19)
        #expect(Word<PaymentState>(argument: "") == nil)
        #expect(Word<PaymentState>(argument: "unrecognized") == nil)
    }
}
