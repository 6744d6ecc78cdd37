import Testing

@testable import paynotifyd

struct TimeScaleTests {
    @Test func agreesWithTheWorldAtItsOriginAndGoesFasterFromThere() throws {
        let scale = try #require(TimeScale("20@1000"))
        #expect(scale.scaled(1_000) == 1_000)
        #expect(scale.scaled(1_003) == 1_060)
    }

    @Test func withoutAScaleTheTimeIsTheWorlds() {
        #expect(TimeScale.real.scaled(1_795_362_301.5) == 1_795_362_301.5)
    }

    @Test func aScaledWaitTakesItsShareOfRealTime() async throws {
        let clock = ScaledClock(factor: 10_000)
        let begin = clock.now
        let took = try await ContinuousClock().measure {
            try await clock.sleep(until: begin.advanced(by: .seconds(600)), tolerance: nil)
        }
        #expect(begin.duration(to: clock.now) >= .seconds(600))
        #expect(took < .seconds(60))
    }
}
