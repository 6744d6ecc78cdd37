/// How many people a portfolio may write to in a moving day, and who goes first.
///
/// Meta counts the people who get a message outside of a customer service window; what a customer
/// writes is not known here, so everyone counts. A person counts from the last message armed for
/// him, whatever became of it.
package enum DailyBudget {
    /// How long a person counts.
    package static let window: Duration = .seconds(86_400)

    /// Of the limit, kept for news of finished attempts to pay.
    package static let reservePercent = 30

    /// The people of a window up to whom a notification of the lane may reach another one.
    package static func allowance(of limit: Int, for lane: Lane) -> Int {
        lane == .postPayment ? limit : limit - limit * reservePercent / 100
    }
}
