import NIOCore
import Synchronization
import Testing

@testable import GraphClient

@Suite struct BodyGateTests {
    @Test func givesTheBytesOnce() async throws {
        let gate = BodyGate([1, 2, 3])
        var iterator = gate.makeAsyncIterator()

        #expect(try await iterator.next() == ByteBuffer(bytes: [1, 2, 3]))
        #expect(try await iterator.next() == nil)
    }

    @Test func givesASecondReaderNothing() async throws {
        let gate = BodyGate([1])
        var first = gate.makeAsyncIterator()
        var second = gate.makeAsyncIterator()
        _ = try await first.next()

        await #expect(throws: BodyGate.Shut()) { try await second.next() }
    }

    @Test func tellsOnceThatItGivesTheBytes() async throws {
        let count = Mutex(0)
        let gate = BodyGate([1]) { count.withLock { $0 += 1 } }
        var iterator = gate.makeAsyncIterator()
        #expect(count.withLock(\.self) == 0)

        _ = try await iterator.next()
        _ = try await iterator.next()
        _ = gate.seal()

        #expect(count.withLock(\.self) == 1)
    }

    @Test func givesNothingOnceSealed() async {
        let gate = BodyGate([1]) { Issue.record("nothing leaves") }
        var iterator = gate.makeAsyncIterator()

        #expect(gate.seal())
        #expect(gate.seal())

        await #expect(throws: BodyGate.Shut()) { try await iterator.next() }
    }

    @Test func cannotBeSealedOnceAsked() async throws {
        let gate = BodyGate([1])
        var iterator = gate.makeAsyncIterator()
        _ = try await iterator.next()

        #expect(!gate.seal())
    }
}
