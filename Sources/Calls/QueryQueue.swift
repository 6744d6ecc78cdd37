import Synchronization

/// Runs queries on an executor of their own, a few at once, in the order in which they came.
///
/// Queries cost what a caller likes: all that wait are kept here, so that neither the store's readers
/// nor the executor has more than a few of them before other work. Connections bound how many wait.
final class QueryQueue: Sendable {
    typealias Work = @Sendable () async -> Void

    /// Queries that run at once: enough that one is read while another's reply is made.
    static let runningMax = 4

    private struct State {
        /// In the order in which they came; those before `head` were taken.
        var waiting: [Work?] = []
        var head = 0
        var running = 0

        /// The first that waits, in constant time on average.
        mutating func takeFirst() -> Work? {
            guard head < waiting.count else { return nil }
            let work = waiting[head].take()
            head += 1
            if head * 2 >= waiting.count {
                waiting.removeFirst(head)
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

    /// Runs the work when its turn comes.
    func add(_ work: @escaping Work) {
        let mustStart = state.withLock { state in
            state.waiting.append(work)
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
