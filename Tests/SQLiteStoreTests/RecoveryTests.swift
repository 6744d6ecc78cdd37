import Notifications
import SQLiteStore
import TestKit
import Testing

@Suite struct RecoveryTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    /// Opens what would be on the disk if the process had been killed at this moment.
    private func afterAKill<Answer>(
        _ body: (SQLiteStore) async throws -> Answer
    ) async throws -> Answer {
        let crashed = try TemporaryFolder()
        try folder.copy(["paynotify.db", "paynotify.db-wal"], to: crashed)
        return try await withStore(.fixture(in: crashed), body)
    }

    @Test func nothingAcknowledgedIsLost() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            for index in 0..<40 {
                try await store.enable("session-\(index)")
                try await store.notify(.paid, session: "session-\(index)")
            }
            let before = try await store.timeline("session-39")
            try await afterAKill { recovered in
                for index in 0..<40 {
                    let timeline = try await recovered.timeline("session-\(index)")
                    #expect(timeline.notifications.map(\.notification.status) == [.pending])
                }
                #expect(try await recovered.timeline("session-39") == before)
                #expect(try await recovered.counts()[.pending] == 40)
            }
        }
    }

    @Test func whatWasArmedBecomesUncertain() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            for session in ["session-1", "session-2"] {
                try await store.enable(session)
                let decision = try await store.notify(.paid, session: session)
                let notification = try #require(decision.notification)
                if session == "session-1" { _ = try await store.arm(notification) }
            }
            try await afterAKill { recovered in
                let armed = try #require(
                    try await recovered.timeline("session-1").notifications.first)
                #expect(armed.notification.status == .uncertain)
                #expect(armed.attempts.map(\.result) == [.uncertain])
                #expect(armed.attempts.first?.endedAt == Fixtures.now)
                let pending = try await recovered.timeline("session-2").notifications
                #expect(pending.map(\.notification.status) == [.pending])
                let counts = try await recovered.counts()
                #expect(counts == [.pending: 1, .armed: 0, .uncertain: 1])
            }
        }
    }

    @Test func whatBecameUncertainStaysAsItIsAtTheNextStart() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            _ = try await store.arm(try #require(try await store.notify(.paid).notification))
        }
        var timelines: [SessionTimeline] = []
        for _ in 0..<2 {
            timelines.append(try await withStore(options) { try await $0.timeline() })
        }
        #expect(timelines[0].notifications.first?.notification.status == .uncertain)
        #expect(timelines[0] == timelines[1])
    }

    @Test func aReceiptResolvesWhatBecameUncertain() async throws {
        let message = try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            return try await store.arm(
                try #require(try await store.notify(.paid).notification))
        }
        try await withStore(options) { store in
            let report = ReceiptReport(
                phoneNumberID: PhoneNumberID(rawValue: "800000000000002"), token: message.token,
                message: MessageID(rawValue: "wamid.1"), status: .delivered,
                occurredAt: Fixtures.now, code: 0)
            let answer = try await store.carryOut(.recordReceipt(report))
            #expect(answer == .recorded(.delivered))
        }
    }

    @Test func followsChangesAcrossStarts() async throws {
        var cursor: Int64 = 0
        for state in [PaymentState.created, .paid] {
            try await withStore(options) { store in
                try await store.prepare()
                try await store.enable()
                try await store.notify(state)
                let page = try #require(
                    try await store.notifications(
                        NotificationQuery(
                            merchant: Fixtures.merchant.id, session: nil, status: nil,
                            position: .changed(after: cursor), limit: 10)))
                #expect(page.notifications.contains { $0.state == state })
                let next = try #require(page.next)
                #expect(next > cursor)
                cursor = next
            }
        }
    }
}
