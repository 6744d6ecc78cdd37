import Testing

@testable import Store

@Suite struct CheckpointPolicyTests {
    @Test func waitsForTheThreshold() {
        var policy = CheckpointPolicy(threshold: 100)
        #expect(!policy.isDue(logPages: 100))
        #expect(policy.isDue(logPages: 101))
    }

    @Test func waitsForAQuarterMoreWhileAReaderHoldsTheLog() {
        var policy = CheckpointPolicy(threshold: 100)
        #expect(policy.isDue(logPages: 120))
        policy.made(logPages: 120)
        #expect(!policy.isDue(logPages: 145))
        #expect(policy.isDue(logPages: 146))
    }

    @Test func beginsAgainWhenTheLogHasStartedAtItsBeginning() {
        var policy = CheckpointPolicy(threshold: 100)
        policy.made(logPages: 900)
        #expect(!policy.isDue(logPages: 10))
        #expect(policy.isDue(logPages: 101))
    }
}
