import SQLite
import Testing

@testable import SQLiteStore

@Suite struct CheckpointPolicyTests {
    /// Whether a checkpoint is due at each of the sizes of the log, one after the other.
    private func isDue(_ policy: inout CheckpointPolicy, at sizes: Int...) -> [Bool] {
        var answers: [Bool] = []
        for size in sizes { answers.append(policy.isDue(logPages: size)) }
        return answers
    }

    @Test func waitsForTheThreshold() {
        var policy = CheckpointPolicy(threshold: 100)
        let answers = isDue(&policy, at: 1, 100, 101)
        #expect(answers == [false, false, true])
    }

    @Test func waitsForAQuarterMoreWhileAReaderHoldsTheLog() {
        var policy = CheckpointPolicy(threshold: 100)
        policy.beganPass(logPages: 120)
        let step = policy.endedPass(.init(logPages: 120, movedPages: 90), logPages: 125)
        #expect(step == .rest)
        let answers = isDue(&policy, at: 121, 145, 146)
        #expect(answers == [false, false, true])
    }

    @Test func beginsAgainWhenTheLogHasStartedAtItsBeginning() {
        var policy = CheckpointPolicy(threshold: 100)
        policy.moved(.init(logPages: 900, movedPages: 900))
        policy.wroteToLog()
        let answers = isDue(&policy, at: 10, 101)
        #expect(answers == [false, true])
    }

    @Test func onePassIsUnderWayAtATime() {
        var policy = CheckpointPolicy(threshold: 100)
        policy.beganPass(logPages: 101)
        let answers = isDue(&policy, at: 102, 300)
        #expect(answers == [false, false])
    }

    @Test func theWriterMovesAFewPagesItself() {
        var policy = CheckpointPolicy(threshold: 80)
        policy.beganPass(logPages: 100)
        let step = policy.endedPass(.init(logPages: 100, movedPages: 100), logPages: 110)
        #expect(step == .moveRest)
    }

    @Test func whereMuchWasWrittenMeanwhileAnotherPassComesFirst() {
        var policy = CheckpointPolicy(threshold: 80)
        policy.beganPass(logPages: 100)
        let step = policy.endedPass(.init(logPages: 100, movedPages: 100), logPages: 111)
        #expect(step == .pass)
    }

    @Test func theWriterEndsThePassesHoweverFastItIs() {
        var policy = CheckpointPolicy(threshold: 80)
        var steps: [CheckpointPolicy.Step] = []
        for pages in [100, 200, 300] {
            policy.beganPass(logPages: pages)
            let moved = CheckpointProgress(logPages: pages, movedPages: pages)
            steps.append(policy.endedPass(moved, logPages: pages + 100))
        }
        #expect(steps == [.pass, .pass, .moveRest])
        policy.moved(.init(logPages: 400, movedPages: 400))
        policy.wroteToLog()
        policy.beganPass(logPages: 500)
        let next = policy.endedPass(.init(logPages: 500, movedPages: 500), logPages: 600)
        #expect(next == .pass)
    }

    @Test func nothingIsLeftOfALogThatWasMovedOrHasStartedAgain() {
        var policy = CheckpointPolicy(threshold: 80)
        for pages in [100, 7] {
            policy.beganPass(logPages: 100)
            let step = policy.endedPass(.init(logPages: 100, movedPages: 100), logPages: pages)
            #expect(step == .rest)
            policy.wroteToLog()
        }
    }

    @Test func whereAllIsMovedNoCheckpointBeginsBeforeSomethingIsWritten() {
        var policy = CheckpointPolicy(threshold: 4)
        policy.beganPass(logPages: 100)
        #expect(policy.endedPass(.init(logPages: 100, movedPages: 100), logPages: 100) == .rest)
        let before = policy.isDue(logPages: 200)
        policy.wroteToLog()
        let after = policy.isDue(logPages: 200)
        #expect([before, after] == [false, true])
    }

    @Test(arguments: [true, false])
    func howFarAFailedPassCameIsNotKnownUnlessItWasTurnedAway(mayHaveMoved: Bool) {
        var policy = CheckpointPolicy(threshold: 4)
        policy.beganPass(logPages: 100)
        policy.failed(logPages: 100, mayHaveMoved: mayHaveMoved)
        let isDue = policy.isDue(logPages: 200)
        #expect(isDue == !mayHaveMoved)
    }

    @Test func theWriterWaitsForAPassBeforeTheLogHasGrownByThreeThresholds() {
        var policy = CheckpointPolicy(threshold: 100)
        #expect(!policy.mustWait(logPages: 10_000))
        policy.beganPass(logPages: 120)
        #expect(!policy.mustWait(logPages: 420))
        #expect(policy.mustWait(logPages: 421))
        _ = policy.endedPass(.init(logPages: 120, movedPages: 120), logPages: 421)
        #expect(!policy.mustWait(logPages: 421))
    }

    @Test(arguments: [
        (29, 100, CheckpointPolicy.Step.rest), (30, 1, .moveRest), (30, 100, .moveRest),
        (30, 101, .pass),
    ])
    func theWriterMovesALogThatWasLeftAloneForHalfAMinute(
        seconds: Int, pages: Int, step: CheckpointPolicy.Step
    ) {
        let policy = CheckpointPolicy(threshold: 100)
        #expect(policy.whenIdle(for: .seconds(seconds), logPages: pages) == step)
    }

    @Test func anIdleLogIsLeftAloneDuringAPassAndOnceItIsMoved() {
        var policy = CheckpointPolicy(threshold: 100)
        policy.beganPass(logPages: 120)
        #expect(policy.whenIdle(for: .seconds(60), logPages: 120) == .rest)
        _ = policy.endedPass(.init(logPages: 120, movedPages: 120), logPages: 120)
        #expect(policy.whenIdle(for: .seconds(60), logPages: 120) == .rest)
        policy.wroteToLog()
        #expect(policy.whenIdle(for: .seconds(60), logPages: 1) == .moveRest)
        policy.moved(.init(logPages: 1, movedPages: 1))
        #expect(policy.whenIdle(for: .seconds(60), logPages: 1) == .rest)
    }
}
