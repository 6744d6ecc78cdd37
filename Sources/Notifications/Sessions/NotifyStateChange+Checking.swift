extension NotifyStateChange {
    /// Checks the fields of a request; the state is nil where none was given, and the time 0.
    ///
    /// Throws `invalid` with every violation; what is harmless is mended. The time is compared with the clock when the command
    /// is decided.
    package static func checked(
        merchant: String, session: String, state: PaymentState?, event: String,
        occurredAtMilliseconds: Int64, changedAttributes: UncheckedAttributes,
        digest: RequestDigest
    ) throws(Refusal) -> NotifyStateChange {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let session = check.sessionID(session)
        let state = check.require(state, "state")
        let event = check.eventID(event)
        let occurredAt = check.moment(occurredAtMilliseconds, "occurred_at_ms")
        let changed = check.attributes(changedAttributes, "changed_attributes")
        guard check.isClean, let state else { throw check.refusal }
        return NotifyStateChange(
            merchant: merchant, session: session, state: state, event: event,
            occurredAt: occurredAt, changedAttributes: changed, digest: digest,
            mended: check.mended)
    }
}
