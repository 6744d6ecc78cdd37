import Notifications
import TestKit
import Testing

@testable import Delivery

@Suite struct ReplayScheduleTests {
    private let now = Fixtures.now

    private func replay(_ id: String, in delay: Duration) -> Replay {
        var replay = Replay(
            id: ReplayID(rawValue: id), merchant: Fixtures.merchant.id,
            filter: ReplayFilter(statuses: [.dead]), actor: .unknown, rate: 1, matched: 9,
            at: now)
        replay.dueAt = now + delay
        return replay
    }

    @Test func theLongestOverdueIsFirst() {
        let schedule = ReplaySchedule([
            replay("b", in: .seconds(-1)), replay("c", in: .seconds(1)),
            replay("a", in: .seconds(-2)),
        ])

        #expect(schedule.due(at: now).map(\.id.rawValue) == ["a", "b"])
    }

    @Test func waitsForTheNextStepAndNoLongerThanItsLimit() {
        #expect(ReplaySchedule([]).delay(at: now) == nil)
        #expect(
            ReplaySchedule([replay("a", in: .seconds(3)), replay("b", in: .seconds(2))])
                .delay(at: now) == .seconds(2))
        #expect(
            ReplaySchedule([replay("a", in: .seconds(60))]).delay(at: now)
                == ReplaySchedule.pauseMax)
        #expect(
            ReplaySchedule([replay("a", in: .seconds(-5))]).delay(at: now) == .milliseconds(1))
        #expect(ReplaySchedule.failed.delay(at: now) == ReplaySchedule.pauseAfterFailure)
    }

    @Test func whatHasEndedIsNotWaitedFor() {
        var schedule = ReplaySchedule([replay("a", in: .zero)])
        var ended = replay("a", in: .seconds(1))
        ended.status = .finished

        schedule.put(ended)

        #expect(schedule.delay(at: now) == nil)
        #expect(schedule.due(at: now).isEmpty)
    }
}
