package import Logging
import Synchronization
package import Time

/// Log lines that strangers can cause, at most one a minute for each thing that they are about: the
/// lines that are left out are counted in the next.
package final class MinuteLog: Sendable {
    /// Things that are remembered at most; beyond it all are forgotten.
    static let subjectsMax = 1_000
    /// Lines a minute, whatever they are about; the others are counted.
    static let linesMax = 20
    fileprivate static let interval = Duration.seconds(60)

    fileprivate struct Line {
        var at: Moment
        var leftOut = 0
    }

    private let logger: Logger
    private let now: @Sendable () -> Moment
    private let state = Mutex(State())

    fileprivate struct State {
        var lines: [String: Line] = [:]
        /// Since when lines are counted, and how many there were.
        var began: Moment?
        var count = 0
        var leftOut = 0
    }

    package init(_ logger: Logger, now: @escaping @Sendable () -> Moment = { .now }) {
        self.logger = logger
        self.now = now
    }

    /// Logs the line unless one of the message about the same was logged within a minute, or too many
    /// about anything.
    package func log(
        _ level: Logger.Level, _ message: String, about subject: String, _ name: String
    ) {
        let subject = String(subject.prefix(Self.subjectLengthMax))
        let leftOut = state.withLock { state in
            state.leftOut(before: "\(message) \(subject)", at: now())
        }
        guard let leftOut else { return }
        var details: Logger.Metadata = ["\(name)": "\(subject)"]
        if leftOut > 0 { details["more_since_the_last_line"] = "\(leftOut)" }
        logger.log(level: level, "\(message)", metadata: details)
    }

    private static let subjectLengthMax = 64
}

extension MinuteLog.State {
    /// How many lines were left out before this one; nil: it is left out too.
    fileprivate mutating func leftOut(before key: String, at now: Moment) -> Int? {
        if began.map({ now >= $0 + MinuteLog.interval }) ?? true {
            began = now
            count = 0
        }
        if let line = lines[key], now < line.at + MinuteLog.interval {
            lines[key]?.leftOut += 1
            return nil
        }
        guard count < MinuteLog.linesMax else {
            leftOut += 1
            return nil
        }
        count += 1
        let before = (lines[key]?.leftOut ?? 0) + leftOut
        leftOut = 0
        if lines.count >= MinuteLog.subjectsMax { lines = [:] }
        lines[key] = MinuteLog.Line(at: now)
        return before
    }
}
