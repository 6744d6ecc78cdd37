import RPC
import Testing

@testable import RPCServer

@Suite struct CallBudgetTests {
    private func moment(_ milliseconds: Int64) -> Moment {
        Moment(nanoseconds: milliseconds * 1_000_000)
    }

    /// A budget of a loop that answers a call each millisecond, with so many calls.
    private func budget(calls: Int) -> CallBudget {
        let budget = CallBudget(callsMax: 1_600, bytesMax: 1_000_000)
        for _ in 0..<calls { budget.take(100, at: moment(0)) }
        for round in 1...40 {
            for _ in 0..<10 {
                budget.answered(at: moment(Int64(10 * round)))
                budget.giveBack(100)
                budget.take(100, at: moment(Int64(10 * round)))
            }
        }
        return budget
    }

    @Test func refusesWhatTheQueueLeavesNoTimeFor() {
        let budget = budget(calls: 500)
        let now = moment(400)
        #expect((Duration.milliseconds(450)...(.milliseconds(550))).contains(budget.wait))
        #expect(!budget.admits(until: now + .milliseconds(400), at: now))
        #expect(budget.admits(until: now + .milliseconds(600), at: now))
    }

    @Test func refusesNobodyWithoutAQueue() {
        let budget = budget(calls: 99)
        let now = moment(400)
        #expect(budget.admits(until: now + .milliseconds(1), at: now))
    }

    @Test func timeInWhichNobodyWaitedIsNotTheAnswers() {
        let budget = budget(calls: 10)
        for _ in 0..<10 { budget.giveBack(100) }
        for _ in 0..<500 { budget.take(100, at: moment(100_000)) }
        budget.answered(at: moment(100_010))
        budget.answered(at: moment(100_011))
        #expect(budget.wait < .seconds(2))
    }

    @Test func takesNoMoreBytesThanItsLimit() {
        let budget = CallBudget(callsMax: 10, bytesMax: 1_000)
        budget.take(1_000, at: moment(0))
        #expect(!budget.admits(until: .distantFuture, at: moment(0)))
        budget.giveBack(1_000)
        #expect(budget.admits(until: .distantFuture, at: moment(0)))
    }
}
