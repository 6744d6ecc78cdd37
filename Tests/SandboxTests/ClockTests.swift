import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(1))) struct ClockTests {
    @Test func runsBothClocksAtTheSameScale() async throws {
        let time = TimeSource.running(scale: 10_000)
        let uptime = time.uptime()
        let wall = time.wall()

        time.advance(.seconds(86_400))

        let passed = time.uptime() - uptime
        #expect(passed >= .seconds(86_400))
        #expect(abs((time.wall() - wall) - passed / .seconds(1)) < 3_600)
        #expect(time.real(.seconds(10_000)) == .seconds(1))
    }

    @Test func showsAndMovesTheClock() async throws {
        let clock = ManualTime()
        let platform = try await Fixture.platform(clock: clock)

        let moved = await platform.post("/sandbox/clock", ["advance_seconds": 90])
        let shown = await platform.get("/sandbox/clock")

        #expect(clock.now == .seconds(90))
        #expect(moved.body == shown.body)
        #expect(shown.body["uptime_seconds"] == .number(90))
        #expect(shown.body["unix_seconds"] == .number(1_795_350_090))
        #expect(shown.body["scale"] == 1)
        #expect(shown.body["now"]?.string?.hasSuffix("Z") == true)
    }

    @Test(
        arguments: [
            [:], ["advance_seconds": -1], ["advance_seconds": "1"],
            ["advance_seconds": 315_360_001],
            ["seconds": 1],
        ] as [JSON])
    func refusesALeapThatIsNone(body: JSON) async throws {
        let clock = ManualTime()
        let platform = try await Fixture.platform(clock: clock)

        let answer = await platform.post("/sandbox/clock", body)

        #expect(answer.status == 400)
        #expect(clock.now == .zero)
    }

    @Test func carriesOutWhatALeapMadeDue() async throws {
        let clock = ManualTime()
        let platform = try await Fixture.platform(clock: clock)
        let waiter = Task { await platform.alarms.sleep(until: .seconds(3_600)) }
        try await hasSleeper(platform.alarms)

        _ = await platform.post("/sandbox/clock", ["advance_seconds": 3_600])

        await waiter.value
        #expect(platform.alarms.count == 0)
    }

    @Test func sleepsOnWhenALeapWasTooShort() async throws {
        let clock = ManualTime()
        let alarms = Alarms(clock.source)
        let waiter = Task {
            await alarms.sleep(until: .seconds(3_600))
            return clock.now
        }
        try await hasSleeper(alarms)

        clock.advance(by: .seconds(3_599))
        alarms.ring()
        // A sleeper that woke too early has had the time to say so.
        try await Task.sleep(for: .milliseconds(20))
        clock.advance(by: .seconds(1))
        alarms.ring()

        #expect(await waiter.value == .seconds(3_600))
        #expect(alarms.count == 0)
    }

    @Test func wakesByItselfAndWhenItsTaskIsCancelled() async throws {
        let alarms = Alarms(.running(scale: 10_000))
        let waiter = Task { await alarms.sleep(until: .seconds(1_000_000_000)) }
        try await hasSleeper(alarms)

        await alarms.sleep(until: .seconds(10))
        waiter.cancel()

        await waiter.value
        #expect(alarms.count == 0)
    }

    @Test func leavesNothingBehindOfWaitsThatEnded() async throws {
        let alarms = Alarms(.running())
        for _ in 0..<10 {
            let waiter = Task { await alarms.sleep(for: .seconds(3_600)) }
            try await hasSleeper(alarms)
            waiter.cancel()
            await waiter.value
        }

        #expect(alarms.count == 0)
        #expect(alarms.timers == 1)
    }

    @Test func wakesEachAtItsMomentWhateverTheOrder() async throws {
        let time = TimeSource.running(scale: 1_000)
        let alarms = Alarms(time)
        await withTaskGroup { group in
            for seconds in [90, 30, 60, 30] {
                group.addTask {
                    await alarms.sleep(until: .seconds(seconds))
                    #expect(time.uptime() >= .seconds(seconds))
                }
            }
        }

        #expect(alarms.count == 0)
    }

    private func hasSleeper(_ alarms: Alarms) async throws {
        while alarms.count == 0 { try await Task.sleep(for: .milliseconds(1)) }
    }
}
