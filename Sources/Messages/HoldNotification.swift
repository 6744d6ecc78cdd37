import CMessages

/// Lets a notification go that is held for a person's decision.
public struct ReleaseNotificationRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Which one.
    public var notificationID: String
    /// Who asks for it, for the audit: at most 128 printable characters; empty is "unknown".
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", notificationID: String = "", actor: String = "") {
        self.merchantID = merchantID
        self.notificationID = notificationID
        self.actor = actor
    }
}

extension ReleaseNotificationRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__release_notification_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("notification_id", &notificationID)
        fields.string("actor", &actor)
    }
}

/// The notification after the call.
public struct ReleaseNotificationResponse: WireMessage {
    /// Now pending; held again before it leaves if its template is not approved.
    public var notification: Notification

    /// Makes a message; what is not given stays empty.
    public init(notification: Notification = Notification()) {
        self.notification = notification
    }
}

extension ReleaseNotificationResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__release_notification_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("notification", &notification)
    }
}

/// Withdraws a notification that has not been sent.
public struct CancelNotificationRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Which one.
    public var notificationID: String
    /// Who asks for it, for the audit: at most 128 printable characters; empty is "unknown".
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", notificationID: String = "", actor: String = "") {
        self.merchantID = merchantID
        self.notificationID = notificationID
        self.actor = actor
    }
}

extension CancelNotificationRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__cancel_notification_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("notification_id", &notificationID)
        fields.string("actor", &actor)
    }
}

/// The notification after the call.
public struct CancelNotificationResponse: WireMessage {
    /// Now cancelled.
    public var notification: Notification

    /// Makes a message; what is not given stays empty.
    public init(notification: Notification = Notification()) {
        self.notification = notification
    }
}

extension CancelNotificationResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__cancel_notification_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("notification", &notification)
    }
}
