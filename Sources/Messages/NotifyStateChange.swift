import CMessages

/// Tells that a session entered a state.
public struct NotifyStateChangeRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// The merchant's name of the payment session; 1 to 128 characters of [A-Za-z0-9._:-].
    public var sessionID: String
    /// The state that was entered; required.
    public var state: PaymentState
    /// The caller's idempotency key, within the session: 1 to 128 printable ASCII characters.
    ///
    /// The same key with the same fields returns the first answer, for at least 30 days; with
    /// others it is refused: ALREADY_EXISTS, reason IDEMPOTENCY_KEY_REUSED. So a retry sends the same
    /// occurred_at_ms as the first call, or neither sends one.
    public var eventID: String
    /// When it happened, in milliseconds since the Unix epoch; 0 for the time of arrival.
    ///
    /// Before 2015, or more than five minutes ahead of the server's clock, is refused.
    public var occurredAtMilliseconds: Int64
    /// What changed; empty fields leave the stored values alone.
    public var changedAttributes: SessionAttributes

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", sessionID: String = "", state: PaymentState = .unspecified,
        eventID: String = "", occurredAtMilliseconds: Int64 = 0,
        changedAttributes: SessionAttributes = SessionAttributes()
    ) {
        self.merchantID = merchantID
        self.sessionID = sessionID
        self.state = state
        self.eventID = eventID
        self.occurredAtMilliseconds = occurredAtMilliseconds
        self.changedAttributes = changedAttributes
    }
}

extension NotifyStateChangeRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__notify_state_change_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("session_id", &sessionID)
        fields.enumeration("state", &state)
        fields.string("event_id", &eventID)
        fields.int64("occurred_at_ms", &occurredAtMilliseconds)
        fields.message("changed_attributes", &changedAttributes)
    }
}

/// The stored decision.
public struct NotifyStateChangeResponse: WireMessage {
    /// What became of the call.
    public var outcome: Outcome
    /// Why.
    public var reason: Reason
    /// A sentence for a person: the reason, and how to mend it where that can be done.
    public var message: String
    /// The notification of this state; empty if there is none.
    public var notificationID: String
    /// Unsent notifications of earlier states that this change made pointless.
    public var withdrawn: [WithdrawnNotification]
    /// The session's state after the call; unspecified if it has none.
    public var currentState: PaymentState
    /// Values of changed_attributes that were mended before they were stored; empty if none had to be.
    public var mended: [MendedValue]

    /// Makes a message; what is not given stays empty.
    public init(
        outcome: Outcome = .unspecified, reason: Reason = .unspecified, message: String = "",
        notificationID: String = "", withdrawn: [WithdrawnNotification] = [],
        currentState: PaymentState = .unspecified, mended: [MendedValue] = []
    ) {
        self.outcome = outcome
        self.reason = reason
        self.message = message
        self.notificationID = notificationID
        self.withdrawn = withdrawn
        self.currentState = currentState
        self.mended = mended
    }
}

extension NotifyStateChangeResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__notify_state_change_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("outcome", &outcome)
        fields.enumeration("reason", &reason)
        fields.string("message", &message)
        fields.string("notification_id", &notificationID)
        fields.messages("withdrawn", &withdrawn)
        fields.enumeration("current_state", &currentState)
        fields.messages("mended", &mended)
    }
}
