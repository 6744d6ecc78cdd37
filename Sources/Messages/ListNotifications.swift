import CMessages

/// Asks for notifications.
///
/// Without updated_after: newest first, by pages. With it: those that changed since, in the order
/// of their changes, so that a caller can follow outcomes.
public struct ListNotificationsRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// Only of this session; empty for all.
    public var sessionID: String
    /// Only with this status; unspecified for all.
    public var status: NotificationStatus
    /// At most so many; 0 is 50; at most 500.
    public var pageSize: UInt32
    /// next_page_token of the page before; empty for the first.
    public var pageToken: String
    /// next_updated_after of the answer before, or "0" to begin.
    ///
    /// Not together with page_token.
    public var updatedAfter: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", sessionID: String = "", status: NotificationStatus = .unspecified,
        pageSize: UInt32 = 0, pageToken: String = "", updatedAfter: String = ""
    ) {
        self.merchantID = merchantID
        self.sessionID = sessionID
        self.status = status
        self.pageSize = pageSize
        self.pageToken = pageToken
        self.updatedAfter = updatedAfter
    }
}

extension ListNotificationsRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_notifications_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("session_id", &sessionID)
        fields.enumeration("status", &status)
        fields.uint32("page_size", &pageSize)
        fields.string("page_token", &pageToken)
        fields.string("updated_after", &updatedAfter)
    }
}

/// A page of notifications.
public struct ListNotificationsResponse: WireMessage {
    /// The page; attempts are not filled.
    public var notifications: [Notification]
    /// Ask with this for the next page; empty on the last.
    ///
    /// Not set with updated_after.
    public var nextPageToken: String
    /// Ask with this for later changes.
    ///
    /// Set with updated_after only, also when nothing changed.
    public var nextUpdatedAfter: String

    /// Makes a message; what is not given stays empty.
    public init(
        notifications: [Notification] = [], nextPageToken: String = "",
        nextUpdatedAfter: String = ""
    ) {
        self.notifications = notifications
        self.nextPageToken = nextPageToken
        self.nextUpdatedAfter = nextUpdatedAfter
    }
}

extension ListNotificationsResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_notifications_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("notifications", &notifications)
        fields.string("next_page_token", &nextPageToken)
        fields.string("next_updated_after", &nextUpdatedAfter)
    }
}
