import Testing

@testable import Delivery

struct ReadyQueueTests {
    @Test func givesOutInTheOrderOfArrivalEachOnce() {
        var queue = ReadyQueue()
        for name in ["a", "b", "a", "c"] { queue.append(reference(name)) }
        #expect(queue.takeNext(2) == [reference("a"), reference("b")])
        #expect(queue.takeNext(9) == [reference("c")])
        #expect(queue.isEmpty)
    }

    @Test func takesAReferenceAgainAfterItWasGivenOut() {
        var queue = ReadyQueue()
        queue.append(reference("a"))
        _ = queue.takeNext(1)
        queue.append(reference("a"))
        #expect(queue.count == 1)
    }

    @Test(arguments: [0, -1]) func givesOutNothingWithoutRoom(room: Int) {
        var queue = ReadyQueue()
        queue.append(reference("a"))
        #expect(queue.takeNext(room).isEmpty)
        #expect(queue.count == 1)
    }
}
