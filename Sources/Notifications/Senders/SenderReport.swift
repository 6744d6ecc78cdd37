/// A number that stopped, goes on, or stays stopped for longer; for the record.
package struct SenderReport: Hashable, Sendable {
    package var number: PhoneNumberID
    /// nil: all who share the number.
    package var merchant: MerchantID?
    /// nil: it goes on.
    package var stop: SenderStop?
    /// When the stop began that it is about.
    package var since: Timestamp

    /// The number stopped, or stays stopped for longer.
    package init(_ stop: SenderStop) {
        number = stop.number
        merchant = stop.merchant
        self.stop = stop
        since = stop.since
    }

    /// The number goes on after a stop that began at the moment.
    package init(
        goesOn number: PhoneNumberID, for merchant: MerchantID?, after since: Timestamp
    ) {
        self.number = number
        self.merchant = merchant
        self.since = since
    }

    /// Whether it takes the place of the stop that is known: delivery may not have heard yet of what
    /// was learned meanwhile otherwise than by an answer to a send.
    package func replaces(_ known: SenderStop) -> Bool {
        if known.source == .send { return true }
        guard let stop else { return known.since <= since }
        return known.since == stop.since || known.until <= stop.until
    }
}
