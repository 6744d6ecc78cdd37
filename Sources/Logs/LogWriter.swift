import Dispatch
import EventLoop
package import Metrics
import Synchronization

/// Takes lines of the log from threads that may not wait, and writes them by a thread of its own.
///
/// A sink that does not read costs lines, not time: beyond ``bytesMax`` they are dropped and counted as
/// `paynotify_log_lines_dropped_total`, and a line says how many once the sink reads again.
package final class LogWriter: TextOutputStream, Sendable {
    /// Bytes of the lines that wait at most, beside those that are being written.
    package static let bytesMax = 1 << 20

    private struct State {
        var waiting: [UInt8] = []
        var droppedCount = 0
        /// Whether the thread is to look for lines, or does.
        var isAwake = false
    }

    private let thread = ThreadExecutor(name: "log")
    private let state = Mutex(State())
    private let dropped: Counter
    private let sink: @Sendable ([UInt8]) -> Void

    /// Writes by the sink, which gets whole lines and may take as long as it likes.
    package init(
        metrics factory: any MetricsFactory, to sink: @escaping @Sendable ([UInt8]) -> Void
    ) {
        dropped = Counter(label: "paynotify_log_lines_dropped_total", factory: factory)
        dropped.increment(by: 0)
        self.sink = sink
    }

    /// Takes a line with its end.
    ///
    /// Ends inside of it, which a stranger may have put there, become `\n`.
    package func write(_ line: String) {
        let bytes = Array(line.dropLast(line.hasSuffix("\n") ? 1 : 0).utf8)
        let (mustWake, isDropped) = state.withLock { state in
            guard state.waiting.count + bytes.count < Self.bytesMax else {
                state.droppedCount += 1
                return (false, true)
            }
            state.waiting.append(line: bytes)
            defer { state.isAwake = true }
            return (!state.isAwake, false)
        }
        if isDropped { dropped.increment() }
        if mustWake { thread.run { [weak self] in self?.writeAll() } }
    }

    /// Waits until what was taken is written, but not longer than the limit.
    package func flush(within limit: Duration) {
        let isDone = DispatchSemaphore(value: 0)
        thread.run { isDone.signal() }
        _ = isDone.wait(timeout: .now() + .milliseconds(Int(limit / .milliseconds(1))))
    }

    private func writeAll() {
        while let lines = take() { sink(lines) }
    }

    /// What waits; nil: nothing.
    private func take() -> [UInt8]? {
        state.withLock { state in
            if state.droppedCount > 0 {
                state.waiting.append(
                    line: Array("\(state.droppedCount) log lines were dropped".utf8))
                state.droppedCount = 0
            }
            state.isAwake = !state.waiting.isEmpty
            defer { state.waiting = [] }
            return state.isAwake ? state.waiting : nil
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(line: [UInt8]) {
        for byte in line {
            if byte == UInt8(ascii: "\n") { append(contentsOf: #"\n"#.utf8) } else { append(byte) }
        }
        append(UInt8(ascii: "\n"))
    }
}
