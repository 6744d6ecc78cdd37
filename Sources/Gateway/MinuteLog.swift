import Logging
import Synchronization

/// Log lines that strangers can cause, at most one a minute for each thing that they are about: the
/// lines that are left out are counted in the next.
final class MinuteLog: Sendable {
    /// Things that are remembered at most; beyond it all are forgotten.
    static let subjectsMax = 1_000
    fileprivate static let interval = Duration.seconds(60)

    fileprivate struct Line {
        var at: ContinuousClock.Instant
        var leftOut = 0
    }

    private let logger: Logger
    private let now: @Sendable () -> ContinuousClock.Instant
    private let lines = Mutex<[String: Line]>([:])

    init(
        _ logger: Logger,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.logger = logger
        self.now = now
    }

    /// Logs the line unless one of the message about the same was logged within a minute.
    func log(_ level: Logger.Level, _ message: String, about subject: String, _ name: String) {
        guard let leftOut = lines.withLock({ $0.open("\(message) \(subject)", at: now()) })
        else { return }
        var details: Logger.Metadata = ["\(name)": "\(subject)"]
        if leftOut > 0 { details["more_since_the_last_line"] = "\(leftOut)" }
        logger.log(level: level, "\(message)", metadata: details)
    }
}

extension [String: MinuteLog.Line] {
    /// How many lines were left out since the last, if it is time for one.
    fileprivate mutating func open(_ key: String, at now: ContinuousClock.Instant) -> Int? {
        guard let line = self[key] else {
            if count >= MinuteLog.subjectsMax { self = [:] }
            self[key] = MinuteLog.Line(at: now)
            return 0
        }
        guard now - line.at >= MinuteLog.interval else {
            self[key]?.leftOut += 1
            return nil
        }
        self[key] = MinuteLog.Line(at: now)
        return line.leftOut
    }
}
