import Testing

@testable import Sandbox

@Suite struct BucketTests {
    @Test(arguments: [20, 80, 1_000])
    func givesASecondsWorthAtOnceAndThenOneEachInterval(count: Int) {
        var bucket = Bucket.perSecond(count)
        let interval = Duration.seconds(1) / count

        let burst = (0...count).map { _ in bucket.take(now: .seconds(5)) }
        let early = bucket.take(now: .seconds(5) + interval - .nanoseconds(1))
        let inTime = bucket.take(now: .seconds(5) + interval)
        let again = bucket.take(now: .seconds(5) + interval)

        #expect(burst.count(where: \.self) == count)
        #expect(burst.last == false)
        #expect(!early)
        #expect(inTime)
        #expect(!again)
    }

    @Test func letsAPairBorrow45MessagesAndPayBackOneInSixSeconds() {
        var bucket = Bucket.pair

        let burst = (0..<46).map { _ in bucket.take(now: .zero) }
        #expect(burst.count(where: \.self) == 45)
        #expect(bucket.wait(now: .zero) == .seconds(6))
        #expect(bucket.wait(now: .seconds(5)) == .seconds(1))
        #expect(!bucket.isFull(now: .seconds(45 * 6 - 1)))
        #expect(bucket.isFull(now: .seconds(45 * 6)))

        let paidBack = (0..<46).map { _ in bucket.take(now: .seconds(45 * 6)) }
        #expect(paidBack.count(where: \.self) == 45)
    }

    @Test func neverLeavesItsEnvelopeWhateverTheArrivals() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var bucket = Bucket(capacity: 5, interval: .milliseconds(100))
        var now = Duration.zero
        var taken: [Duration] = []

        for _ in 0..<5_000 {
            now += .milliseconds(Int.random(in: 0...150, using: &random))
            if bucket.take(now: now) { taken.append(now) }
        }

        // From any message on, n more need at least n - 4 intervals.
        for (index, start) in taken.enumerated() {
            for (more, moment) in taken[index...].prefix(60).enumerated() {
                #expect(moment - start >= .milliseconds(100) * (more - 4), "seed \(seed)")
            }
        }
    }
}
