/// A recipient's word on what may be sent to them, as Meta's webhook brought it.
///
/// It does not say which merchant is meant: it concerns every one of the app that sends from the number.
package struct ConsentReport: Hashable, Sendable {
    /// The number that was written to.
    package var phoneNumberID: PhoneNumberID
    package var customer: InboundCustomer
    package var category: OptOutCategory
    package var isOptedOut: Bool
    package var source: OptOutSource
    /// By Meta's clock.
    package var occurredAt: Timestamp

    package init(
        phoneNumberID: PhoneNumberID, customer: InboundCustomer, category: OptOutCategory,
        isOptedOut: Bool, source: OptOutSource, occurredAt: Timestamp
    ) {
        self.phoneNumberID = phoneNumberID
        self.customer = customer
        self.category = category
        self.isOptedOut = isOptedOut
        self.source = source
        self.occurredAt = occurredAt
    }

    /// The word as it is stored; never later than its arrival.
    package func word(at now: Timestamp) -> OptOut {
        OptOut(
            category: category, isOptedOut: isOptedOut, source: source,
            changedAt: min(occurredAt, now))
    }
}

extension OptOut {
    /// What Meta's code says of the recipient; nil: nothing.
    package init?(code: Int, at moment: Timestamp) {
        guard code == ErrorCode.marketingStopped else { return nil }
        self.init(category: .marketing, isOptedOut: true, source: .meta, changedAt: moment)
    }
}
