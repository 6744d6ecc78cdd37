import CMessages

/// Sends a notification once more.
///
/// It keeps its place as the one of its state, gets a fresh expiry, and waits behind what is sent
/// for the first time.
public struct ResendNotificationRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Which one.
    public var notificationID: String
    /// The caller's idempotency key, within the notification: 1 to 128 printable ASCII characters.
    ///
    /// The same key answers again and sends nothing.
    public var resendKey: String
    /// Whether to send it although a later state of the session made it pointless.
    public var allowSuperseded: Bool
    /// Who asks for it: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", notificationID: String = "", resendKey: String = "",
        allowSuperseded: Bool = false, actor: String = ""
    ) {
        self.merchantID = merchantID
        self.notificationID = notificationID
        self.resendKey = resendKey
        self.allowSuperseded = allowSuperseded
        self.actor = actor
    }
}

extension ResendNotificationRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__resend_notification_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("notification_id", &notificationID)
        fields.string("resend_key", &resendKey)
        fields.bool("allow_superseded", &allowSuperseded)
        fields.string("actor", &actor)
    }
}

/// The notification after the call.
public struct ResendNotificationResponse: WireMessage {
    /// Now pending; with a key that was used already, as it stands.
    public var notification: Notification

    /// Makes a message; what is not given stays empty.
    public init(notification: Notification = Notification()) {
        self.notification = notification
    }
}

extension ResendNotificationResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__resend_notification_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("notification", &notification)
    }
}
