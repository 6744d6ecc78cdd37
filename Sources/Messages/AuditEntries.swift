import CMessages

/// Asks what people did.
public struct ListAuditEntriesRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// At most so many; 0 is 50; at most 500.
    public var pageSize: UInt32
    /// next_page_token of the page before; empty for the first.
    public var pageToken: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", pageSize: UInt32 = 0, pageToken: String = "") {
        self.merchantID = merchantID
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListAuditEntriesRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_audit_entries_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.uint32("page_size", &pageSize)
        fields.string("page_token", &pageToken)
    }
}

/// A page of what people did.
public struct ListAuditEntriesResponse: WireMessage {
    /// Newest first.
    public var entries: [AuditEntry]
    /// Ask with this for the next page; empty on the last.
    public var nextPageToken: String

    /// Makes a message; what is not given stays empty.
    public init(entries: [AuditEntry] = [], nextPageToken: String = "") {
        self.entries = entries
        self.nextPageToken = nextPageToken
    }
}

extension ListAuditEntriesResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_audit_entries_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("entries", &entries)
        fields.string("next_page_token", &nextPageToken)
    }
}

/// One thing that a person did, or Meta.
public struct AuditEntry: WireMessage {
    /// When, in milliseconds since the Unix epoch.
    public var atMilliseconds: Int64
    /// Who, by their own word; "unknown" if the call did not say; "meta" where Meta's word changed
    /// something without anybody here asking for it.
    public var actor: String
    /// What was done, such as CANCEL or PAUSE; by Meta TEMPLATE_CHANGED, which has the template's name
    /// and language as its subject and both statuses in its detail.
    public var action: String
    /// What it was done to, such as a notification's id.
    public var subject: String
    /// With what: a reason, or a filter.
    ///
    /// Never personal data.
    public var detail: String
    /// How many rows it changed or concerned.
    public var rows: UInt32

    /// Makes a message; what is not given stays empty.
    public init(
        atMilliseconds: Int64 = 0, actor: String = "", action: String = "", subject: String = "",
        detail: String = "", rows: UInt32 = 0
    ) {
        self.atMilliseconds = atMilliseconds
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
        self.rows = rows
    }
}

extension AuditEntry: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__audit_entry__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.int64("at_ms", &atMilliseconds)
        fields.string("actor", &actor)
        fields.string("action", &action)
        fields.string("subject", &subject)
        fields.string("detail", &detail)
        fields.uint32("rows", &rows)
    }
}
