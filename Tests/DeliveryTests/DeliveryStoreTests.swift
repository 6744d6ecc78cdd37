import Logging
import Notifications
import SQLiteStore
import StoreCore
import TestKit
import Testing

@testable import Delivery

/// The engine on the real store, whose decisions are the domain's.
@Suite(.timeLimit(.minutes(1)))
struct DeliveryStoreTests {
    private let clock = SteppedClock()
    private let sender: ScriptedSender
    private let journal: Journal

    init() {
        journal = Journal(wallClock: SteppedWallClock(clock: clock))
        sender = ScriptedSender(journal: journal)
    }

    @Test func sendsAndStoresWhatWasQueued() async throws {
        try await withDelivery { store in
            try await store.notify(.paid)
            let entry = try await entries(of: store) {
                $0.map(\.notification.status) == [.accepted]
            }
            #expect(entry.first?.attempts.map(\.result) == [.accepted])
        }
        #expect(tokens.count == 1)
    }

    @Test func sendsASessionsNotificationsInTheirOrder() async throws {
        sender.setStalling(true)
        try await withDelivery { store in
            let created = try await store.notify(.created).notification
            await sender.untilInFlight(1)
            let paid = try await store.notify(.paid).notification
            #expect(tokens.count == 1)
            sender.setStalling(false)
            _ = try await entries(of: store) {
                $0.map(\.notification.status) == [.accepted, .accepted]
            }
            #expect(tokens.map(\.0) == [created, paid])
        }
    }

    @Test func sendsARefusedMessageAgainWithAnotherToken() async throws {
        try await withDelivery { store in
            sender.setStalling(true)
            let id = try #require(try await store.notify(.paid).notification)
            let refusal = SendResult.refused(
                code: 130_429, .retry(after: .seconds(7)), detail: "rate")
            sender.answer(id, with: [refusal])
            await sender.untilInFlight(1)
            sender.setStalling(false)
            _ = try await entries(of: store) { $0.map(\.notification.status) == [.pending] }
            while tokens.count < 2 && !Task.isCancelled {
                await clock.step(sleepers: World.restingSleepers)
            }
            _ = try await entries(of: store) { $0.map(\.notification.status) == [.accepted] }
        }
        #expect(Set(tokens.map(\.1)).count == 2)
        #expect(clock.now.offset >= .seconds(7))
    }

    @Test func neverSendsAnUnknownOneAgainUntilItIsUnresolved() async throws {
        try await withDelivery { store in
            sender.setStalling(true)
            let id = try #require(try await store.notify(.paid).notification)
            sender.answer(id, with: [.unknown(code: 0, detail: "timeout")])
            await sender.untilInFlight(1)
            sender.setStalling(false)
            _ = try await entries(of: store) { $0.map(\.notification.status) == [.uncertain] }
            clock.advance(by: .seconds(25 * 3_600))
            _ = try await entries(of: store) { $0.map(\.notification.status) == [.unresolved] }
        }
        #expect(tokens.count == 1)
    }

    @Test func sendsAnUnknownOneOnceMoreWhenLaterOnesArrived() async throws {
        try await withDelivery { store in
            sender.setStalling(true)
            let id = try #require(try await store.notify(.paid).notification)
            sender.answer(id, with: [.unknown(code: 0, detail: "timeout")])
            await sender.untilInFlight(1)
            sender.setStalling(false)
            _ = try await entries(of: store) { $0.map(\.notification.status) == [.uncertain] }
            clock.advance(by: .seconds(1))
            try await notifyOthers(in: store)
            for (_, token) in tokens.dropFirst() {
                _ = try await store.carryOut(.recordReceipt(Self.sent(token)))
            }
            clock.advance(by: .seconds(121))
            let entry = try await entries(of: store) {
                $0.map(\.notification.status) == [.accepted]
            }.first
            #expect(entry?.attempts.map(\.result) == [.uncertain, .accepted])
            #expect(entry?.notification.isPossibleDuplicate == true)
        }
        #expect(tokens.count == 5)
    }

    /// Lets three messages leave for other customers.
    private func notifyOthers(in store: any Store) async throws {
        for number in 1...3 {
            var enable = Fixtures.enable(phone: "5123457\(number)")
            enable.session = SessionID(rawValue: "other-\(number)")
            _ = try await store.carryOut(.enableNotifications(enable))
            try await store.notify(.paid, session: "other-\(number)")
        }
        while tokens.count < 4 {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    private static func sent(_ token: AttemptToken) -> ReceiptReport {
        ReceiptReport(
            phoneNumberID: Fixtures.authenticator.phoneNumberID, token: token,
            message: MessageID(rawValue: "wamid.\(token)"), status: .sent,
            occurredAt: Fixtures.now, code: 0)
    }

    /// Every send so far.
    private var tokens: [(NotificationID, AttemptToken)] {
        journal.entries.compactMap {
            if case .sent(let id, let token) = $0 { (id, token) } else { nil }
        }
    }

    /// Runs an engine on a store with an enabled session of the fixtures.
    private func withDelivery(_ body: (any Store) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let wallClock = SteppedWallClock(clock: clock)
        try await withStore(.fixture(in: folder, clock: wallClock)) { store in
            try await store.prepare()
            try await store.enable()
            let inbox = CommitInbox()
            store.observe(inbox)
            let engine = DeliveryEngine(
                store: store, inbox: inbox, sender: sender,
                directory: ScriptedDirectory(journal: journal), wallClock: wallClock, clock: clock,
                metrics: RecordingMetrics(), random: SeededGenerator(seed: 1),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            clock.advance(by: .seconds(1))
            async let run: Void = engine.run()
            defer { engine.stop() }
            try await body(store)
            engine.stop()
            await run
        }
    }

    /// The session's notifications, once they are as described.
    private func entries(
        of store: any Store, when isReached: ([SessionTimeline.Entry]) -> Bool
    ) async throws -> [SessionTimeline.Entry] {
        while true {
            try Task.checkCancellation()
            let entries = try await store.timeline().notifications
            if isReached(entries) { return entries }
            await Task.yield()
        }
    }
}
