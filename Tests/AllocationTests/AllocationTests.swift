import CAllocations
import Testing

struct AllocationTests {
    /// Session, event, the row of fields that is digested, its hasher, the digest, the command; an
    /// unoptimised build puts each byte of the digest on the heap once more as it goes over them.
    private static let allocationsMax: Double = {
        #if DEBUG
            6 + 33
        #else
            6
        #endif
    }()

    /// An unoptimised build puts each result on the heap as it looks for refusals.
    private static let answerAllocationsMax: Double = {
        #if DEBUG
            1
        #else
            0
        #endif
    }()

    @Test func aCallAllocatesAtMostSixTimesUntilTheStoreHasItsCommand() throws {
        let way = WayIn()
        // The first calls make what is kept: tables, buffers, the methods' descriptions.
        _ = try way.allocations(takingIn: 1_000)
        // What a batch costs as a whole is in both, and goes with the difference.
        let few = try way.allocations(takingIn: 100)
        let many = try way.allocations(takingIn: 1_000)

        let perCall = (Double(many - few) / 900).rounded()
        #expect(way.commandCount == 2_100)
        #expect(perCall <= Self.allocationsMax)
        #expect(perCall >= 2, "a session and an event of 36 characters are on the heap")
    }

    @Test func anAnswerCostsTheThreadOfTheStoreNothing() throws {
        let way = WayIn()
        // What was taken in before is answered too.
        _ = try way.allocations(answering: 1_000)
        let few = try way.allocations(answering: 100)
        let many = try way.allocations(answering: 1_000)
        #expect((Double(many - few) / 900).rounded() <= Self.answerAllocationsMax)
    }

    @Test func anAllocationMoreIsCounted() {
        var kept: [[UInt8]] = []
        kept.reserveCapacity(100)
        let before = allocations_of_this_thread()
        for number in 1...100 { kept.append(Array(repeating: 7, count: number * 10)) }
        let after = allocations_of_this_thread()
        #expect(after - before >= 100)
        #expect(kept.count == 100)
    }

    @Test func whatDoesNotAllocateCountsNothing() {
        var sum = 0
        let before = allocations_of_this_thread()
        for number in 0..<1_000 { sum &+= number }
        let after = allocations_of_this_thread()
        #expect(after == before)
        #expect(sum == 499_500)
    }
}
