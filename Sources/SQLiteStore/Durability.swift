import Synchronization

/// How far commits have come: which of them a reader may see, and which nothing can take back.
///
/// A commit is visible as soon as it is written and durable only when the log was synced after it, so
/// who reads in between waits. While nothing is written the two numbers are one, and nobody does.
final class Durability: Sendable {
    private struct State {
        /// The number of the last commit that was begun; 0 before the first.
        var begun = 0
        /// Up to this number all are durable, or were taken back.
        var settled = 0
        /// Whether a sync failed: what comes after ``settled`` may be lost.
        var isLost = false
        var waiting: [Waiting] = []

        /// Whether the commit cannot be taken back; nil: not known yet.
        func isKept(_ number: Int) -> Bool? { number <= settled ? true : isLost ? false : nil }

        /// Takes out those who wait for what is known by now.
        mutating func takeDecided() -> [Decided] {
            var decided: [Decided] = []
            var left: [Waiting] = []
            for reader in waiting {
                if let isKept = isKept(reader.number) {
                    decided.append(Decided(reader: reader, isKept: isKept))
                } else {
                    left.append(reader)
                }
            }
            waiting = left
            return decided
        }
    }

    private struct Waiting {
        let number: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Decided {
        let reader: Waiting
        let isKept: Bool
    }

    private let state = Mutex(State())

    /// Gives the number of a commit that is about to be written, and from here on may be seen.
    func begin() -> Int {
        state.withLock { state in
            state.begun += 1
            return state.begun
        }
    }

    /// Says that all commits up to the number are durable, or were taken back.
    func settle(through number: Int) {
        decide { $0.settled = max($0.settled, number) }
    }

    /// Says that the log cannot be synced any more.
    func lose() {
        decide { $0.isLost = true }
    }

    /// Waits until all commits that were begun are settled; false: some may be lost.
    func waitForAllBegun() async -> Bool {
        let (number, known) = state.withLock { ($0.begun, $0.isKept($0.begun)) }
        if let known { return known }
        return await withCheckedContinuation { continuation in
            let waiting = Waiting(number: number, continuation: continuation)
            let known = state.withLock { state in
                let known = state.isKept(number)
                if known == nil { state.waiting.append(waiting) }
                return known
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    private func decide(_ change: (inout State) -> Void) {
        let decided = state.withLock { state in
            change(&state)
            return state.waiting.isEmpty ? [] : state.takeDecided()
        }
        for item in decided { item.reader.continuation.resume(returning: item.isKept) }
    }
}
