import Testing

@testable import SQLiteStore

@Suite struct DurabilityNumberTests {
    @Test func nobodyWaitsWhileNothingIsWritten() async {
        let durability = Durability()
        #expect(await durability.waitForAllBegun())
        durability.settle(through: durability.begin())
        #expect(await durability.waitForAllBegun())
    }

    @Test func whoReadsWaitsForWhatWasBegun() async {
        let durability = Durability()
        let first = durability.begin()
        let second = durability.begin()
        let reader = Task { await durability.waitForAllBegun() }
        durability.settle(through: first)
        durability.settle(through: second)
        #expect(await reader.value)
    }

    @Test func whatIsLostIsToldToThoseBehindIt() async {
        let durability = Durability()
        durability.settle(through: durability.begin())
        _ = durability.begin()
        let reader = Task { await durability.waitForAllBegun() }
        durability.lose()
        #expect(await !reader.value)
        #expect(await !durability.waitForAllBegun())
    }
}
