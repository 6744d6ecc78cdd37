import CMessages

/// Which messages are not wanted.
public enum OptOutCategory: Int32, WireEnum {
    /// Not given; refused.
    case unspecified = 0
    /// Every message of the merchant's.
    case all = 1
    /// Messages from templates of the category marketing.
    case marketing = 2
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Who told of a recipient's wish.
public enum OptOutSource: Int32, WireEnum {
    /// Not given: the caller.
    case unspecified = 0
    /// A service of the merchant's.
    case caller = 1
    /// A person who looks after the merchant.
    case person = 2
    /// The recipient, in an answer to a message.
    case reply = 3
    /// Meta: the recipient chose so in WhatsApp, or Meta refused a message for it.
    case meta = 4
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Records a recipient's wish.
///
/// Opting in to all messages leaves an opt-out of marketing as it is.
public struct SetOptOutRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// The recipient's number: E.164 such as "+96551234567", or local digits that the merchant's
    /// default country completes.
    public var phone: String
    /// Whether the messages are not wanted; false: they are wanted again.
    public var optedOut: Bool
    /// Which messages; required.
    public var category: OptOutCategory
    /// Who asks, for the audit: 1 to 128 printable characters.
    public var actor: String
    /// CALLER or PERSON; unspecified is CALLER.
    public var source: OptOutSource

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", phone: String = "", optedOut: Bool = false,
        category: OptOutCategory = .unspecified, actor: String = "",
        source: OptOutSource = .unspecified
    ) {
        self.merchantID = merchantID
        self.phone = phone
        self.optedOut = optedOut
        self.category = category
        self.actor = actor
        self.source = source
    }
}

extension SetOptOutRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__set_opt_out_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("phone", &phone)
        fields.bool("opted_out", &optedOut)
        fields.enumeration("category", &category)
        fields.string("actor", &actor)
        fields.enumeration("source", &source)
    }
}

/// The recipient after the call.
public struct SetOptOutResponse: WireMessage {
    /// With all that was said for it.
    public var recipient: Recipient

    /// Makes a message; what is not given stays empty.
    public init(recipient: Recipient = Recipient()) {
        self.recipient = recipient
    }
}

extension SetOptOutResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__set_opt_out_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("recipient", &recipient)
    }
}

/// Asks for a recipient.
public struct GetRecipientRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// The recipient's number, as in SetOptOutRequest.
    public var phone: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "", phone: String = "") {
        self.merchantID = merchantID
        self.phone = phone
    }
}

extension GetRecipientRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__get_recipient_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("phone", &phone)
    }
}

/// The recipient as it is stored.
public struct GetRecipientResponse: WireMessage {
    /// With all that was said for it.
    public var recipient: Recipient

    /// Makes a message; what is not given stays empty.
    public init(recipient: Recipient = Recipient()) {
        self.recipient = recipient
    }
}

extension GetRecipientResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__get_recipient_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("recipient", &recipient)
    }
}

/// Someone whom a merchant writes to.
public struct Recipient: WireMessage {
    /// The number, masked, such as "+965••••5678".
    public var phoneMasked: String
    /// The last word on each category; none where nothing was said.
    public var optOuts: [OptOut]

    /// Makes a message; what is not given stays empty.
    public init(phoneMasked: String = "", optOuts: [OptOut] = []) {
        self.phoneMasked = phoneMasked
        self.optOuts = optOuts
    }
}

extension Recipient: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__recipient__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("phone_masked", &phoneMasked)
        fields.messages("opt_outs", &optOuts)
    }
}

/// The last word on one category of messages.
public struct OptOut: WireMessage {
    /// Which messages.
    public var category: OptOutCategory
    /// Whether they are not wanted; false: they are wanted again.
    public var optedOut: Bool
    /// Who said so.
    public var source: OptOutSource
    /// When, in milliseconds since the Unix epoch.
    public var changedAtMilliseconds: Int64

    /// Makes a message; what is not given stays empty.
    public init(
        category: OptOutCategory = .unspecified, optedOut: Bool = false,
        source: OptOutSource = .unspecified, changedAtMilliseconds: Int64 = 0
    ) {
        self.category = category
        self.optedOut = optedOut
        self.source = source
        self.changedAtMilliseconds = changedAtMilliseconds
    }
}

extension OptOut: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__opt_out__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("category", &category)
        fields.bool("opted_out", &optedOut)
        fields.enumeration("source", &source)
        fields.int64("changed_at_ms", &changedAtMilliseconds)
    }
}

/// Asks for the opt-outs that stand, those of numbers first heard of last before others.
public struct ListOptOutsRequest: WireMessage {
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

extension ListOptOutsRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_opt_outs_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.uint32("page_size", &pageSize)
        fields.string("page_token", &pageToken)
    }
}

/// A page of opt-outs.
public struct ListOptOutsResponse: WireMessage {
    /// Each with one opt-out.
    public var recipients: [Recipient]
    /// Ask with this for the next page; empty on the last.
    public var nextPageToken: String

    /// Makes a message; what is not given stays empty.
    public init(recipients: [Recipient] = [], nextPageToken: String = "") {
        self.recipients = recipients
        self.nextPageToken = nextPageToken
    }
}

extension ListOptOutsResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_opt_outs_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("recipients", &recipients)
        fields.string("next_page_token", &nextPageToken)
    }
}
