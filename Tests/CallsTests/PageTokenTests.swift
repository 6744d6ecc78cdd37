import Testing

@testable import Calls

struct PageTokenTests {
    @Test(arguments: [0, 1, 42, Int64.max])
    func readsItsOwnTokens(number: Int64) {
        #expect(PageToken.newest(PageToken.newest(before: number)) == number)
        #expect(PageToken.latest(PageToken.latest(before: number)) == number)
        #expect(PageToken.changed(PageToken.changed(after: number)) == number)
    }

    @Test(arguments: [
        "", "-1", "+1", " 1", "1 ", "01", "1.0", "x", "٤", "9223372036854775808",
        "99999999999999999999",
    ])
    func refusesWhatItWouldNotWrite(text: String) {
        #expect(PageToken.changed(text) == nil)
        #expect(PageToken.newest("n" + text) == nil)
        #expect(PageToken.latest("c" + text) == nil)
    }

    @Test func doesNotTakeOneKindForTheOther() {
        #expect(PageToken.newest(PageToken.changed(after: 7)) == nil)
        #expect(PageToken.newest(PageToken.latest(before: 7)) == nil)
        #expect(PageToken.latest(PageToken.newest(before: 7)) == nil)
        #expect(PageToken.changed(PageToken.newest(before: 7)) == nil)
    }
}
