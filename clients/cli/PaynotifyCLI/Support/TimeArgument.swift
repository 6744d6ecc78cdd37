import ArgumentParser
import Foundation

/// A moment as people write it: ISO 8601 in UTC.
struct TimeArgument: Equatable, ExpressibleByArgument {
    /// Since the Unix epoch.
    let milliseconds: Int64

    init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Reads `2026-01-31T12:00:00Z`, with or without a fraction of a second.
    init?(argument: String) {
        let date = [false, true].lazy.compactMap { hasFraction in
            try? Date(
                argument, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction)
            )
        }.first
        guard let date else { return nil }
        milliseconds = Int64((date.timeIntervalSince1970 * 1_000).rounded())
    }

    /// With milliseconds, such as `2026-01-31T12:00:00.000Z`; empty for none.
    var text: String {
        guard milliseconds != 0 else { return "" }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}

extension Int64 {
    /// Milliseconds since the Unix epoch as ISO 8601 in UTC; empty for 0.
    var asMoment: String { TimeArgument(milliseconds: self).text }
}
