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

    /// Queries that run at once: enough that one is read while another's reply is made.
    static let runningMax = 4

    private struct State {
        var waiting: [Asker: WorkList] = [:]
        /// Those with something waiting, each once, the next one first.
        var turns: [Asker] = []
        var head = 0
        var running = 0

        mutating func add(_ work: @escaping Work, of asker: Asker) {
            if waiting[asker] == nil { turns.append(asker) }
            waiting[asker, default: WorkList()].append(work)
        }

        /// The first of whose turn it is; one with more comes again behind the others.
        mutating func takeFirst() -> Work? {
            guard head < turns.count else { return nil }
            let asker = turns[head]
            head += 1
            if head * 2 >= turns.count {
                turns.removeFirst(head)
                head = 0
            }
            let work = waiting[asker]?.takeFirst()
            if waiting[asker]?.isEmpty == false {
                turns.append(asker)
            } else {
                waiting[asker] = nil
            }
            return work
        }
    }

    /// What one asker has waiting, in the order in which it came.
    private struct WorkList {
        private var works: [Work?] = []
        /// Those before it were taken.
        private var head = 0

        var isEmpty: Bool { head == works.count }

        mutating func append(_ work: @escaping Work) { works.append(work) }

        /// The first that waits, in constant time on average.
        mutating func takeFirst() -> Work? {
            guard head < works.count else { return nil }
            let work = works[head].take()
            head += 1
            if head * 2 >= works.count {
                works.removeFirst(head)
                head = 0
            }
            return work
        }
    }

    private let executor: any TaskExecutor
    private let state = Mutex(State())

    init(on executor: any TaskExecutor) {
        self.executor = executor
    }

    /// Runs the work when the asker's turn comes.
    func add(of asker: Asker, _ work: @escaping Work) {
        let mustStart = state.withLock { state in
            state.add(work, of: asker)
            guard state.running < Self.runningMax else { return false }
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
