import CMessages

/// Asks why a session's customer got what they got.
public struct ExplainSessionRequest: WireMessage {
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

extension ExplainSessionRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__explain_session_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("session_id", &sessionID)
    }
}

/// An explanation for each state that notifies.
public struct ExplainSessionResponse: WireMessage {
    /// The session as it stands.
    public var session: Session
    /// One for each of the six states, in their order.
    public var states: [StateExplanation]

    /// Makes a message; what is not given stays empty.
    public init(session: Session = Session(), states: [StateExplanation] = []) {
        self.session = session
        self.states = states
    }
}

extension ExplainSessionResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__explain_session_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("session", &session)
        fields.messages("states", &states)
    }
}

/// What became of one state.
public struct StateExplanation: WireMessage {
    /// The state.
    public var state: PaymentState
    /// Whether a NotifyStateChange told of it; if not, the rest says what would become of it now.
    public var told: Bool
    /// What was decided.
    public var outcome: Outcome
    /// Why.
    public var reason: Reason
    /// The first rule that stopped or holds it, such as `session_enabled`; empty if none does.
    public var rule: String
    /// What happened, and what would mend it.
    public var sentence: String
    /// The notification; empty if there is none.
    public var notificationID: String
    /// Where the notification stands; unspecified if there is none.
    public var status: NotificationStatus

    /// Makes a message; what is not given stays empty.
    public init(
        state: PaymentState = .unspecified, told: Bool = false, outcome: Outcome = .unspecified,
        reason: Reason = .unspecified, rule: String = "", sentence: String = "",
        notificationID: String = "", status: NotificationStatus = .unspecified
    ) {
        self.state = state
        self.told = told
        self.outcome = outcome
        self.reason = reason
        self.rule = rule
        self.sentence = sentence
        self.notificationID = notificationID
        self.status = status
    }
}

extension StateExplanation: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__state_explanation__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("state", &state)
        fields.bool("told", &told)
        fields.enumeration("outcome", &outcome)
        fields.enumeration("reason", &reason)
        fields.string("rule", &rule)
        fields.string("sentence", &sentence)
        fields.string("notification_id", &notificationID)
        fields.enumeration("status", &status)
    }
}
