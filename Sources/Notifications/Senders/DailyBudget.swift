/// How many people a portfolio may write to in a moving day, and who goes first.
///
/// Meta counts the people who get a message outside of a customer service window; what a customer
/// writes is not known here, so everyone counts. A person counts from the last message armed for
/// him, whatever became of it.
package enum DailyBudget {
    /// How long a person counts.
    package static let window: Duration = .seconds(86_400)

    /// People that a limit may name; Meta's own go from 250 to 100,000.
    package static let limits = 1...1_000_000_000

    /// The limit as it is believed where it was read from a file.
    package static func believable(_ limit: Int64) -> Int {
        Int(max(Int64(limits.lowerBound), min(Int64(limits.upperBound), limit)))
    }

    /// Of the limit, kept for news of finished attempts to pay.
    package static let reservePercent = 30

    /// The people of a window up to whom a notification of the lane may reach another one.
    package static func allowance(of limit: Int, for lane: Lane) -> Int {
        // Divided first, so that no limit is too large; rounded as if it were not.
        let kept = limit / 100 * reservePercent + limit % 100 * reservePercent / 100
        return lane == .postPayment ? limit : limit - kept
    }
}
