/// How long to wait before something is tried again: each gap twice the last, up to a longest.
struct RetryGaps: Sendable, Hashable {
    let first: Duration
    let longest: Duration

    /// Between tries of the handshake.
    static let handshake = RetryGaps(first: .milliseconds(100), longest: .seconds(2))
    /// Between tries of a webhook: Meta's are longer, a demonstration is shorter.
    static let webhook = RetryGaps(first: .milliseconds(100), longest: .seconds(5))

    /// The gap after a number of failed tries, from 1.
    func gap(after failures: Int) -> Duration {
        precondition(failures > 0, "a gap follows a failure")
        let doublings = min(failures - 1, 20)
        return min(longest, first * (1 << doublings))
    }
}
