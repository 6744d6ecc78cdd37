import CMessages

/// Who writes to a session's customer; the two are never active together.
public enum Channel: Int32, WireEnum {
    /// Not given; refused.
    case unspecified = 0
    /// paynotify, when the payment changes its state.
    case automatic = 1
    /// A person, by SendNotification.
    case manual = 2
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Says who writes to a session's customer.
public struct SetChannelRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// The merchant's name of the payment session.
    public var sessionID: String
    /// MANUAL: unsent notifications are withdrawn, and state changes are recorded without making
    /// others.
    ///
    /// AUTOMATIC: the next state change is told of again. Required.
    public var channel: Channel
    /// Who asks for it, for the audit: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", sessionID: String = "", channel: Channel = .unspecified,
        actor: String = ""
    ) {
        self.merchantID = merchantID
        self.sessionID = sessionID
        self.channel = channel
        self.actor = actor
    }
}

extension SetChannelRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__set_channel_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("session_id", &sessionID)
        fields.enumeration("channel", &channel)
        fields.string("actor", &actor)
    }
}

/// The channel after the call.
public struct SetChannelResponse: WireMessage {
    /// As it was asked for.
    public var channel: Channel
    /// Unsent automatic notifications that end as cancelled, with the reason CHANNEL_CONFLICT.
    public var withdrawn: [WithdrawnNotification]

    /// Makes a message; what is not given stays empty.
    public init(channel: Channel = .unspecified, withdrawn: [WithdrawnNotification] = []) {
        self.channel = channel
        self.withdrawn = withdrawn
    }
}

extension SetChannelResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__set_channel_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("channel", &channel)
        fields.messages("withdrawn", &withdrawn)
    }
}

/// Sends the notification of a state by hand.
public struct SendNotificationRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// The merchant's name of the payment session; its channel is manual.
    public var sessionID: String
    /// The session's current state.
    public var state: PaymentState
    /// Who asks for it, for the audit: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", sessionID: String = "", state: PaymentState = .unspecified,
        actor: String = ""
    ) {
        self.merchantID = merchantID
        self.sessionID = sessionID
        self.state = state
        self.actor = actor
    }
}

extension SendNotificationRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__send_notification_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("session_id", &sessionID)
        fields.enumeration("state", &state)
        fields.string("actor", &actor)
    }
}

/// The notification after the call.
public struct SendNotificationResponse: WireMessage {
    /// Pending; held if its template is not approved.
    ///
    /// Quiet hours do not keep it.
    public var notification: Notification

    /// Makes a message; what is not given stays empty.
    public init(notification: Notification = Notification()) {
        self.notification = notification
    }
}

extension SendNotificationResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__send_notification_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("notification", &notification)
    }
}
