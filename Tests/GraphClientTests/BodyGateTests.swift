import NIOCore
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

    @Test func givesNothingOnceSealed() async {
        let gate = BodyGate([1])
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
