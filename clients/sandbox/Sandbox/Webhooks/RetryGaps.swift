/// How long to wait before something is tried again: each gap twice the last, up to a longest.
struct RetryGaps: Sendable, Hashable {
    let first: Duration
    let longest: Duration
    /// Whether the second try follows at once; the gaps begin after it.
    var beginsAtOnce = false

    /// Between tries of the handshake.
    static let handshake = RetryGaps(first: .milliseconds(100), longest: .seconds(2))

    /// Between tries of a webhook: Meta's are longer, a demonstration is shorter.
    static func webhook(longest: Duration = .seconds(5)) -> RetryGaps {
        RetryGaps(first: .milliseconds(100), longest: longest, beginsAtOnce: true)
    }

    /// The gap after a number of failed tries, from 1.
    func gap(after failures: Int) -> Duration {
        precondition(failures > 0, "a gap follows a failure")
        let doublings = failures - (beginsAtOnce ? 2 : 1)
        guard doublings >= 0 else { return .zero }
        return min(longest, first * (1 << min(doublings, 30)))
    }
}
