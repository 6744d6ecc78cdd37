import Foundation

/// How much time passes between the statuses of a message.
enum StatusDelays: Sendable, Hashable {
    /// The same time before each.
    case fixed(Duration)
    /// As on the live platform: `sent` after 0.1 to 2 s, `delivered` 0.5 to 30 s later, `read`
    /// minutes later, or never for two messages in five.
    case natural

    /// What is told of a message that arrives.
    static func usual(withRead: Bool) -> [MessageStatus] {
        withRead ? [.sent, .delivered, .read] : [.sent, .delivered]
    }

    /// The statuses of a message that arrives.
    func statuses(
        withRead: Bool, using generator: inout some RandomNumberGenerator
    ) -> [MessageStatus] {
        switch self {
        case .fixed: Self.usual(withRead: withRead)
        case .natural:
            Self.usual(
                withRead: withRead && Double.random(in: 0..<1, using: &generator) < 0.6)
        }
    }

    /// When each status happens, since the message was accepted; never earlier than the last.
    func offsets(
        of statuses: [MessageStatus], using generator: inout some RandomNumberGenerator
    ) -> [Duration] {
        var time = Duration.zero
        return statuses.map { status in
            time += delay(before: status, using: &generator)
            return time
        }
    }

    private func delay(
        before status: MessageStatus, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        switch (self, status) {
        case (.fixed(let delay), _): delay
        case (.natural, .sent): Self.draw(0.1...2, median: 0.4, spread: 0.7, using: &generator)
        case (.natural, .read):
            Self.draw(5...14_400, median: 180, spread: 1.2, using: &generator)
        case (.natural, _): Self.draw(0.5...30, median: 2, spread: 1, using: &generator)
        }
    }

    /// A lognormal time within bounds; all in seconds, the spread that of the logarithm.
    private static func draw(
        _ bounds: ClosedRange<Double>, median: Double, spread: Double,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let radius = (-2 * log(Double.random(in: 0..<1, using: &generator).nextUp)).squareRoot()
        let normal = radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
        let seconds = median * exp(spread * normal)
        return .seconds(min(max(seconds, bounds.lowerBound), bounds.upperBound))
    }
}
