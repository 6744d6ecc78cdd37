import Notifications
import SQLite
import TestKit
import Testing

@testable import SQLiteStore

/// A file that the first version of the schema was written to.
@Suite struct OlderFileTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    /// A notification as the older schema has it.
    private struct Row {
        var session: Int
        var state: PaymentState
        var status: NotificationStatus
        var reason = ""
        var language = Language.english
    }

    private static let rows = [
        Row(session: 1, state: .created, status: .superseded, reason: "SUPERSEDED"),
        Row(session: 1, state: .paid, status: .held, reason: "TEMPLATE_UNVERIFIED"),
        Row(session: 2, state: .paid, status: .held, reason: "TEMPLATE_PAUSED", language: .arabic),
        Row(session: 3, state: .paid, status: .held, reason: "ILLEGAL_TRANSITION"),
        Row(session: 4, state: .paid, status: .pending),
        Row(session: 5, state: .canceled, status: .pending),
        Row(session: 6, state: .failed, status: .uncertain),
        Row(session: 7, state: .paid, status: .delivered, reason: "DELIVERED"),
    ]

    private func writeOlderFile() throws {
        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.migrate([Schema.migrations[0]])
        try connection.execute(
            """
            INSERT INTO merchants VALUES (1, 'acme', 'Acme', 'KW', 'Asia/Kuwait', 'en,ar', NULL);
            INSERT INTO authenticators VALUES (1, 1, 'auth-1', 1, '800000000000002',
              '700000000000001', 't', 'a', 'v', NULL);
            """)
        for session in 1...7 {
            let plugin = session == 5 ? "eCommerce" : "paymentRequest"
            try connection.execute(
                """
                INSERT INTO sessions VALUES (\(session), 1, 'session-\(session)', '\(plugin)',
                  '+96551234567', 'en', 63, 'paid', 0, NULL, NULL, NULL, NULL, NULL, NULL, 1, 1);
                """)
        }
        for (number, row) in Self.rows.enumerated() {
            try connection.execute(
                """
                INSERT INTO notifications VALUES (\(number + 1), 1, \(row.session),
                  'n-\(number + 1)', '\(row.state.rawValue)', '\(row.status.rawValue)',
                  '\(row.reason)', 0, '+96551234567', '\(row.language.rawValue)', NULL, NULL, NULL,
                  NULL, NULL, NULL, \(number), 50, \(Int64.max), 70, 0, 0, 0, \(number + 1));
                INSERT INTO notification_counts VALUES ('\(row.status.rawValue)', 1)
                  ON CONFLICT (status) DO UPDATE SET total = total + 1;
                """)
        }
        try connection.close()
    }

    @Test func whatWaitedForItsTemplateIsPendingInItsQueue() async throws {
        try writeOlderFile()
        try await withStore(options, verifying: false) { store in
            let counts = try await store.counts()
            #expect(
                counts == [
                    .superseded: 1, .held: 1, .pending: 4, .uncertain: 1, .delivered: 1,
                ])
            let queues = try await store.queues()
            #expect(queues.count == 3)
            #expect(queues.allSatisfy { $0.merchant == Fixtures.merchant.id && $0.sender == nil })
            let due = try await store.due(in: queues.map(\.id), at: Fixtures.now, limit: 10)
            #expect(due.map(\.reference.notification.rawValue) == ["n-2", "n-3", "n-5", "n-6"])
            // What was held is due since it was made.
            #expect(due.map(\.dueAt.milliseconds) == [1, 2, 70, 70])
        }
    }

    @Test func whatHappenedToASessionIsKept() async throws {
        try writeOlderFile()
        let connection = try Connection(path: options.path, access: .readWrite)
        for (number, state) in [(2, "paid"), (1, "created")] {
            try connection.execute(
                """
                INSERT INTO state_changes VALUES (1, 1, 'event-\(state)', \(number), zeroblob(32),
                  '\(state)', \(number), \(number), 'queued', 'QUEUED', 'As it was.', NULL, '',
                  '\(state)', 'state_supported,not_expired');
                """)
        }
        try connection.close()
        try await withStore(options, verifying: false) { store in
            let timeline = try await store.timeline()
            #expect(timeline.session.currentState == .paid)
            #expect(timeline.stateChanges.map(\.state) == [.created, .paid])
            #expect(
                timeline.stateChanges.map(\.decision.rulesPassed)
                    == [[.stateSupported, .notExpired], [.stateSupported, .notExpired]])
            // The same call again gets the stored answer.
            #expect(try await store.notify(.paid).message == "As it was.")
        }
    }

    @Test func aReplayThatRunsLooksAnewAtWhatItMatched() async throws {
        try writeOlderFile()
        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.migrate(Array(Schema.migrations.prefix(8)))
        let filter = ReplayFilter(statuses: [.delivered]).text
        try connection.execute(
            """
            INSERT INTO replays VALUES (1, 1, 'replay-1', '\(filter)', 'mona', 'running', 1, 1, 8, 8, 8, 0,
              1, 0, 0, 0);
            """)
        try connection.close()
        try await withStore(options, verifying: false) { store in
            let replay = try #require(try await store.runningReplays().first)
            #expect(replay.skipped == 0)
            let answer = try await store.carryOut(
                .advanceReplay(AdvanceReplay(reference: replay.reference)))
            guard case .replay(let next) = answer else {
                Issue.record("\(answer)")
                return
            }
            #expect(next.resent == 1)
        }
    }

    @Test func aTemplatesStatusIsTheOneThatAChangeIsToldAgainst() async throws {
        try writeOlderFile()
        let connection = try Connection(path: options.path, access: .readWrite)
        for (number, status) in [(1, "approved"), (2, "unverified")] {
            try connection.execute(
                """
                INSERT INTO bindings VALUES (\(number), 1, 'b-\(number)', 1, 1, 'paymentRequest',
                  'state:paid', '\(number == 1 ? "en" : "ar")', 'order_update', NULL, 'en',
                  'utility', 'positional', '\(status)', '');
                """)
        }
        try connection.close()
        try await withStore(options, verifying: false) { store in
            let bindings = try #require(try await store.bindings(of: Fixtures.merchant.id))
            let settled = Dictionary(
                uniqueKeysWithValues: bindings.map { ($0.id.rawValue, $0.settledStatus) })
            #expect(settled == ["b-1": .approved, "b-2": nil])
            #expect(bindings.allSatisfy { $0.buttonPlaces.isEmpty })
        }
    }

    @Test func everyNotificationIsInTheQueueOfItsKey() async throws {
        try writeOlderFile()
        try await withStore(options, verifying: false) { store in
            let page = try #require(
                try await store.notifications(
                    NotificationQuery(
                        merchant: Fixtures.merchant.id, session: nil, status: nil,
                        position: .latest(before: nil), limit: 100)))
            #expect(page.notifications.count == Self.rows.count)
        }
        let connection = try Connection(path: options.path, access: .queryOnly)
        let wrong = try Statement(
            connection,
            """
            SELECT n.id FROM notifications AS n JOIN sessions AS s ON s.session = n.session
            LEFT JOIN queues AS q ON q.queue = n.queue AND q.merchant = n.merchant
              AND q.plugin = s.plugin AND q.state = n.state AND q.language = n.language
              AND q.replay = 0
            WHERE q.queue IS NULL
            """)
        #expect(try wrong.all { $0.text() } == [])
    }
}
