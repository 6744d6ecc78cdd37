import CMessages

/// Asks for a session's timeline.
public struct GetSessionRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// The merchant's name of the payment session.
    public var sessionID: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", sessionID: String = "") {
        self.merchantID = merchantID
        self.sessionID = sessionID
    }
}

extension GetSessionRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__get_session_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("session_id", &sessionID)
    }
}

/// All that happened to a session.
public struct GetSessionResponse: WireMessage {
    /// The session as it stands.
    public var session: Session
    /// Every accepted NotifyStateChange, oldest first; at most the newest 1,000.
    public var stateChanges: [StateChange]
    /// Every notification, oldest first.
    public var notifications: [Notification]

    /// Makes a message; what is not given stays empty.
    public init(
        session: Session = Session(), stateChanges: [StateChange] = [],
        notifications: [Notification] = []
    ) {
        self.session = session
        self.stateChanges = stateChanges
        self.notifications = notifications
    }
}

extension GetSessionResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__get_session_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("session", &session)
        fields.messages("state_changes", &stateChanges)
        fields.messages("notifications", &notifications)
    }
}

/// A payment session as it stands.
public struct Session: WireMessage {
    /// The merchant's name of it.
    public var sessionID: String
    /// Whether EnableNotifications was called.
    public var enabled: Bool
    /// Where the payment came from; unspecified before EnableNotifications.
    public var plugin: Plugin
    /// The customer's number, masked.
    public var phoneMasked: String
    /// The customer's language.
    public var language: String
    /// The states that notify.
    public var selectedStates: [PaymentState]
    /// The current state; unspecified if none was told.
    public var currentState: PaymentState
    /// What is known of the payment.
    public var attributes: SessionAttributes
    /// When paynotify first heard of it, in milliseconds since the Unix epoch.
    public var createdAtMilliseconds: Int64
    /// When it last changed, in milliseconds since the Unix epoch.
    public var updatedAtMilliseconds: Int64
    /// Who writes to the customer.
    public var channel: Channel

    /// Makes a message; what is not given stays empty.
    public init(
        sessionID: String = "", enabled: Bool = false, plugin: Plugin = .unspecified,
        phoneMasked: String = "", language: String = "", selectedStates: [PaymentState] = [],
        currentState: PaymentState = .unspecified,
        attributes: SessionAttributes = SessionAttributes(), createdAtMilliseconds: Int64 = 0,
        updatedAtMilliseconds: Int64 = 0, channel: Channel = .unspecified
    ) {
        self.sessionID = sessionID
        self.enabled = enabled
        self.plugin = plugin
        self.phoneMasked = phoneMasked
        self.language = language
        self.selectedStates = selectedStates
        self.currentState = currentState
        self.attributes = attributes
        self.createdAtMilliseconds = createdAtMilliseconds
        self.updatedAtMilliseconds = updatedAtMilliseconds
        self.channel = channel
    }
}

extension Session: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__session__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("session_id", &sessionID)
        fields.bool("enabled", &enabled)
        fields.enumeration("plugin", &plugin)
        fields.string("phone_masked", &phoneMasked)
        fields.string("language", &language)
        fields.enumerations("selected_states", &selectedStates)
        fields.enumeration("current_state", &currentState)
        fields.message("attributes", &attributes)
        fields.int64("created_at_ms", &createdAtMilliseconds)
        fields.int64("updated_at_ms", &updatedAtMilliseconds)
        fields.enumeration("channel", &channel)
    }
}

/// One accepted NotifyStateChange and its decision.
public struct StateChange: WireMessage {
    /// The state that was told.
    public var state: PaymentState
    /// The caller's key.
    public var eventID: String
    /// When it happened, by the caller's word, in milliseconds since the Unix epoch.
    public var occurredAtMilliseconds: Int64
    /// When it arrived, in milliseconds since the Unix epoch.
    public var receivedAtMilliseconds: Int64
    /// What was decided.
    public var outcome: Outcome
    /// Why.
    public var reason: Reason
    /// The sentence that the caller got.
    public var message: String
    /// The notification of this state; empty if there is none.
    public var notificationID: String
    /// The names of the rules that were passed, in order.
    public var rulesPassed: [String]

    /// Makes a message; what is not given stays empty.
    public init(
        state: PaymentState = .unspecified, eventID: String = "", occurredAtMilliseconds: Int64 = 0,
        receivedAtMilliseconds: Int64 = 0, outcome: Outcome = .unspecified,
        reason: Reason = .unspecified, message: String = "", notificationID: String = "",
        rulesPassed: [String] = []
    ) {
        self.state = state
        self.eventID = eventID
        self.occurredAtMilliseconds = occurredAtMilliseconds
        self.receivedAtMilliseconds = receivedAtMilliseconds
        self.outcome = outcome
        self.reason = reason
        self.message = message
        self.notificationID = notificationID
        self.rulesPassed = rulesPassed
    }
}

extension StateChange: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__state_change__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("state", &state)
        fields.string("event_id", &eventID)
        fields.int64("occurred_at_ms", &occurredAtMilliseconds)
        fields.int64("received_at_ms", &receivedAtMilliseconds)
        fields.enumeration("outcome", &outcome)
        fields.enumeration("reason", &reason)
        fields.string("message", &message)
        fields.string("notification_id", &notificationID)
        fields.strings("rules_passed", &rulesPassed)
    }
}
