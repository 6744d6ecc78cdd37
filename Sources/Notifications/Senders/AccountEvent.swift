/// Meta's word, by webhook, on a WhatsApp Business account or on its numbers.
package struct AccountEvent: Hashable, Sendable {
    /// What follows from it.
    package enum Effect: Hashable, Sendable {
        /// Something of a number changed: Meta is asked for the details of all of the account's.
        case detailsChanged
        /// The portfolio may begin to write to so many people in a moving day; nil: without limit.
        case messagingLimit(Int?)
        /// Nothing can be sent from the account's numbers, until the moment if Meta names one.
        case stopped(until: Timestamp?)
        /// Meta took a stop back.
        case reinstated
    }

    /// Meta's id of the WhatsApp Business account.
    package var accountID: String
    /// In Meta's words, such as `account_update ACCOUNT_RESTRICTION`; for the log.
    package var news: String
    /// nil: it is noted and no more.
    package var effect: Effect?
    /// Whether a person has to see to it, though nothing follows from it by itself: the account left the
    /// app, or the app's owner.
    package var isGrave = false
    /// By Meta's clock; nil: Meta did not say.
    package var occurredAt: Timestamp?

    package init(
        accountID: String, news: String, effect: Effect?, occurredAt: Timestamp? = nil
    ) {
        self.accountID = accountID
        self.news = news
        self.effect = effect
        self.occurredAt = occurredAt
    }

    /// The longest that news may stop a number for: it is tried again then, whatever end Meta names.
    package static let stopLongest: Duration = .seconds(31 * 86_400)

    /// How long a number stands still before it is tried again, where Meta names no end.
    package static let stopWithoutEnd: Duration = .seconds(3_600)

    /// The stop of one of the account's numbers for a merchant, or for all who share it; nil: there is
    /// none, or it has ended already.
    package func stop(
        of number: PhoneNumberID, for merchant: MerchantID?, at now: Timestamp
    ) -> SenderStop? {
        guard case .stopped(let end) = effect else { return nil }
        let until = min(end ?? now + Self.stopWithoutEnd, now + Self.stopLongest)
        guard until > now else { return nil }
        return SenderStop(
            number: number, merchant: merchant, cause: .restricted, code: 0, since: now,
            until: until, source: .news)
    }

    /// What news of the kind is about, beside the account; news of one kind follow each other.
    package var field: String { String(news.prefix { $0 != " " }) }
}
