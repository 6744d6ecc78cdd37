import Notifications
import TestKit
import Testing

@testable import Delivery

/// Driven by hand, event by event; the limits are small so that each is met.
struct SchedulerTests {
    private static let limits = Scheduler.Limits(
        pageMax: 4, inFlightMax: 2, sweepInterval: .seconds(1),
        wakeUpDelayMin: .milliseconds(20))

    private let start = Timestamp(milliseconds: 10_000)
    private let a = reference("a")
    private let b = reference("b")
    private let c = reference("c")
    private let d = reference("d")
    private let e = reference("e")

    /// A scheduler that has seen an empty store and sleeps.
    private func resting() -> Scheduler {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        _ = scheduler.receive(.loaded(page()), at: start)
        return scheduler
    }

    /// A scheduler with `a` and `b` on their way, and the given ones waiting.
    private func busy(waiting: [NotificationReference] = []) -> Scheduler {
        var scheduler = resting()
        _ = scheduler.receive(announced([a, b] + waiting), at: start)
        _ = scheduler.receive(.armed(a, .sending), at: start)
        _ = scheduler.receive(.armed(b, .sending), at: start)
        return scheduler
    }

    /// Tells that the arms of these are committed.
    private func send(_ references: [NotificationReference], _ scheduler: inout Scheduler) {
        for reference in references {
            #expect(scheduler.receive(.armed(reference, .sending), at: start) == [])
        }
    }

    private func page(
        _ due: [NotificationReference] = [], wakeUp: Timestamp? = nil
    ) -> Scheduler.Page {
        Scheduler.Page(due: due, wakeUp: wakeUp)
    }

    private func announced(
        _ references: [NotificationReference], after delay: Duration = .zero,
        isComplete: Bool = true
    ) -> Scheduler.Event {
        .announced(
            references.map {
                DueNotification(
                    reference: $0, queue: QueueID(rawValue: 0),
                    recipient: PhoneNumber(checkedE164: "+96550001234"), dueAt: start + delay)
            },
            isComplete: isComplete)
    }

    @Test func looksWithinTheIntervalAfterTheClockWasSetBack() {
        var scheduler = resting()
        let earlier = start - .seconds(3_600)

        let actions = scheduler.receive(.ticked, at: earlier)

        #expect(actions == [.wake(at: earlier + Self.limits.sweepInterval)])
    }

    @Test func doesNotBelieveAPageAboutWhatMovedWhileItWasRead() {
        var scheduler = busy()
        let due = start + Self.limits.sweepInterval
        #expect(scheduler.receive(.ticked, at: due) == [.load])
        _ = scheduler.receive(.finished(a), at: due)

        let stale = scheduler.receive(.loaded(page([a, c])), at: due)
        #expect(stale.first == .arm([c]), "a was read before its result was stored")
        _ = scheduler.receive(.armed(c, .sending), at: due)
        #expect(scheduler.receive(.finished(b), at: due) == [.load], "a may be due all the same")
        #expect(scheduler.receive(.loaded(page([a])), at: due).first == .arm([a]))
    }

    @Test func asksTheStoreFirst() {
        var scheduler = Scheduler(limits: Self.limits)
        #expect(scheduler.receive(.ticked, at: start) == [.load])
    }

    @Test func asksOnceAtATime() {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        #expect(scheduler.receive(.ticked, at: start + .seconds(5)) == [])
    }

    @Test func sleepsForASweepWhenTheStoreIsEmpty() {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        let actions = scheduler.receive(.loaded(page()), at: start)
        #expect(actions == [.wake(at: start + .seconds(1))])
    }

    @Test(arguments: [
        (5, 20), (300, 300), (5_000, 1_000), (-5, 1_000),
    ]) func wakesAtTheStoresMomentWithinItsLimits(moment: Int64, expected: Int64) {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        let wakeUp = start + .milliseconds(moment)
        let actions = scheduler.receive(.loaded(page(wakeUp: wakeUp)), at: start)
        #expect(actions == [.wake(at: start + .milliseconds(expected))])
    }

    @Test func asksAgainAtTheMomentAndNotBefore() {
        var scheduler = resting()
        #expect(
            scheduler.receive(.ticked, at: start + .milliseconds(999))
                == [.wake(at: start + .seconds(1))])
        #expect(scheduler.receive(.ticked, at: start + .seconds(1)) == [.load])
    }

    @Test func armsAPageInItsOrderUpToTheLimitInFlight() {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        let actions = scheduler.receive(.loaded(page([a, b, c])), at: start)
        #expect(actions.first == .arm([a, b]))
        #expect(scheduler.inFlightCount == 2)
        send([a, b], &scheduler)
        #expect(scheduler.receive(.finished(a), at: start) == [.arm([c])])
    }

    @Test func armsWhatIsAnnouncedAtOnceEarliestDueFirst() {
        var scheduler = resting()
        let news = Scheduler.Event.announced(
            [
                DueNotification(
                    reference: a, queue: QueueID(rawValue: 0),
                    recipient: PhoneNumber(checkedE164: "+96550001234"), dueAt: start),
                DueNotification(
                    reference: b, queue: QueueID(rawValue: 0),
                    recipient: PhoneNumber(checkedE164: "+96550001234"), dueAt: start - .seconds(1)),
            ], isComplete: true)
        #expect(scheduler.receive(news, at: start) == [.arm([b, a])])
    }

    @Test func armsOneBatchAfterTheOther() {
        var scheduler = resting()
        #expect(scheduler.receive(announced([a]), at: start) == [.arm([a])])
        #expect(scheduler.receive(announced([b]), at: start) == [])
        #expect(scheduler.receive(.armed(a, .sending), at: start) == [.arm([b])])
    }

    @Test func armsNothingTwice() {
        var scheduler = busy(waiting: [c])
        #expect(scheduler.receive(announced([c]), at: start) == [])
        #expect(scheduler.receive(.finished(a), at: start) == [.arm([c])])
        send([c], &scheduler)
        #expect(scheduler.receive(.finished(b), at: start) == [])
    }

    @Test func looksAgainSoonForWhatIsAnnouncedWhileItIsInFlight() {
        var scheduler = busy()
        let soon = start + .milliseconds(20)
        #expect(scheduler.receive(announced([a]), at: start) == [.wake(at: soon)])
        _ = scheduler.receive(.finished(a), at: start)
        #expect(scheduler.receive(.ticked, at: soon) == [.load])
    }

    @Test func wakesForWhatIsAnnouncedForLater() {
        var scheduler = resting()
        let actions = scheduler.receive(
            announced([a], after: .milliseconds(500)), at: start)
        #expect(actions == [.wake(at: start + .milliseconds(500))])
    }

    @Test func doesNotWakeLaterForALaterAnnouncement() {
        var scheduler = resting()
        #expect(scheduler.receive(announced([a], after: .seconds(30)), at: start) == [])
    }

    @Test func leavesInTheStoreWhatDoesNotFitAndAsksForItInOrder() {
        var scheduler = busy()
        let more = (0..<9).map { reference("\($0)") }
        #expect(scheduler.receive(announced(more), at: start) == [])
        for (ended, next) in zip([a, b, more[0], more[1]], more) {
            #expect(scheduler.receive(.finished(ended), at: start) == [.arm([next])])
            send([next], &scheduler)
        }
        #expect(scheduler.receive(.finished(more[2]), at: start) == [.load])
    }

    @Test func asksForWhatTheAnnouncementLeftOut() {
        var scheduler = resting()
        #expect(scheduler.receive(announced([], isComplete: false), at: start) == [.load])
    }

    @Test func keepsWhatIsAnnouncedWhileAPageIsRead() {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        #expect(scheduler.receive(announced([a, b, c]), at: start) == [.arm([a, b])])
        send([a, b], &scheduler)
        _ = scheduler.receive(.loaded(page([d, a])), at: start)
        #expect(scheduler.receive(.finished(a), at: start) == [.arm([d])])
        send([d], &scheduler)
        #expect(scheduler.receive(.finished(b), at: start) == [.arm([c])])
    }

    @Test func asksForTheNextPageOnlyAfterAFullOne() {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        _ = scheduler.receive(.loaded(page([a, b, c, d])), at: start)
        send([a, b], &scheduler)
        for (ended, next) in [(a, c), (b, d)] {
            #expect(scheduler.receive(.finished(ended), at: start).first == .arm([next]))
            _ = scheduler.receive(.armed(next, .sending), at: start)
        }
        #expect(scheduler.receive(.finished(c), at: start) == [.load])
        _ = scheduler.receive(.loaded(page([e])), at: start)
        _ = scheduler.receive(.finished(d), at: start)
        #expect(scheduler.receive(.finished(e), at: start) == [])
    }

    @Test func doesNotAskAgainBeforeTimeWhenTheWholePageHasToWait() {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        _ = scheduler.receive(.loaded(page([a, b, c, d])), at: start)
        let actions = [a, b, c, d].flatMap {
            scheduler.receive(.armed($0, .waiting), at: start)
        }
        #expect(actions == [.arm([c, d])])
        #expect(scheduler.receive(.ticked, at: start + .seconds(1)) == [.load])
    }

    @Test func armsWhatIsAnnouncedWhenTheWholePageHasToWait() {
        var scheduler = Scheduler(limits: Self.limits)
        _ = scheduler.receive(.ticked, at: start)
        _ = scheduler.receive(.loaded(page([a, b, c, d])), at: start)
        for reference in [a, b, c, d] {
            _ = scheduler.receive(.armed(reference, .waiting), at: start)
        }
        #expect(scheduler.receive(announced([e]), at: start).first == .arm([e]))
    }

    @Test func letsGoOfAllWhenAnArmIsNotStoredAndAsksAfterASweep() {
        var scheduler = resting()
        let later = start + .milliseconds(500)
        _ = scheduler.receive(announced([a, b, c]), at: later)
        let actions = scheduler.receive(.armed(a, .failed), at: later)
        #expect(actions == [.wake(at: later + .seconds(1))])
        #expect(scheduler.receive(.armed(b, .failed), at: later) == [])
        #expect(scheduler.inFlightCount == 0)
        #expect(scheduler.receive(.ticked, at: later + .seconds(1)) == [.load])
    }

    @Test func asksAgainAfterASweepWhenTheStoreCannotAnswer() {
        var scheduler = resting()
        let later = start + .seconds(1)
        #expect(scheduler.receive(.ticked, at: later) == [.load])
        #expect(
            scheduler.receive(.loadFailed, at: later) == [.wake(at: later + .seconds(1))])
    }

    @Test func armsNothingWhileAResultWaitsToBeStored() {
        var scheduler = busy(waiting: [c])
        #expect(scheduler.receive(.reportKept(a), at: start) == [])
        #expect(scheduler.receive(.finished(b), at: start) == [])
        #expect(scheduler.receive(announced([d]), at: start) == [])
        #expect(scheduler.receive(.ticked, at: start + .seconds(9)) == [])
        #expect(
            scheduler.receive(.finished(a), at: start + .seconds(9)) == [.arm([c, d]), .load])
    }

    @Test func finishesAtOnceWhenStoppedWithNothingInFlight() {
        var scheduler = resting()
        #expect(scheduler.receive(.stopped, at: start) == [.finish])
    }

    @Test func armsNothingAfterTheStopAndFinishesWithTheLastResult() {
        var scheduler = busy(waiting: [c])
        #expect(scheduler.receive(.stopped, at: start) == [])
        #expect(scheduler.receive(announced([d]), at: start) == [])
        #expect(scheduler.receive(.loaded(page([e])), at: start) == [])
        #expect(scheduler.receive(.ticked, at: start + .seconds(9)) == [])
        #expect(scheduler.receive(.finished(a), at: start) == [])
        #expect(scheduler.receive(.finished(b), at: start) == [.finish])
    }

    @Test func neverExceedsItsLimitsNorArmsWhatIsInFlight() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        var scheduler = Scheduler(limits: Self.limits)
        let all = (0..<20).map { reference("\($0)") }
        var inFlight: Set<NotificationReference> = []
        var arming: Set<NotificationReference> = []
        var now = start
        for step in 0..<5_000 {
            now = now + .milliseconds(Int64.random(in: 0...30, using: &random))
            let event = randomEvent(all, inFlight, arming, &random)
            if case .finished(let reference) = event { inFlight.remove(reference) }
            if case .armed(let reference, let outcome) = event, outcome != .sending {
                inFlight.remove(reference)
            }
            if case .armed(let reference, _) = event { arming.remove(reference) }
            for case .arm(let chosen) in scheduler.receive(event, at: now) {
                #expect(inFlight.isDisjoint(with: chosen), "seed \(seed), step \(step)")
                #expect(arming.isEmpty, "seed \(seed), step \(step)")
                inFlight.formUnion(chosen)
                arming.formUnion(chosen)
            }
            #expect(inFlight.count <= Self.limits.inFlightMax, "seed \(seed), step \(step)")
            #expect(scheduler.inFlightCount == inFlight.count, "seed \(seed), step \(step)")
        }
    }

    private func randomEvent(
        _ all: [NotificationReference], _ inFlight: Set<NotificationReference>,
        _ arming: Set<NotificationReference>, _ random: inout SeededGenerator
    ) -> Scheduler.Event {
        let some = Array(all.shuffled(using: &random).prefix(4))
        if let reference = arming.min(by: order), Bool.random(using: &random) {
            let outcomes: [Scheduler.ArmOutcome] = [
                .sending, .sending, .waiting, .settled, .failed,
            ]
            return .armed(reference, outcomes.randomElement(using: &random) ?? .sending)
        }
        let sent = inFlight.subtracting(arming).sorted(by: order).randomElement(using: &random)
        switch (Int.random(in: 0..<7, using: &random), sent) {
        case (0, _): return announced(some)
        case (1, _): return .loaded(page(some))
        case (2, _): return .loadFailed
        case (3, let reference?): return .reportKept(reference)
        case (_, let reference?): return .finished(reference)
        default: return .ticked
        }
    }

    private func order(_ left: NotificationReference, _ right: NotificationReference) -> Bool {
        left.notification.rawValue < right.notification.rawValue
    }
}

func reference(_ name: String) -> NotificationReference {
    ToyStore.reference(NotificationID(rawValue: name))
}
