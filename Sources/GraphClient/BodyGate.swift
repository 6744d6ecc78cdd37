import NIOCore
import Synchronization

/// The body of a request, and the proof of whether any of it can have left.
///
/// The client asks it for the bytes once, before it writes the first. Whoever seals it before that
/// knows that no byte will ever leave: a sealed gate gives nothing.
final class BodyGate: AsyncSequence, Sendable {
    /// The moves are notAsked → asked and notAsked → sealed; both ends are final.
    private enum State: UInt8, AtomicRepresentable {
        case notAsked, asked, sealed
    }

    /// The gate was sealed, or asked before.
    struct Shut: Error, Hashable {}

    let length: Int
    private let bytes: ByteBuffer
    private let onAsk: @Sendable () -> Void
    private let state = Atomic(State.notAsked)

    /// Calls `onAsk` when it gives the bytes.
    init(_ bytes: [UInt8], onAsk: @escaping @Sendable () -> Void = {}) {
        length = bytes.count
        self.bytes = ByteBuffer(bytes: bytes)
        self.onAsk = onAsk
    }

    /// Makes sure that no byte will leave from here on; false: the bytes were asked for before.
    func seal() -> Bool {
        let (exchanged, original) = state.compareExchange(
            expected: .notAsked, desired: .sealed, ordering: .sequentiallyConsistent)
        return exchanged || original == .sealed
    }

    func makeAsyncIterator() -> Iterator { Iterator(gate: self) }

    /// Gives the bytes in one piece, once for all iterators of the gate.
    struct Iterator: AsyncIteratorProtocol {
        fileprivate let gate: BodyGate
        private var isFinished = false

        fileprivate init(gate: BodyGate) { self.gate = gate }

        mutating func next() async throws -> ByteBuffer? {
            if isFinished { return nil }
            isFinished = true
            return try gate.ask()
        }
    }

    private func ask() throws(Shut) -> ByteBuffer {
        let (exchanged, _) = state.compareExchange(
            expected: .notAsked, desired: .asked, ordering: .sequentiallyConsistent)
        guard exchanged else { throw Shut() }
        onAsk()
        return bytes
    }
}
