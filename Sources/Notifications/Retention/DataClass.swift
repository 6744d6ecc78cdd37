/// What a column or a field holds, which says for how long it is kept.
package enum DataClass: String, CaseIterable, Hashable, Sendable {
    /// Gives power over an account or a callback; kept while it is registered.
    case secret
    /// What was written to a customer.
    case text
    /// Says who a customer is, or what they bought.
    case personal
    /// What a customer does not want: kept so that it is heeded, until the customer is erased.
    case wish
    /// To whom a portfolio wrote: kept for the day that Meta counts.
    case daily
    /// What happened to a payment and its messages, without who the customer is.
    case record
    /// Settings, what people did, and counts: kept for ever.
    case lasting

    /// The days that it is kept for; nil: for as long as what it belongs to.
    package func days(under policy: RetentionPolicy) -> Int? {
        switch self {
        case .text: policy.textDays
        case .personal: policy.personalDays
        case .record: policy.sessionsDays
        case .daily: 1
        case .secret, .wish, .lasting: nil
        }
    }
}
