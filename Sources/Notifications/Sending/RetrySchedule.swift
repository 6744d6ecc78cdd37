/// When a message that Meta has not taken is tried again.
enum RetrySchedule {
    /// The wait after each refusal that counts, in order; afterwards the last one each time.
    static let refused: [Duration] = [
        .seconds(2), .seconds(8), .seconds(30), .seconds(120), .seconds(480), .seconds(1_800),
        .seconds(3_600),
    ]
    /// The share by which a wait is shortened or lengthened at most.
    static let jitterShare = 0.2
    /// The wait of a message that is kept because its refusal may be about others too, after each
    /// refusal; afterwards the last one each time.
    static let kept: [Duration] = [
        .seconds(30), .seconds(120), .seconds(480), .seconds(1_800), .seconds(3_600),
    ]

    /// The wait after a refusal because the number sent too fast: its bucket spreads what follows.
    static let afterThroughput = Duration.seconds(1)
    /// The wait after a refusal that stopped the number: it takes nothing before it goes on.
    static let afterSenderStopped = Duration.seconds(5)
    /// Of 4, in the longest wait for a recipient: 256 seconds.
    private static let pairLimitPowerMax = 4

    private static let notSent = Growth(first: .seconds(1), limit: .seconds(60))

    /// A wait that doubles with each try.
    private struct Growth {
        var first: Duration
        var limit: Duration

        func delay(after tries: Int) -> Duration {
            min(limit, first * (1 << min(max(tries - 1, 0), 16)))
        }
    }

    /// The wait after the refusal with this number, counted from 1; jitter is 0 to 1.
    static func afterRefusal(number: Int, jitter: Double) -> Duration {
        spread(refused[min(max(number, 1), refused.count) - 1], jitter)
    }

    /// The wait after so many refusals of a message that is kept; jitter is 0 to 1.
    static func afterKept(number: Int, jitter: Double) -> Duration {
        spread(kept[min(max(number, 1), kept.count) - 1], jitter)
    }

    /// The wait after so many tries that never left.
    static func afterNotSent(tries: Int, jitter: Double) -> Duration {
        spread(notSent.delay(after: tries), jitter)
    }

    /// The wait after so many refusals in a row before this one because of too many messages to the
    /// recipient: Meta's rule of 4^k seconds.
    static func afterPairLimit(repeats: Int) -> Duration {
        .seconds(1 << (2 * min(max(repeats, 0), pairLimitPowerMax)))
    }

    private static func spread(_ delay: Duration, _ jitter: Double) -> Duration {
        delay * (1 - jitterShare + 2 * jitterShare * jitter)
    }
}
