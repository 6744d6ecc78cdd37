import Notifications
import SQLite
import TestKit
import Testing

@testable import SQLiteStore

/// A file in which an older program stored numbers of Meta's without looking at them.
@Suite struct PoisonedFileTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    /// Writes the numbers into every column that came from outside.
    private func poison(_ number: Int64, _ moment: Int64) async throws {
        try await withStore(options) { store in
            try await store.prepare()
            try await store.record(.limit(3), of: Fixtures.authenticator.phoneNumberID)
        }
        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.execute(
            """
            UPDATE senders SET throughput = \(number), messaging_limit = \(number);
            UPDATE portfolios SET messaging_limit = \(number);
            INSERT INTO sender_stops (phone_number_id, merchant, cause, code, since, until) VALUES ('800000000000002', 0, 'RESTRICTED', \(number),
              \(moment), \(moment == .min ? Int64.max : .min));
            """)
        try connection.close()
    }

    @Test(arguments: [Int64.max, .min, -1, 0])
    func startsAndSends(number: Int64) async throws {
        try await poison(number, number)
        try await withStore(options) { store in
            for state in [PaymentState.created, .paid] {
                _ = try await store.tryToSend(state, to: 1, session: "\(state)")
            }
            let sender = try #require(try await store.senders().first)
            let details = try #require(sender.details)
            #expect(SenderDetails.throughputs.contains(details.throughput))
            #expect(DailyBudget.limits.contains(try #require(details.messagingLimit)))
            let status = try #require(try await store.senders(of: Fixtures.merchant.id)?.first)
            #expect(DailyBudget.limits.contains(try #require(status.messagingLimit)))
        }
    }
}
