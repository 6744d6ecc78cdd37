/// Whom a portfolio's numbers wrote to in the last day before anybody was counted for it: it got numbers,
/// or a limit, only later.
///
/// Read from the attempts of all tenants, newest first, a page before each message: they are many, and
/// nobody else may wait for them. Until the last page the portfolio counts too few.
package struct UncountedRecipients: Hashable, Sendable {
    /// Attempts from this number on were looked at.
    package let before: Int64

    /// Attempts in a page: a millisecond's work.
    package static let pageSize = 250

    package init(before: Int64 = .max) { self.before = before }

    /// An attempt, as far as it tells whom a number wrote to.
    package struct Sent: Hashable, Sendable {
        /// Its place among all attempts.
        package var attempt: Int64
        package var number: PhoneNumberID
        package var at: Timestamp
        package var person: PhoneNumber

        package init(attempt: Int64, number: PhoneNumberID, at: Timestamp, person: PhoneNumber) {
            self.attempt = attempt
            self.number = number
            self.at = at
            self.person = person
        }
    }

    /// Those of a page whose people count for the portfolio with the numbers.
    package static func counted(
        _ page: [Sent], from numbers: Set<PhoneNumberID>, at now: Timestamp
    ) -> [Sent] {
        page.filter { $0.at > now - DailyBudget.window && numbers.contains($0.number) }
    }

    /// What is left to be read after the page; nil: nothing.
    ///
    /// With `isFull` the rest changes nothing: room is made when the last of the others ends.
    package func rest(after page: [Sent], isFull: Bool, at now: Timestamp) -> UncountedRecipients? {
        guard !isFull, page.count == Self.pageSize, let last = page.last,
            last.at > now - DailyBudget.window
        else { return nil }
        return UncountedRecipients(before: last.attempt)
    }
}
