import RPC
import Testing

@testable import RPCServer

@Suite struct CallBudgetTests {
    private static let none = CallBudget.Load()

    private func moment(_ milliseconds: Int64) -> Moment {
        Moment(nanoseconds: milliseconds * 1_000_000)
    }

    private var limits: Limits {
        var limits = Limits()
        (limits.serverCallsMax, limits.serverBytesMax) = (1_600, 1_000_000)
        return limits
    }

    /// A budget of a loop that answers ten calls each ten milliseconds, with so many calls.
    private func budget(calls: Int) -> CallBudget {
        var budget = CallBudget(limits)
        budget.book(CallBudget.Load(calls: calls, bytes: 100 * calls), at: moment(0))
        for round in 1...40 {
            let now = moment(Int64(10 * round))
            budget.answered(10, at: now)
            budget.book(CallBudget.Load(calls: -10, bytes: -1_000), at: now)
            budget.book(CallBudget.Load(calls: 10, bytes: 1_000), at: now)
        }
        return budget
    }

    @Test func refusesWhatTheQueueLeavesNoTimeFor() {
        let budget = budget(calls: 500)
        let now = moment(400)
        #expect((Duration.milliseconds(450)...(.milliseconds(550))).contains(budget.wait()))
        #expect(!budget.admits(behind: Self.none, until: now + .milliseconds(400), at: now))
        #expect(budget.admits(behind: Self.none, until: now + .milliseconds(600), at: now))
        let more = CallBudget.Load(calls: 500, bytes: 0)
        #expect(!budget.admits(behind: more, until: now + .milliseconds(600), at: now))
    }

    @Test func refusesNobodyWithoutAQueue() {
        let budget = budget(calls: 99)
        let now = moment(400)
        #expect(budget.admits(behind: Self.none, until: now + .milliseconds(1), at: now))
    }

    @Test func timeInWhichNobodyWaitedIsNotTheAnswers() {
        var budget = budget(calls: 10)
        budget.book(CallBudget.Load(calls: -10, bytes: -1_000), at: moment(400))
        budget.book(CallBudget.Load(calls: 500, bytes: 500), at: moment(100_000))
        budget.answered(1, at: moment(100_010))
        budget.answered(1, at: moment(100_011))
        #expect(budget.wait() < .seconds(2))
    }

    @Test func answersThatComeAtOnceTakeNoTime() {
        var budget = CallBudget(limits)
        for round in 1...10 {
            let now = moment(Int64(1_000 * round))
            budget.book(CallBudget.Load(calls: 500, bytes: 500), at: now)
            budget.answered(500, at: now)
            budget.book(CallBudget.Load(calls: -500, bytes: -500), at: now)
        }
        budget.book(CallBudget.Load(calls: 500, bytes: 500), at: moment(20_000))
        #expect(budget.wait() < .milliseconds(1))
    }

    @Test func takesNoMoreBytesThanItsLimit() {
        var budget = CallBudget(limits)
        budget.book(CallBudget.Load(calls: 1, bytes: 1_000_000), at: moment(0))
        #expect(!budget.admits(behind: Self.none, until: .distantFuture, at: moment(0)))
        budget.book(CallBudget.Load(calls: -1, bytes: -1_000_000), at: moment(0))
        #expect(budget.admits(behind: Self.none, until: .distantFuture, at: moment(0)))
    }

    @Test func aLoopHasItsPart() {
        let budget = CallBudget(limits, ofLoops: 4)
        let more = CallBudget.Load(calls: 400, bytes: 0)
        #expect(!budget.admits(behind: more, until: .distantFuture, at: moment(0)))
    }
}
