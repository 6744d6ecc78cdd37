import Dispatch
import Logging
import Synchronization
import TestKit
import Testing

@testable import Logs

@Suite struct LogWriterTests {
    /// A sink that stands still until it is let go.
    private final class Sink: Sendable {
        let gate = DispatchSemaphore(value: 0)
        let bytes = Mutex<[UInt8]>([])

        func write(_ bytes: [UInt8]) {
            gate.wait()
            self.bytes.withLock { $0 += bytes }
            gate.signal()
        }

        var lines: [String] {
            bytes.withLock { String(decoding: $0, as: UTF8.self) }
                .split(separator: "\n").map(String.init)
        }
    }

    private let sink = Sink()
    private let metrics = RecordingMetrics()

    private func writer() -> LogWriter {
        LogWriter(metrics: metrics) { [sink] in sink.write($0) }
    }

    @Test func writesWholeLinesInTheirOrder() {
        let writer = writer()
        sink.gate.signal()
        var logger = Logger(label: "test") { StreamLogHandler(label: $0, stream: writer) }
        logger.logLevel = .info
        for number in 0..<1_000 { logger.info("line \(number)") }
        writer.flush(within: .seconds(30))
        #expect(sink.lines.count == 1_000)
        #expect(sink.lines.indices.allSatisfy { sink.lines[$0].hasSuffix("line \($0)") })
    }

    @Test func aSinkThatDoesNotReadCostsLinesAndNoTime() {
        let writer = writer()
        let line = String(repeating: "x", count: 999)
        // Nobody waits here: a test that does never ends.
        for _ in 0..<5_000 { writer.write(line + "\n") }
        let dropped = metrics.total("paynotify_log_lines_dropped_total")
        #expect(dropped > 2_500)

        sink.gate.signal()
        writer.flush(within: .seconds(30))
        let written = sink.lines.filter { $0 == line }.count
        #expect(written + Int(dropped) == 5_000)
        #expect(sink.lines.contains("\(Int(dropped)) log lines were dropped"))
    }

    @Test func aLineOfAStrangersIsOneLine() {
        let writer = writer()
        sink.gate.signal()
        writer.write("one\ntwo\n")
        writer.flush(within: .seconds(30))
        #expect(sink.lines == [#"one\ntwo"#])
    }

    @Test func waitsNotForEverForASinkThatDoesNotRead() {
        let writer = writer()
        writer.write("line\n")
        writer.flush(within: .milliseconds(1))
        #expect(sink.lines.isEmpty)
        sink.gate.signal()
    }
}
