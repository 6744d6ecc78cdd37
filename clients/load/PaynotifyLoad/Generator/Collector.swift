import Synchronization

/// Where the loops of a run meet: they start together, and deliver each second's record.
final class Collector: Sendable {
    /// The moments of a run, by ``MachineTime``.
    struct Times: Equatable, Sendable {
        var start: Int64
        /// What is answered, or in an open loop was due, before it is not counted.
        var measureFrom: Int64
        /// No call is made from here on.
        var end: Int64
    }

    struct Result: Sendable {
        var total = SecondRecord()
        var timeline: [Second] = []
        /// When the last loop made or counted its last call.
        var endedAt: Int64 = 0
        /// Calls of a schedule that left more than ``LoadLoop/lateAfter`` behind their moment.
        var lateCalls = 0
        /// The first answer with an error, and why connections were lost: each once.
        var remarks: [String] = []
        /// Why a loop could not go on.
        var failure: (any Error)?
    }

    private struct State {
        var times: Times?
        var ready = 0
        var ended = 0
        /// Seconds that not all loops have delivered.
        var open: [Int: (record: SecondRecord, loops: Int)] = [:]
        var result = Result()
    }

    private let loops: Int
    private let state = Mutex(State())
    private let cancelled = Atomic(false)

    init(loops: Int) { self.loops = loops }

    // MARK: For the loops

    /// The moments, once they are set.
    var times: Times? { state.withLock { $0.times } }

    var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    func becomeReady() { state.withLock { $0.ready += 1 } }

    /// Takes a loop's record of a second; a loop delivers each second, in order.
    func deliver(_ record: SecondRecord, second: Int) {
        state.withLock { state in
            var open = state.open[second] ?? (SecondRecord(), 0)
            open.record.add(record)
            open.loops += 1
            state.open[second] = open
            if open.loops == loops { close(second, &state) }
        }
    }

    func remark(_ text: String) {
        state.withLock { state in
            guard !state.result.remarks.contains(text), state.result.remarks.count < 8
            else { return }
            state.result.remarks.append(text)
        }
    }

    /// A loop has ended; with a failure the run is of no use.
    func end(at moment: Int64, lateCalls: Int, failure: (any Error)?) {
        state.withLock { state in
            state.ended += 1
            state.result.endedAt = max(state.result.endedAt, moment)
            state.result.lateCalls += lateCalls
            state.result.failure = state.result.failure ?? failure
            guard state.ended == loops else { return }
            for second in state.open.keys.sorted() { close(second, &state) }
        }
    }

    private func close(_ second: Int, _ state: inout State) {
        guard let open = state.open.removeValue(forKey: second) else { return }
        state.result.total.add(open.record)
        state.result.timeline.append(Second(offset: second, open.record))
    }

    // MARK: For who started them

    var areReady: Bool { state.withLock { $0.ready + $0.ended == loops } }
    var haveEnded: Bool { state.withLock { $0.ended == loops } }
    var result: Result { state.withLock { $0.result } }
    /// The last second that all loops have delivered.
    var latest: (second: Second, calls: Int, errors: Int)? {
        state.withLock { state in
            state.result.timeline.last.map {
                ($0, state.result.total.calls, state.result.total.errors)
            }
        }
    }

    func start(_ times: Times) { state.withLock { $0.times = times } }

    /// Has all loops end soon.
    func cancel() { cancelled.store(true, ordering: .relaxed) }
}
