import Testing

@testable import Sandbox

@Suite struct JournalTests {
    @Test func forgetsTheOldestTenthAtItsLimitAndKeepsTheNumbers() async throws {
        let message = try await accepted()
        var journal = Journal(limit: 20)

        for number in 1...21 {
            journal.append(message.numbered(number))
        }

        #expect(journal.count == 21)
        #expect(journal.forgotten == 2)
        #expect(journal[2] == nil)
        #expect(journal[3]?.number == 3)
        #expect(journal[21]?.number == 21)
        #expect(journal.page(after: 0, limit: 2) { _ in true }.map(\.number) == [3, 4])
        #expect(journal.page(after: 20, limit: 9) { _ in true }.map(\.number) == [21])
        #expect(journal.page(after: 99, limit: 9) { _ in true }.isEmpty)
    }

    @Test func notesEachTryOfAStatus() async throws {
        var message = try await accepted()

        message.note(.sent, timestamp: 7, .status(503))
        message.note(.sent, timestamp: 7, .status(200))
        message.note(.delivered, timestamp: 8, .status(nil))

        #expect(message.statuses.map(\.status) == [.sent, .delivered])
        #expect(message.statuses.map(\.tries) == [2, 1])
        #expect(message.statuses.map(\.isAcknowledged) == [true, false])
        #expect(message.statuses.map(\.lastResult.status) == [200, nil])
    }

    private func accepted() async throws -> AcceptedMessage {
        let platform = try await Fixture.platform()
        _ = await platform.send(Fixture.message)
        return try #require(await platform.journal[1])
    }
}

extension AcceptedMessage {
    fileprivate func numbered(_ number: Int) -> AcceptedMessage {
        AcceptedMessage(
            number: number, wamid: wamid, wabaID: wabaID, phoneNumberID: phoneNumberID,
            displayPhoneNumber: displayPhoneNumber, request: request, templateID: templateID,
            category: category, rendered: rendered, acceptedAt: acceptedAt)
    }
}
