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
