import DequeModule
import RPC
import Synchronization

/// Runs queries on an executor of their own, a few at once; connections take turns, so that one that asks for
/// much waits for itself.
///
/// Queries cost what a caller likes: all that wait are kept here, so that neither the store's readers
/// nor the executor has more than a few of them before other work. The server bounds how many wait.
final class QueryQueue: Sendable {
    typealias Work = @Sendable () async -> Void

    /// Who asks: a connection of a loop.
    struct Asker: Hashable, Sendable {
        let loop: ObjectIdentifier
        let connection: UInt64
    }

    private struct State {
        var waiting: [Asker: Deque<Work>] = [:]
        /// Those with something waiting, each once, the next one first.
        var turns: Deque<Asker> = []
        var running = 0

        mutating func add(_ work: @escaping Work, of asker: Asker) {
            if waiting[asker] == nil { turns.append(asker) }
            waiting[asker, default: []].append(work)
        }

        /// The first of whose turn it is; one with more comes again behind the others.
        mutating func takeFirst() -> Work? {
            guard let asker = turns.popFirst() else { return nil }
            let work = waiting[asker]?.popFirst()
            if waiting[asker]?.isEmpty == false {
                turns.append(asker)
            } else {
                waiting[asker] = nil
            }
            return work
        }
    }

    private let executor: any TaskExecutor
    /// Queries that run at once.
    private let runningMax: Int
    private let state = Mutex(State())

    init(on executor: any TaskExecutor, runningMax: Int) {
        self.executor = executor
        self.runningMax = runningMax
    }

    /// Runs the work when the asker's turn comes.
    func add(of asker: Asker, _ work: @escaping Work) {
        let mustStart = state.withLock { state in
            state.add(work, of: asker)
            guard state.running < runningMax else { return false }
            state.running += 1
            return true
        }
        guard mustStart else { return }
        Task(executorPreference: executor) {
            while let work = self.next() { await work() }
        }
    }

    /// The next work; nil ends the task that asks.
    private func next() -> Work? {
        state.withLock { state in
            let work = state.takeFirst()
            if work == nil { state.running -= 1 }
            return work
        }
    }
}
