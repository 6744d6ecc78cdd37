import Foundation
import SQLite
import StoreCore
import TestKit
import Testing

@testable import Notifications
@testable import SQLiteStore

/// A backup that is put back: what was not sent by it, and what callers tell once more.
@Suite struct RestoreTests {
    private let place: RestorePlace

    init() throws { place = try RestorePlace() }

    @Test func nothingOfABackupIsSentAgainByItself() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        let report = try place.restore()
        #expect(report.uncertain == 4)
        #expect(report.generation == 2)
        #expect(report.hadChecksum && report.violations.isEmpty)
        try await withStore(place.options) { store in
            #expect(store.generation == 2)
            for session in ["pending", "armed", "uncertain", "held"] {
                let notification = try await place.status(of: session, in: store)
                #expect(notification.status == .uncertain, "\(session)")
                #expect(notification.statusReason == "RESTORED", "\(session)")
            }
            #expect(try await place.status(of: "delivered", in: store).status == .delivered)
            let counts = try await store.counts()
            #expect(
                counts.filter { $0.value != 0 } == [.uncertain: 4, .delivered: 1, .accepted: 1])
            #expect(
                try await store.dueInOpenQueues(at: place.clock.now() + .seconds(86_400)).isEmpty)
            let pending = try await place.status(of: "pending", in: store).id
            let arm = try await store.carryOut(
                .arm(ArmNotification(reference: store.reference(pending))))
            #expect(arm == .armed(.nothing(.uncertain)))
        }
    }

    @Test func silenceSettlesNothing() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        _ = try place.restore()
        try await withStore(place.options) { store in
            // Others are sent and arrive, and two minutes pass: elsewhere that is evidence.
            for index in 0..<5 {
                try await store.enable("other-\(index)")
                let message = try await store.armed(.paid, session: "other-\(index)")
                let wamid = MessageID(rawValue: "wamid.other-\(index)")
                try await store.report(.accepted(wamid, isHeld: false), of: message)
                try await store.receipt(.delivered, of: message, at: place.clock.now())
            }
            place.clock.advance(by: .seconds(3_600))
            for session in ["pending", "armed", "uncertain", "held"] {
                let id = try await place.status(of: session, in: store).id
                let look = Command.resolveUncertain(
                    ResolveUncertain(reference: store.reference(id)))
                #expect(try await store.carryOut(look) == .recorded(.uncertain), "\(session)")
            }
            // Its time is up: a person has to look.
            place.clock.advance(by: .seconds(86_400))
            let id = try await place.status(of: "pending", in: store).id
            let look = Command.resolveUncertain(ResolveUncertain(reference: store.reference(id)))
            #expect(try await store.carryOut(look) == .recorded(.unresolved))
        }
    }

    @Test func aReceiptSettlesWhatTheBackupKnewAsArmed() async throws {
        let armed = try await place.fillAndClose()
        try place.makeBackup()
        _ = try place.restore()
        try await withStore(place.options) { store in
            #expect(try await store.receipt(.delivered, of: armed) == .recorded(.delivered))
            let notification = try await place.status(of: "armed", in: store)
            #expect(notification.attemptNumber == 1)
        }
    }

    @Test(arguments: [Receipt.Status.sent, .delivered, .read, .failed])
    func aReceiptSettlesWhatWasArmedAfterTheBackup(receipt: Receipt.Status) async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        let lost = try await withStore(place.options) { store in
            try await store.arm(try await place.status(of: "pending", in: store).id)
        }
        _ = try place.restore()
        try await withStore(place.options) { store in
            let answer = try await store.receipt(receipt, of: lost)
            let notification = try await place.status(of: "pending", in: store)
            #expect(answer == .recorded(notification.status))
            #expect(notification.status.rawValue == receipt.rawValue)
            let attempts = try await store.timeline("pending").notifications[0].attempts
            #expect(attempts.map(\.token) == [lost.token])
            #expect(attempts.map(\.result) == [.accepted])
            // Once more, and the next of the same message: the attempt is known by now.
            #expect(try await store.receipt(receipt, of: lost) == answer)
            #expect(try await store.receipt(.read, of: lost) == .recorded(.read))
        }
    }

    @Test func aReceiptOfALostAttemptStopsWhatAPersonSendsOnceMore() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        let lost = try await withStore(place.options) { store in
            try await store.arm(try await place.status(of: "pending", in: store).id)
        }
        _ = try place.restore()
        try await withStore(place.options) { store in
            _ = try await store.carryOut(resolve(lost.reference, as: .notSent))
            #expect(try await place.status(of: "pending", in: store).status == .pending)
            #expect(try await store.receipt(.delivered, of: lost) == .recorded(.delivered))
            let arm = try await store.carryOut(
                .arm(ArmNotification(reference: lost.reference)))
            #expect(arm == .armed(.nothing(.delivered)))
        }
    }

    @Test func aForeignReceiptSettlesNothing() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        let lost = try await withStore(place.options) { store in
            try await store.arm(try await place.status(of: "pending", in: store).id)
        }
        _ = try place.restore()
        try await withStore(place.options) { store in
            let report = ReceiptReport(
                phoneNumberID: PhoneNumberID(rawValue: "800000000000009"), token: lost.token,
                message: MessageID(rawValue: "wamid.1"), status: .delivered,
                occurredAt: place.clock.now(), code: 0)
            _ = try await store.carryOut(.recordReceipt(report))
            #expect(try await place.status(of: "pending", in: store).isRestored)
        }
    }

    private func resolve(
        _ reference: NotificationReference, as resolution: Resolution
    ) -> Command {
        .resolve(
            ResolveNotification(
                reference: reference, resolution: resolution, actor: ActorName(rawValue: "mona")))
    }

    @Test func aPersonSettlesWhatNoAttemptIsKnownOf() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        _ = try place.restore()
        try await withStore(place.options) { store in
            let pending = try await place.status(of: "pending", in: store).id
            let held = try await place.status(of: "held", in: store).id
            _ = try await store.carryOut(resolve(store.reference(pending), as: .sent))
            #expect(try await place.status(of: "pending", in: store).status == .accepted)
            _ = try await store.carryOut(resolve(store.reference(held), as: .notSent))
            let message = try await store.arm(held)
            #expect(try await place.status(of: "held", in: store).isPossibleDuplicate)
            try await store.report(
                .accepted(MessageID(rawValue: "wamid.x"), isHeld: false), of: message)
        }
    }

    @Test func aReplayThatRanIsOver() async throws {
        try await withStore(place.options) { store in
            try await place.fill(store)
            let start = StartReplay(
                merchant: Fixtures.merchant.id, filter: ReplayFilter(statuses: [.delivered]),
                rate: 1, isDryRun: false, expectedCount: 1, actor: ActorName(rawValue: "mona"))
            _ = try await store.carryOut(.startReplay(start))
        }
        try place.makeBackup()
        #expect(try place.restore().replays == 1)
        try await withStore(place.options) { store in
            #expect(try await store.runningReplays().isEmpty)
            let page = try await store.replays(
                PageQuery(merchant: Fixtures.merchant.id, before: nil, limit: 10))
            #expect(page?.replays.map(\.status) == [.cancelled])
        }
    }

    // MARK: State changes of the time before

    private func notify(
        _ state: PaymentState, session: String, occurredAt: Timestamp?, in store: SQLiteStore
    ) async throws -> Decision {
        var command = Fixtures.change(to: state, occurredAt: occurredAt)
        command.session = SessionID(rawValue: session)
        guard case .decided(let decision, _) = try await store.carryOut(.notifyStateChange(command))
        else { throw UnexpectedResult(description: "no decision") }
        return decision
    }

    @Test func holdsWhatHappenedBeforeTheRestoreUntilAPersonReleasesIt() async throws {
        try await place.fillAndClose()
        try place.makeBackup()
        let before = place.clock.now() + .seconds(60)
        let report = try place.restore()
        try await withStore(place.options) { store in
            for session in ["one", "two", "new"] { try await store.enable(session) }
            let held = try await notify(.paid, session: "one", occurredAt: before, in: store)
            #expect(held.outcome == .held && held.reason == .restored)
            #expect(!held.rulesPassed.contains(.afterRestore))
            _ = try await notify(.paid, session: "two", occurredAt: before, in: store)
            let new = try await notify(
                .paid, session: "new", occurredAt: report.restoredAt, in: store)
            #expect(new.outcome == .queued && new.rulesPassed.contains(.afterRestore))
            #expect(try await place.status(of: "one", in: store).status == .held)

            // The next start holds them too.
            #expect(try await release(expecting: nil, in: store) == .init(matched: 2, released: 0))
            #expect(try await release(expecting: 1, in: store) == nil)
            #expect(try await release(expecting: 2, in: store) == .init(matched: 2, released: 2))
            #expect(try await release(expecting: nil, in: store) == .init(matched: 0, released: 0))
            let released = try await place.status(of: "one", in: store)
            #expect(released.status == .pending && released.statusReason.isEmpty)
            #expect(try await store.counts()[.held] == 0)
            let due = try await store.dueInOpenQueues(at: place.clock.now())
            #expect(due.count == 3)
        }
        try await withStore(place.options) { store in
            try await store.enable("three")
            let held = try await notify(.paid, session: "three", occurredAt: before, in: store)
            #expect(held.reason == .restored)
            // One alone, as any that is held for a person.
            let id = try #require(held.notification)
            _ = try await store.carryOut(
                .release(ReleaseNotification(reference: store.reference(id))))
            #expect(try await place.status(of: "three", in: store).status == .pending)
        }
    }

    /// nil: the count is not the one that was expected.
    private func release(
        expecting count: Int?, in store: SQLiteStore
    ) async throws -> ReleaseRestored.Answer? {
        let command = ReleaseRestored(
            merchant: Fixtures.merchant.id, isDryRun: count == nil, expectedCount: count ?? 0,
            actor: ActorName(rawValue: "mona"))
        do {
            guard
                case .restoredReleased(let answer) =
                    try await store.carryOut(.releaseRestored(command))
            else { throw UnexpectedResult(description: "no answer") }
            return answer
        } catch CommandFailure.refused(.forbidden(let forbidden)) {
            #expect(forbidden.reason == "COUNT_CHANGED")
            return nil
        }
    }

    @Test func withoutARestoreTheTimeOfAChangeHoldsNothing() async throws {
        try await withStore(place.options) { store in
            try await store.prepare()
            try await store.enable()
            let decision = try await notify(
                .paid, session: "session-1", occurredAt: place.clock.now() + .seconds(-600),
                in: store)
            #expect(decision.outcome == .queued)
            #expect(!decision.rulesPassed.contains(.afterRestore))
        }
    }
}
