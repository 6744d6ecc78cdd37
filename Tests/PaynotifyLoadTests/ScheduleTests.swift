import Testing

@testable import PaynotifyLoad

struct ScheduleTests {
    private let millisecond: Int64 = 1_000_000

    /// The moments that calls are taken at while the clock goes from one to the next.
    private func take(_ schedule: inout Schedule, at moments: [Int64]) -> [Int64] {
        var waits: [Int64] = []
        for now in moments {
            while let due = schedule.take(at: now) { waits.append(now - due) }
        }
        return waits
    }

    @Test func makesACallAtEachOfItsMoments() {
        var schedule = Schedule(start: 0, callsPerSecond: 1_000)
        let waits = take(&schedule, at: (0..<5).map { $0 * millisecond })
        #expect(waits == [0, 0, 0, 0, 0])
        #expect(schedule.nextDue == 5 * millisecond)
    }

    @Test func countsAStallInFullForEachCallThatItKeptWaiting() {
        var schedule = Schedule(start: 0, callsPerSecond: 1_000)
        _ = take(&schedule, at: [0])
        // Nothing could be made for 100 ms.
        let waits = take(&schedule, at: [101 * millisecond])
        #expect(waits.count == 101)
        #expect(waits.first == 100 * millisecond)
        #expect(waits.last == 0)
        #expect(waits.reduce(0, +) == 5_050 * millisecond)
    }

    @Test func keepsItsRateOverManyCalls() {
        var schedule = Schedule(start: 7, callsPerSecond: 30_000)
        for _ in 0..<3_000_000 { _ = schedule.take(at: .max) }
        #expect(schedule.nextDue == 7 + 100_000_000_000)
    }

    @Test func tellsHowManyCallsWaitBeforeAMoment() {
        var schedule = Schedule(start: 0, callsPerSecond: 1_000)
        #expect(schedule.waiting(before: 10 * millisecond) == 10)
        _ = take(&schedule, at: [4 * millisecond])
        #expect(schedule.waiting(before: 10 * millisecond) == 5)
        #expect(schedule.waiting(before: 0) == 0)
    }
}
