/// When a notification stops being worth sending.
enum Expiry {
    /// How long news of a finished attempt to pay is worth sending.
    static let postPayment = Duration.seconds(24 * 60 * 60)
    /// How long a link without an expiry of its own is worth sending.
    static let prePayment = Duration.seconds(60 * 60)

    /// The moment for a state: before the payment the link's own expiry counts.
    static func moment(
        of state: PaymentState, attributes: SessionAttributes, occurredAt: Timestamp,
        receivedAt: Timestamp
    ) -> Timestamp {
        let start = min(occurredAt, receivedAt)
        guard state.phase == .prePayment else { return start + postPayment }
        return attributes.checkoutLinkExpiresAt ?? start + prePayment
    }
}

extension TemplateBinding {
    /// What `message_send_ttl_seconds` of the template should be at Meta: as long as its messages are
    /// worth sending, within what Meta allows the category.
    ///
    /// Source: the Cloud API's page on the time to live of templates: utility 30 s to 12 h,
    /// authentication 30 s to 15 min, marketing 12 h to 30 days.
    package var suggestedTTLSeconds: Int {
        let allowed: ClosedRange<Int> =
            switch content.category {
            case .utility: 30...43_200
            case .authentication: 30...900
            case .marketing: 43_200...2_592_000
            }
        let lifetime = key.scope.isPrePayment ? Expiry.prePayment : Expiry.postPayment
        return min(max(Int(lifetime / .seconds(1)), allowed.lowerBound), allowed.upperBound)
    }
}

extension BindingScope {
    fileprivate var isPrePayment: Bool {
        switch self {
        case .state(let state): state.phase == .prePayment
        case .phase(let phase): phase == .prePayment
        }
    }
}
