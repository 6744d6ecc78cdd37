import Notifications

/// The questions about templates and numbers that may still be asked about each account.
///
/// Meta counts the calls of a moving hour for each app and account: 5,000, or 200 before the account
/// has a registered number. Source: the Cloud API's page on rate limits. Ours stays below the first by
/// itself; the second is learned from Meta's refusals.
package struct ManagementBudget: Sendable {
    /// Who asks.
    package enum Urgency: Hashable, Sendable {
        /// Someone waits for the answer, or messages do.
        case awaited
        /// Nobody does: it leaves a part of the calls to those that are awaited.
        case routine
    }

    /// Calls at once.
    static let capacity = 200.0
    /// Calls that a routine question leaves.
    static let reserve = 50.0
    /// Calls that come back in a second: 4,000 an hour.
    static let refill = 4_000.0 / 3_600
    /// How long nothing is asked after a refusal that names no time: what fills the bucket again.
    static let pause: Duration = .seconds(capacity / refill)

    private struct Bucket {
        var calls = ManagementBudget.capacity
        var countedAt: Timestamp
        var pausedUntil: Timestamp

        /// Adds what came back since; a clock that was set back takes nothing away.
        mutating func refill(at now: Timestamp) {
            let gained = max(now.since(countedAt), .zero) / .seconds(1) * ManagementBudget.refill
            calls = min(ManagementBudget.capacity, calls + gained)
            countedAt = now
        }
    }

    /// By app and account; a full one is not kept.
    private var buckets: [String: Bucket] = [:]

    /// When a question that takes so many calls may be asked about the account; not after `now`: at
    /// once.
    func opening(
        _ account: String, calls: Int, _ urgency: Urgency, at now: Timestamp
    ) -> Timestamp {
        guard var bucket = buckets[account] else { return now }
        bucket.refill(at: now)
        let needed = Double(calls) + (urgency == .routine ? Self.reserve : 0)
        let missing = max(needed - bucket.calls, 0)
        return max(bucket.pausedUntil, now + .seconds(missing / Self.refill))
    }

    /// The calls are being made.
    mutating func spend(_ calls: Int, on account: String, at now: Timestamp) {
        var bucket = refilled(account, at: now)
        bucket.calls -= Double(calls)
        buckets[account] = bucket
    }

    /// Meta refused to be asked about the account, for so long or without a time.
    mutating func pause(_ account: String, for duration: Duration?, at now: Timestamp) {
        var bucket = refilled(account, at: now)
        bucket.pausedUntil = max(bucket.pausedUntil, now + (duration ?? Self.pause))
        buckets[account] = bucket
    }

    /// Forgets the accounts of which there is nothing to remember.
    mutating func forgetFull(at now: Timestamp) {
        buckets = buckets.filter { entry in
            var bucket = entry.value
            bucket.refill(at: now)
            return bucket.calls < Self.capacity || bucket.pausedUntil > now
        }
    }

    private func refilled(_ account: String, at now: Timestamp) -> Bucket {
        var bucket =
            buckets[account]
            ?? Bucket(
                countedAt: now, pausedUntil: Timestamp(milliseconds: .min))
        bucket.refill(at: now)
        return bucket
    }
}
