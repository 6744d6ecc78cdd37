package import Logging
import Synchronization

/// Keeps the log's lines, so that a test can read them.
package final class RecordingLog: Sendable {
    private let kept = Mutex<[String]>([])

    package init() {}

    /// Each line: level, message and metadata.
    package var lines: [String] { kept.withLock { $0 } }

    /// A logger that writes here.
    package var logger: Logger {
        Logger(label: "test") { _ in RecordingHandler(log: self) }
    }

    fileprivate func add(_ line: String) {
        kept.withLock { $0.append(line) }
    }
}

private struct RecordingHandler: LogHandler {
    let log: RecordingLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        log.add("\(event.level): \(event.message) \(event.metadata ?? [:])")
    }
}
