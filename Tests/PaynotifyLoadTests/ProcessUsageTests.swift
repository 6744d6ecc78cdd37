import Testing

@testable import PaynotifyLoad

struct ProcessUsageTests {
    @Test func readsTheResidentMemory() {
        #expect(ProcessUsage.resident(inStatus: "Name:\tx\nVmRSS:\t  5120 kB\n") == 5_120)
        #expect(ProcessUsage.resident(inStatus: "Name:\tx\n") == 0)
    }

    @Test func findsItself() throws {
        let before = try #require(ProcessUsage.own)
        let after = try #require(ProcessUsage.own)
        #expect(before.residentKibibytes > 0)
        #expect(after.cpuSeconds >= before.cpuSeconds)
    }

    @Test func findsNoProcessWithoutOne() {
        #expect(ProcessUsage(process: -1) == nil)
    }

    @Test func tellsTheCoresBetweenTwoLooks() throws {
        var before = try #require(ProcessUsage.own)
        before.cpuSeconds = 1
        var after = before
        before.moment = 0
        after.moment = 2_000_000_000
        after.cpuSeconds = before.cpuSeconds + 3
        #expect(after.cores(since: before) == 1.5)
    }
}
