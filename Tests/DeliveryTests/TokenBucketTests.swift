import Testing

@testable import Delivery

struct TokenBucketTests {
    @Test func isEmptyAtItsStartAndGathersNoMoreThanItsBurst() {
        var bucket = TokenBucket(rate: 80, emptyAt: .zero)
        #expect(!bucket.hasToken)
        bucket.fill(at: .seconds(3_600))
        var taken = 0
        while bucket.hasToken {
            bucket.take()
            taken += 1
        }
        #expect(taken == 8)
    }

    @Test func aSlowOneHoldsOneToken() {
        var bucket = TokenBucket(rate: 1, emptyAt: .zero)
        bucket.fill(at: .milliseconds(999))
        #expect(!bucket.hasToken)
        #expect(bucket.wait(for: 1) <= .microseconds(1_001))
        bucket.fill(at: .seconds(9))
        bucket.take()
        #expect(!bucket.hasToken)
    }

    @Test func aClockThatWasSetBackGivesNothing() {
        var bucket = TokenBucket(rate: 10, emptyAt: .seconds(10))
        bucket.fill(at: .seconds(1))
        bucket.fill(at: .seconds(10))
        #expect(!bucket.hasToken)
    }

    @Test func neverGivesMoreThanItsBurstAndItsRate() {
        var random = randomNumbers()
        var bucket = TokenBucket(rate: 20, emptyAt: .zero)
        var now = Duration.zero
        var taken: [Duration] = []
        for _ in 0..<20_000 {
            now += .microseconds(Int64.random(in: 0...90_000, using: &random))
            bucket.fill(at: now)
            if bucket.hasToken {
                bucket.take()
                taken.append(now)
            }
        }
        #expect(taken.count > 5_000)
        #expect(taken.peak(perSecond: 20) <= bucket.burst + 0.001)
    }
}
