import Notifications
import SQLite
import StoreCore
import TestKit
import Testing

@testable import SQLiteStore

/// What the writer runs for a message, from its arm to its second receipt.
@Suite struct MessageCostTests {
    private static let accepted = SendResult.accepted(
        MessageID(rawValue: "wamid.1"), isHeld: false)
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
            try await store.report(Self.accepted, of: message)
            // Its session's others waited for it.
            #expect(
                statements() == [
                    "UPDATE attempts", "UPDATE notifications", "SELECT notifications",
                ])
            for status in [Receipt.Status.sent, .delivered] {
                try await store.receipt(status, of: message)
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
        try await store.report(Self.accepted, of: message)
        try await store.receipt(.sent, of: message)
    }
}
