package import Logging
import Synchronization

/// The least level of a line, for all loggers that share it; it can change while they log.
package final class SharedLevel: Sendable {
    private let state: Mutex<Logger.Level>

    package init(_ level: Logger.Level) { state = Mutex(level) }

    package var value: Logger.Level {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

/// Logs as another handler does, at a level that is shared.
package struct SharedLevelHandler: LogHandler {
    private var handler: any LogHandler
    private let level: SharedLevel

    package init(_ handler: any LogHandler, _ level: SharedLevel) {
        self.handler = handler
        self.handler.logLevel = .trace
        self.level = level
    }

    /// Setting it changes nothing: the level is everybody's.
    package var logLevel: Logger.Level {
        get { level.value }
        set {}
    }

    package var metadata: Logger.Metadata {
        get { handler.metadata }
        set { handler.metadata = newValue }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { handler[metadataKey: key] }
        set { handler[metadataKey: key] = newValue }
    }

    package func log(event: LogEvent) { handler.log(event: event) }
}
