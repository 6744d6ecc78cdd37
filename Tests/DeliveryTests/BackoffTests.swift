import TestKit
import Testing

@testable import Delivery

struct BackoffTests {
    private let backoff = Backoff(first: .milliseconds(100), longest: .seconds(5))

    @Test(arguments: zip([1, 2, 3, 6, 7, 1_000], [100, 200, 400, 3_200, 5_000, 5_000]))
    func doublesUpToTheLongest(failures: Int, expected: Int) {
        #expect(backoff.delay(failures: failures, jitter: 1) == .milliseconds(expected))
    }

    @Test func spreadsOverTheUpperHalf() {
        #expect(backoff.delay(failures: 1, jitter: 0) == .milliseconds(50))
        #expect(backoff.delay(failures: 1, jitter: 0.5) == .milliseconds(75))
    }

    @Test func drawsJitterBetweenZeroAndOne() {
        let seed = UInt64.random(in: .min ... .max)
        let source = JitterSource(SeededGenerator(seed: seed))
        let values = (0..<1_000).map { _ in source.next() }
        #expect(values.allSatisfy { (0...1).contains($0) }, "seed \(seed)")
        #expect(values.contains { $0 < 0.1 } && values.contains { $0 > 0.9 }, "seed \(seed)")
    }
}
