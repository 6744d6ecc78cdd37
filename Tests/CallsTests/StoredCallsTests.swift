import Messages
import Notifications
import RPC
import SQLiteStore
import StoreCore
import TestKit
import Testing

struct StoredCallsTests {
    @Test func aRepeatInTheSameBatchGetsTheStoredAnswer() async throws {
        try await Self.run { bench, store in
            // given
            let notify = RPCRequest(.notifyStateChange, Self.paid)
            // when
            bench.handle([notify, notify, notify])
            let replies = try #require(await bench.sink.next()).map { try $0.1.get() }
            // then
            #expect(replies.count == 3)
            #expect(Set(replies).count == 1)
            let page = try await bench.call(
                .listNotifications, ListNotificationsRequest(merchantID: "acme"))
            #expect(page.notifications.count == 1)
        }
    }

    @Test func aReusedEventIsRefusedBesideOneThatIsServed() async throws {
        try await Self.run { bench, _ in
            // given
            let other = Sample.with(Self.paid) { $0.state = .failed }
            // when
            bench.handle([
                RPCRequest(.notifyStateChange, Self.paid), RPCRequest(.notifyStateChange, other),
            ])
            let replies = try #require(await bench.sink.next()).map(\.1)
            // then
            #expect((try? replies.first?.get()) != nil)
            guard case .failure(let status)? = replies.last else {
                Issue.record("served: \(replies)")
                return
            }
            #expect(status.code == .alreadyExists)
            #expect(status.reason == "IDEMPOTENCY_KEY_REUSED")
        }
    }

    /// A retry is compared as it was sent, before anything is mended.
    @Test func aMendedCallIsAnsweredAgainAndIsAnotherThanAGoodOne() async throws {
        try await Self.run { bench, store in
            // given
            let sent = Sample.with(Self.paid) { $0.changedAttributes.customerName = "Mona  Lisa\n" }
            let good = Sample.with(Self.paid) { $0.changedAttributes.customerName = "Mona Lisa" }
            // when
            let first = try await bench.call(.notifyStateChange, sent)
            let again = try await bench.call(.notifyStateChange, sent)
            let other = await bench.refusal(.notifyStateChange, good)
            // then
            #expect(again == first)
            #expect(
                first.mended.map(\.field) == [
                    "changed_attributes.customer_name", "changed_attributes.customer_name",
                ])
            #expect(other?.reason == "IDEMPOTENCY_KEY_REUSED")
            #expect(other?.message.contains("same occurred_at_ms") == true)
            let session = try await store.timeline().session
            #expect(session.attributes.customerName == "Mona Lisa")
        }
    }

    @Test func aRefusedCallChangesNothing() async throws {
        try await Self.run { bench, store in
            // given
            let before = try await store.timeline()
            let future = Sample.with(Self.paid) {
                $0.occurredAtMilliseconds = (Fixtures.now + .seconds(301)).milliseconds
            }
            // when
            let status = await bench.refusal(.notifyStateChange, future)
            // then
            #expect(status?.code == .invalidArgument)
            #expect(status?.fieldViolations.first?.field == "occurred_at_ms")
            #expect(try await store.timeline() == before)
        }
    }

    @Test func aChangedPluginIsAFailedPrecondition() async throws {
        try await Self.run { bench, _ in
            // given
            let request = EnableNotificationsRequest(
                merchantID: "acme", sessionID: "session-1", plugin: .eCommerce,
                phone: "+96551234567", language: "en",
                selection: .states(StateSelection(states: [.paid])))
            // when
            let status = await bench.refusal(.enableNotifications, request)
            // then
            #expect(status?.code == .failedPrecondition)
            #expect(status?.reason == "PLUGIN_CHANGED")
        }
    }

    @Test func pagesAndChangesCarryOnWhereTheyEnded() async throws {
        try await Self.run { bench, store in
            // given
            for number in 2...6 {
                try await store.enable("session-\(number)")
                try await store.notify(.paid, session: "session-\(number)")
            }
            // when
            let pages = try await Self.all(bench, changes: false)
            let changes = try await Self.all(bench, changes: true)
            // then
            #expect(pages == ["session-6", "session-5", "session-4", "session-3", "session-2"])
            #expect(changes == pages.reversed())
        }
    }

    private static let paid = NotifyStateChangeRequest(
        merchantID: "acme", sessionID: "session-1", state: .paid, eventID: "evt-1")

    /// Runs the body with a handler over a database where a session is ready to be told of.
    private static func run(_ body: (Bench, any Store) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try await withStore(.fixture(in: folder)) { store in
            try await store.prepare()
            try await store.enable()
            try await body(Bench(store), store)
        }
    }

    /// The sessions of all notifications, by pages of two, newest first or by their changes.
    private static func all(_ bench: Bench, changes: Bool) async throws -> [String] {
        var request = ListNotificationsRequest(merchantID: "acme", pageSize: 2)
        if changes { request.updatedAfter = "0" }
        var sessions: [String] = []
        while true {
            let page = try await bench.call(.listNotifications, request)
            sessions += page.notifications.map(\.sessionID)
            request.pageToken = page.nextPageToken
            request.updatedAfter = page.nextUpdatedAfter
            if changes ? page.notifications.isEmpty : page.nextPageToken.isEmpty {
                return sessions
            }
        }
    }
}
