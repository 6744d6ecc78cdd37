import Testing

@testable import Store

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
        policy.made(logPages: 120)
        let answers = isDue(&policy, at: 121, 145, 146)
        #expect(answers == [false, false, true])
    }

    @Test func beginsAgainWhenTheLogHasStartedAtItsBeginning() {
        var policy = CheckpointPolicy(threshold: 100)
        policy.made(logPages: 900)
        let answers = isDue(&policy, at: 10, 101)
        #expect(answers == [false, true])
    }
}
