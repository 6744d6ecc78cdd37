import Messages
import Testing

@testable import PaynotifyDemo

/// The demo's judgement must be able to condemn.
struct TallyTests {
    private func intent(
        _ id: String, _ status: String, tokens: [String] = []
    ) throws -> Tally.Intent {
        let status = try #require(Tally.Intent.Status.allCases.first { "\($0)" == status })
        return Tally.Intent(id: id, status: status, tokens: tokens)
    }

    @Test func countsADeliveredMessageOnce() throws {
        let tally = Tally(
            intents: [try intent("n1", "delivered", tokens: ["t1"])], messageTokens: ["t1"])
        #expect(tally.line == "demo: 1 sent, 1 delivered, 0 lost, 0 duplicated")
        #expect(tally.isClean)
    }

    @Test func findsTwoMessagesOfOneIntentInTwoAttempts() throws {
        let tally = Tally(
            intents: [try intent("n1", "delivered", tokens: ["t1", "t2"])],
            messageTokens: ["t1", "t2"])
        #expect(tally.duplicated == ["n1"])
        #expect(!tally.isClean)
    }

    @Test func findsTwoMessagesOfOneAttempt() throws {
        let tally = Tally(
            intents: [try intent("n1", "sent", tokens: ["t1"])], messageTokens: ["t1", "t1"])
        #expect(tally.duplicated == ["n1"])
    }

    @Test(arguments: ["pending", "armed", "accepted", "sent", "delivered", "read", "failed"])
    func callsAnIntentLostThatHasNoMessageAndNoExcuse(status: String) throws {
        let tally = Tally(intents: [try intent("n1", status)], messageTokens: [])
        #expect(tally.lost == ["n1"])
        #expect(!tally.isClean)
    }

    @Test(arguments: ["held", "superseded", "expired", "cancelled", "dead", "uncertain"])
    func acceptsAStatusThatExplainsTheSilence(status: String) throws {
        let tally = Tally(intents: [try intent("n1", status)], messageTokens: [])
        #expect(tally.lost.isEmpty)
    }

    @Test func namesUncertainIntentsApart() throws {
        let tally = Tally(
            intents: [try intent("n1", "uncertain", tokens: ["t1"])], messageTokens: ["t1"])
        #expect(tally.uncertain == ["n1"])
        #expect(tally.isClean)
    }

    @Test func condemnsAMessageWithoutAnIntent() {
        let tally = Tally(intents: [], messageTokens: ["t9"])
        #expect(tally.strays == 1)
        #expect(!tally.isClean)
    }
}

struct TableTests {
    @Test func makesEachColumnAsWideAsItsWidestCell() {
        let table = Table(header: ["a", "bbb"], rows: [["cccc", "d"]])
        #expect(table.text == "a     bbb\n----  ---\ncccc  d")
    }
}
