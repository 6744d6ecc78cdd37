/// Lets the notifications of a merchant go that are held because they tell of what happened before a
/// restore: counted first.
package struct ReleaseRestored: Hashable, Sendable {
    package var merchant: MerchantID
    package var isDryRun: Bool
    /// How many the caller expects to be held; not looked at in a dry run.
    package var expectedCount: Int
    package var actor: ActorName

    package init(merchant: MerchantID, isDryRun: Bool, expectedCount: Int, actor: ActorName) {
        self.merchant = merchant
        self.isDryRun = isDryRun
        self.expectedCount = expectedCount
        self.actor = actor
    }

    /// Notifications that one call lets go.
    package static let releasedMax = 1_000

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, isDryRun: Bool, expectedCount: UInt32, actor: String
    ) throws(Refusal) -> ReleaseRestored {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let actor = check.actor(actor)
        try check.finish()
        return ReleaseRestored(
            merchant: merchant, isDryRun: isDryRun, expectedCount: Int(expectedCount), actor: actor)
    }

    /// How many were held, and how many of them were let go.
    package struct Answer: Hashable, Sendable {
        package var matched: Int
        /// Less than ``matched`` if there were more than one call lets go.
        package var released: Int

        package init(matched: Int, released: Int) {
            self.matched = matched
            self.released = released
        }
    }

    /// How many of those that are held are let go; throws `forbidden` unless they are as many as
    /// expected.
    package func decide(matched: Int) throws(Refusal) -> Int {
        if isDryRun { return 0 }
        guard matched == expectedCount else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "COUNT_CHANGED",
                    message: "\(matched) notifications are held since a restore, not "
                        + "\(expectedCount): look at them, and let them go with that count."))
        }
        return min(matched, Self.releasedMax)
    }
}
