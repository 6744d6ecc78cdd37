import CMessages

/// What a person found out about a message whose outcome nobody knew.
public enum Resolution: Int32, WireEnum {
    /// Not given; refused.
    case unspecified = 0
    /// Meta has the message.
    case sent = 1
    /// Meta does not have the message.
    case notSent = 2
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Settles a notification that is uncertain or unresolved, by a person's word.
public struct ResolveNotificationRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Which one.
    public var notificationID: String
    /// What became of its message; required.
    public var resolution: Resolution
    /// Who says so; 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", notificationID: String = "",
        resolution: Resolution = .unspecified, actor: String = ""
    ) {
        self.merchantID = merchantID
        self.notificationID = notificationID
        self.resolution = resolution
        self.actor = actor
    }
}

extension ResolveNotificationRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__resolve_notification_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("notification_id", &notificationID)
        fields.enumeration("resolution", &resolution)
        fields.string("actor", &actor)
    }
}

/// The notification after the call.
public struct ResolveNotificationResponse: WireMessage {
    /// Now accepted; or pending, to be sent once more; or dead with the reason NOT_SENT.
    public var notification: Notification

    /// Makes a message; what is not given stays empty.
    public init(notification: Notification = Notification()) {
        self.notification = notification
    }
}

extension ResolveNotificationResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__resolve_notification_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("notification", &notification)
    }
}
