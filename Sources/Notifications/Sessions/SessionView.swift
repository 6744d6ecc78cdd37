/// All that decisions about a merchant's notifications look at, read at one moment.
package struct SessionView: Sendable {
    package var merchant: Merchant
    /// nil: none was asked for.
    package var session: Session?
    /// Oldest first.
    package var stateChanges: [StateChange]
    /// The session's notifications, oldest first.
    package var entries: [SessionTimeline.Entry]
    /// Bindings with all their components.
    package var conditions: QueueConditions
    /// What the recipient wants.
    package var consent: Consent
    /// The merchant's sender numbers, with what stops them.
    package var senders: [Sender]
    /// How the merchant's authenticators stand with Meta.
    package var authenticators: [AuthenticatorStatus]
    /// When it was read.
    package var now: Timestamp

    package init(
        merchant: Merchant, session: Session?, stateChanges: [StateChange],
        entries: [SessionTimeline.Entry], conditions: QueueConditions, consent: Consent,
        senders: [Sender], authenticators: [AuthenticatorStatus] = [], now: Timestamp
    ) {
        self.merchant = merchant
        self.session = session
        self.stateChanges = stateChanges
        self.entries = entries
        self.conditions = conditions
        self.consent = consent
        self.senders = senders
        self.authenticators = authenticators
        self.now = now
    }
}

/// Whose view is asked for.
package struct SessionViewQuery: Hashable, Sendable {
    package var merchant: MerchantID
    /// nil: of no session in particular.
    package var session: SessionID?
    /// Without a session: whom the messages would go to.
    package var recipient: PhoneNumber?

    package init(merchant: MerchantID, session: SessionID?, recipient: PhoneNumber? = nil) {
        self.merchant = merchant
        self.session = session
        self.recipient = recipient
    }
}
