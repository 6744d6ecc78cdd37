import RPC
import Testing
import Time

@testable import RPCServer

@Suite struct CallBudgetTests {
    /// A connection that has many calls.
    private let greedy = CallBudget.Load(calls: 100, bytes: 0)

    private func moment(_ milliseconds: Int64) -> Moment {
        Moment(nanoseconds: milliseconds * 1_000_000)
    }

    private var limits: Limits {
        var limits = Limits()
        (limits.serverCallsMax, limits.serverBytesMax) = (1_600, 1_000_000)
        return limits
    }

    /// A budget of a loop that answers ten calls of the method 1 each ten milliseconds, with so many calls.
    private func budget(calls: Int) -> CallBudget {
        var budget = CallBudget(limits, methods: 3)
        for _ in 0..<calls { budget.took(1, bytes: 100, at: moment(0)) }
        for round in 1...40 {
            let now = moment(Int64(10 * round))
            for _ in 0..<10 { budget.ended(1, bytes: 100, isAnswer: true, at: now) }
            for _ in 0..<10 { budget.took(1, bytes: 100, at: now) }
        }
        return budget
    }

    @Test func refusesWhatTheQueueLeavesNoTimeFor() {
        let budget = budget(calls: 500)
        let now = moment(400)
        #expect((Duration.milliseconds(450)...(.milliseconds(550))).contains(budget.wait(for: 1)))
        #expect(!budget.admits(1, of: greedy, until: now + .milliseconds(400), at: now))
        #expect(budget.admits(1, of: greedy, until: now + .milliseconds(600), at: now))
    }

    @Test func aMethodDoesNotWaitForAnother() {
        let budget = budget(calls: 500)
        let now = moment(400)
        for method in [0, 2, nil] {
            #expect(budget.admits(method, of: greedy, until: now + .milliseconds(1), at: now))
        }
    }

    @Test func refusesNobodyWithoutAQueue() {
        let budget = budget(calls: 99)
        let now = moment(400)
        #expect(budget.admits(1, of: greedy, until: now + .milliseconds(1), at: now))
    }

    @Test func theGreedyLeaveRoomForTheModest() {
        var budget = CallBudget(limits, methods: 3)
        for _ in 0..<1_600 { budget.took(1, bytes: 100, at: moment(0)) }
        let modest = CallBudget.Load(calls: 7, bytes: 0)
        #expect(!budget.admits(0, of: greedy, until: .distantFuture, at: moment(0)))
        #expect(budget.admits(0, of: modest, until: .distantFuture, at: moment(0)))
        for _ in 0..<1_600 { budget.took(1, bytes: 100, at: moment(0)) }
        #expect(!budget.admits(0, of: modest, until: .distantFuture, at: moment(0)))
    }

    @Test func timeInWhichNobodyWaitedIsNotTheAnswers() {
        var budget = budget(calls: 10)
        for _ in 0..<10 { budget.ended(1, bytes: 100, isAnswer: true, at: moment(400)) }
        for _ in 0..<500 { budget.took(1, bytes: 1, at: moment(100_000)) }
        budget.ended(1, bytes: 1, isAnswer: true, at: moment(100_010))
        budget.ended(1, bytes: 1, isAnswer: true, at: moment(100_011))
        #expect(budget.wait(for: 1) < .seconds(4))
    }

    @Test func answersThatComeAtOnceTakeNoTime() {
        var budget = CallBudget(limits, methods: 3)
        for round in 1...10 {
            let now = moment(Int64(1_000 * round))
            for _ in 0..<500 { budget.took(1, bytes: 1, at: now) }
            for _ in 0..<500 { budget.ended(1, bytes: 1, isAnswer: true, at: now) }
        }
        for _ in 0..<500 { budget.took(1, bytes: 1, at: moment(20_000)) }
        #expect(budget.wait(for: 1) < .milliseconds(1))
    }

    @Test func takesNoMoreBytesThanItsLimit() {
        var budget = CallBudget(limits, methods: 3)
        budget.took(1, bytes: 1_000_000, at: moment(0))
        #expect(!budget.admits(1, of: greedy, until: .distantFuture, at: moment(0)))
        budget.ended(1, bytes: 1_000_000, isAnswer: false, at: moment(0))
        #expect(budget.admits(1, of: greedy, until: .distantFuture, at: moment(0)))
    }

    @Test func aLoopHasItsPart() {
        var budget = CallBudget(limits, methods: 3, ofLoops: 4)
        for _ in 0..<400 { budget.took(1, bytes: 1, at: moment(0)) }
        #expect(!budget.admits(1, of: greedy, until: .distantFuture, at: moment(0)))
    }
}
