import CMessages

/// Switches notifications on.
///
/// A repeat replaces selection, phone, language and attributes for later changes; a state that is
/// taken away withdraws its unsent notification.
public struct EnableNotificationsRequest: WireMessage {
    /// The alternatives of ``selection``.
    public enum Selection: Hashable, Sendable {
        /// Whole phases.
        ///
        /// E-commerce has no pre-payment: refused alone, left out beside post-payment.
        case phases(PhaseSelection)
        /// Single states.
        case states(StateSelection)
    }

    /// The tenant; 1 to 64 characters of [A-Za-z0-9._:-].
    public var merchantID: String
    /// The merchant's name of the payment session; 1 to 128 characters of [A-Za-z0-9._:-].
    public var sessionID: String
    /// Where the payment came from; required.
    ///
    /// Cannot change: FAILED_PRECONDITION.
    public var plugin: Plugin
    /// The customer's number: E.164 such as "+96551234567", or local digits that the merchant's
    /// default country completes.
    ///
    /// Refused if its country has no number of that length or beginning.
    public var phone: String
    /// "en" or "ar"; one of the merchant's languages.
    public var language: String
    /// What to tell the customer; one of the two is required.
    ///
    /// Empty lists switch off.
    public var selection: Selection?
    /// What is known of the payment; replaces what was stored.
    public var attributes: SessionAttributes

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", sessionID: String = "", plugin: Plugin = .unspecified,
        phone: String = "", language: String = "", selection: Selection? = nil,
        attributes: SessionAttributes = SessionAttributes()
    ) {
        self.merchantID = merchantID
        self.sessionID = sessionID
        self.plugin = plugin
        self.phone = phone
        self.language = language
        self.selection = selection
        self.attributes = attributes
    }
}

extension EnableNotificationsRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__enable_notifications_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("session_id", &sessionID)
        fields.enumeration("plugin", &plugin)
        fields.string("phone", &phone)
        fields.string("language", &language)
        var phases: PhaseSelection?
        if case .phases(let chosen) = selection { phases = chosen }
        fields.message("phases", &phases)
        var states: StateSelection?
        if case .states(let chosen) = selection { states = chosen }
        fields.message("states", &states)
        selection = phases.map(Selection.phases) ?? states.map(Selection.states)
        fields.message("attributes", &attributes)
    }
}

/// What was stored, and what could be sent today.
public struct EnableNotificationsResponse: WireMessage {
    /// The states that are selected.
    public var states: [PaymentState]
    /// Phases that were left out because the plugin does not have them.
    public var ignoredPhases: [Phase]
    /// One for each selected state.
    public var readiness: [StateReadiness]
    /// Selected states that the session entered before this call and that have no notification.
    ///
    /// To notify of the current one, repeat NotifyStateChange with another event_id.
    public var missedStates: [PaymentState]
    /// Notifications that were withdrawn because their state is no longer selected.
    public var withdrawn: [WithdrawnNotification]
    /// The phone as it is stored, masked, such as "+965••••5678".
    public var phoneMasked: String
    /// Values that were mended before they were stored; empty if none had to be.
    public var mended: [MendedValue]

    /// Makes a message; what is not given stays empty.
    public init(
        states: [PaymentState] = [], ignoredPhases: [Phase] = [], readiness: [StateReadiness] = [],
        missedStates: [PaymentState] = [], withdrawn: [WithdrawnNotification] = [],
        phoneMasked: String = "", mended: [MendedValue] = []
    ) {
        self.states = states
        self.ignoredPhases = ignoredPhases
        self.readiness = readiness
        self.missedStates = missedStates
        self.withdrawn = withdrawn
        self.phoneMasked = phoneMasked
        self.mended = mended
    }
}

extension EnableNotificationsResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__enable_notifications_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumerations("states", &states)
        fields.enumerations("ignored_phases", &ignoredPhases)
        fields.messages("readiness", &readiness)
        fields.enumerations("missed_states", &missedStates)
        fields.messages("withdrawn", &withdrawn)
        fields.string("phone_masked", &phoneMasked)
        fields.messages("mended", &mended)
    }
}

/// Whether one selected state could be notified of today.
public struct StateReadiness: WireMessage {
    /// The state.
    public var state: PaymentState
    /// QUEUED: it could.
    ///
    /// Another reason: what stands in the way.
    public var reason: Reason
    /// A sentence for a person: what is missing and how to mend it; empty if nothing is.
    public var message: String

    /// Makes a message; what is not given stays empty.
    public init(
        state: PaymentState = .unspecified, reason: Reason = .unspecified, message: String = ""
    ) {
        self.state = state
        self.reason = reason
        self.message = message
    }
}

extension StateReadiness: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__state_readiness__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("state", &state)
        fields.enumeration("reason", &reason)
        fields.string("message", &message)
    }
}

/// A notification that will not be sent any more.
public struct WithdrawnNotification: WireMessage {
    /// Which one.
    public var notificationID: String
    /// The state it would have told of.
    public var state: PaymentState

    /// Makes a message; what is not given stays empty.
    public init(notificationID: String = "", state: PaymentState = .unspecified) {
        self.notificationID = notificationID
        self.state = state
    }
}

extension WithdrawnNotification: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__withdrawn_notification__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("notification_id", &notificationID)
        fields.enumeration("state", &state)
    }
}
