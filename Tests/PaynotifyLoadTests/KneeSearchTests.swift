import Testing

@testable import PaynotifyLoad

struct KneeSearchTests {
    /// A server that keeps up to a rate, and answers late above it.
    private func measured(at rate: Double, knee: Double) -> Measurement {
        let p99 = rate <= knee ? 1_000.0 : 1_000_000
        return Measurement(
            workload: "notify", connections: 1, inFlight: 1, offeredPerSecond: rate, seconds: 1,
            calls: Int(min(rate, knee)), callsPerSecond: min(rate, knee),
            latency: LatencySummary(
                p50: p99, p75: p99, p90: p99, p99: p99, p999: p99, p9999: p99, max: p99, mean: p99,
                curve: []),
            generator: GeneratorUsage(loops: 1, cores: 0))
    }

    private func search(from rate: Double, knee: Double) -> KneeSearch {
        var search = KneeSearch(from: rate)
        for _ in 0..<100 {
            guard let rate = search.next else { break }
            search.judge(measured(at: rate, knee: knee))
        }
        return search
    }

    @Test(arguments: [(100.0, 1_000.0), (900, 1_000), (5_000, 1_000), (1_000, 1_000)])
    func findsTheHighestRateThatHolds(start: Double, knee: Double) throws {
        let search = search(from: start, knee: knee)
        let held = try #require(search.held)
        #expect(search.next == nil)
        #expect(held <= knee)
        #expect(held > knee * 0.85)
    }

    @Test func givesUpOnAServerThatHoldsNoRate() {
        let search = search(from: 100, knee: 0)
        #expect(search.held == nil)
        #expect(search.next == nil)
    }

    @Test func aRateWithErrorsBreaks() {
        var search = KneeSearch(from: 100)
        var run = measured(at: 100, knee: 1_000)
        run.errors = ["UNAVAILABLE": 1]
        search.judge(run)
        #expect(search.broke == 100)
    }

    @Test func aRateThatIsNotReachedBreaksEvenIfAnswersAreFast() {
        var search = KneeSearch(from: 100)
        var run = measured(at: 100, knee: 1_000)
        run.callsPerSecond = 90
        search.judge(run)
        #expect(search.broke == 100)
    }
}
