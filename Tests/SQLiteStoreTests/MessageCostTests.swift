import Notifications
import SQLite
import StoreCore
import TestKit
import Testing

@testable import SQLiteStore

/// What the writer runs for a message, from its arm to its second receipt.
@Suite struct MessageCostTests {
    private let folder: TemporaryFolder
    private let tape = Tape()

    init() throws { folder = try TemporaryFolder() }

    /// The statements of the last commit but those that each commit has, as verb and first table.
    private func statements() -> [String] {
        tape.take().compactMap { statement in
            let words = statement.text.split { $0 == " " || $0.isNewline }.map(String.init)
            guard let place = words.firstIndex(where: { ["FROM", "INTO", "UPDATE"].contains($0) })
            else { return nil }
            let table = words[place + 1]
            return table == "notification_counts" ? nil : "\(words[0]) \(table)"
        }
    }

    @Test func looksOnceForWhatAMessageIsAbout() async throws {
        var options = SQLiteStoreOptions.fixture(in: folder)
        options.statementTrace = { [tape] in tape.add($0) }
        try await withStore(options) { store in
            try await store.prepare()
            // What is asked once about a merchant is asked by a message before.
            try await sendOne(in: store, session: "earlier")
            try await store.enable()
            let id = try #require(try await store.notify(.paid).notification)
            _ = statements()

            let message = try await store.arm(id)
            #expect(
                statements() == [
                    "SELECT notifications", "SELECT opt_outs", "UPDATE notifications",
                    "INSERT attempts",
                ])
            try await accept(message, in: store)
            // Its session's others waited for it.
            #expect(
                statements() == [
                    "UPDATE attempts", "UPDATE notifications", "SELECT notifications",
                ])
            for status in [Receipt.Status.sent, .delivered] {
                try await receive(status, of: message, in: store)
                #expect(
                    statements() == [
                        "SELECT sender_stops", "INSERT receipts", "UPDATE notifications",
                    ])
            }
        }
    }

    private func sendOne(in store: some Store, session: String) async throws {
        try await store.enable(session)
        let id = try #require(try await store.notify(.paid, session: session).notification)
        let message = try await store.arm(id)
        try await accept(message, in: store)
        try await receive(.sent, of: message, in: store)
    }

    private func accept(_ message: OutboundMessage, in store: some Store) async throws {
        let answer = SendResult.accepted(
            MessageID(rawValue: "wamid.\(message.token)"), isHeld: false)
        _ = try await store.carryOut(
            .recordAttempt(
                AttemptReport(
                    reference: message.reference, token: message.token, result: answer)))
    }

    private func receive(
        _ status: Receipt.Status, of message: OutboundMessage, in store: some Store
    ) async throws {
        _ = try await store.carryOut(
            .recordReceipt(
                ReceiptReport(
                    phoneNumberID: Fixtures.authenticator.phoneNumberID, token: message.token,
                    message: MessageID(rawValue: "wamid.\(message.token)"), status: status,
                    occurredAt: Fixtures.now, code: 0)))
    }
}
