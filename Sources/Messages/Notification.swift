import CMessages

/// An intent to tell the customer of one state.
public struct Notification: WireMessage {
    /// Made by the server.
    public var notificationID: String
    /// The session.
    public var sessionID: String
    /// The state that it tells of.
    public var state: PaymentState
    /// Where it stands.
    public var status: NotificationStatus
    /// Why it is held or waits, or how it ended, such as QUIET_HOURS, SUPERSEDED or PROVIDER_REJECTED;
    /// empty otherwise.
    public var statusReason: String
    /// Meta's error code, if one was the cause; else 0.
    public var metaCode: Int32
    /// The customer's number, masked.
    public var phoneMasked: String
    /// The language of the message; differs from the session's where the merchant's fallback was
    /// used.
    public var language: String
    /// When it was made, in milliseconds since the Unix epoch.
    public var createdAtMilliseconds: Int64
    /// When it last changed, in milliseconds since the Unix epoch.
    public var updatedAtMilliseconds: Int64
    /// When it stops being worth sending, in milliseconds since the Unix epoch.
    public var expiresAtMilliseconds: Int64
    /// Each try to hand it to Meta, oldest first; GetSession only.
    public var attempts: [Attempt]
    /// Whether it was sent again although the message before may have arrived.
    public var possibleDuplicate: Bool
    /// Whether receipts prove that both arrived.
    public var duplicateConfirmed: Bool
    /// Who sends it: automatic, or manual for one that a person sent.
    public var origin: Channel

    /// Makes a message; what is not given stays empty.
    public init(
        notificationID: String = "", sessionID: String = "", state: PaymentState = .unspecified,
        status: NotificationStatus = .unspecified, statusReason: String = "", metaCode: Int32 = 0,
        phoneMasked: String = "", language: String = "", createdAtMilliseconds: Int64 = 0,
        updatedAtMilliseconds: Int64 = 0, expiresAtMilliseconds: Int64 = 0,
        attempts: [Attempt] = [], possibleDuplicate: Bool = false,
        duplicateConfirmed: Bool = false, origin: Channel = .unspecified
    ) {
        self.notificationID = notificationID
        self.sessionID = sessionID
        self.state = state
        self.status = status
        self.statusReason = statusReason
        self.metaCode = metaCode
        self.phoneMasked = phoneMasked
        self.language = language
        self.createdAtMilliseconds = createdAtMilliseconds
        self.updatedAtMilliseconds = updatedAtMilliseconds
        self.expiresAtMilliseconds = expiresAtMilliseconds
        self.attempts = attempts
        self.possibleDuplicate = possibleDuplicate
        self.duplicateConfirmed = duplicateConfirmed
        self.origin = origin
    }
}

extension Notification: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__notification__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("notification_id", &notificationID)
        fields.string("session_id", &sessionID)
        fields.enumeration("state", &state)
        fields.enumeration("status", &status)
        fields.string("status_reason", &statusReason)
        fields.int32("meta_code", &metaCode)
        fields.string("phone_masked", &phoneMasked)
        fields.string("language", &language)
        fields.int64("created_at_ms", &createdAtMilliseconds)
        fields.int64("updated_at_ms", &updatedAtMilliseconds)
        fields.int64("expires_at_ms", &expiresAtMilliseconds)
        fields.messages("attempts", &attempts)
        fields.bool("possible_duplicate", &possibleDuplicate)
        fields.bool("duplicate_confirmed", &duplicateConfirmed)
        fields.enumeration("origin", &origin)
    }
}

/// One try to hand a notification to Meta.
public struct Attempt: WireMessage {
    /// 1 for the first.
    public var number: UInt32
    /// When it was armed, in milliseconds since the Unix epoch.
    public var armedAtMilliseconds: Int64
    /// When its result was stored, in milliseconds since the Unix epoch; 0 if there is none.
    public var endedAtMilliseconds: Int64
    /// armed, accepted, refused, not_sent, uncertain, or ruled_out by a person.
    public var result: String
    /// Meta's error code; 0 if there is none.
    public var metaCode: Int32
    /// What Meta or the network said; never holds personal data.
    public var detail: String
    /// Meta's message id, shortened: the whole one contains the customer's number.
    public var messageIDMasked: String
    /// Meta's name of the template, and its language.
    public var template: String
    /// The text as the customer reads it.
    public var renderedText: String
    /// What Meta's webhooks said, in order of rank.
    public var receipts: [Receipt]
    /// The name of the attempt that Meta echoes as `biz_opaque_callback_data`.
    public var token: String

    /// Makes a message; what is not given stays empty.
    public init(
        number: UInt32 = 0, armedAtMilliseconds: Int64 = 0, endedAtMilliseconds: Int64 = 0,
        result: String = "", metaCode: Int32 = 0, detail: String = "", messageIDMasked: String = "",
        template: String = "", renderedText: String = "", receipts: [Receipt] = [],
        token: String = ""
    ) {
        self.number = number
        self.armedAtMilliseconds = armedAtMilliseconds
        self.endedAtMilliseconds = endedAtMilliseconds
        self.result = result
        self.metaCode = metaCode
        self.detail = detail
        self.messageIDMasked = messageIDMasked
        self.template = template
        self.renderedText = renderedText
        self.receipts = receipts
        self.token = token
    }
}

extension Attempt: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__attempt__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.uint32("number", &number)
        fields.int64("armed_at_ms", &armedAtMilliseconds)
        fields.int64("ended_at_ms", &endedAtMilliseconds)
        fields.string("result", &result)
        fields.int32("meta_code", &metaCode)
        fields.string("detail", &detail)
        fields.string("message_id_masked", &messageIDMasked)
        fields.string("template", &template)
        fields.string("rendered_text", &renderedText)
        fields.messages("receipts", &receipts)
        fields.string("token", &token)
    }
}

/// What Meta's webhook said of an attempt.
public struct Receipt: WireMessage {
    /// sent, delivered, read or failed.
    public var status: String
    /// By Meta's clock, in milliseconds since the Unix epoch.
    public var occurredAtMilliseconds: Int64
    /// When it was stored, in milliseconds since the Unix epoch.
    public var receivedAtMilliseconds: Int64
    /// Meta's error code for failed; else 0.
    public var metaCode: Int32

    /// Makes a message; what is not given stays empty.
    public init(
        status: String = "", occurredAtMilliseconds: Int64 = 0, receivedAtMilliseconds: Int64 = 0,
        metaCode: Int32 = 0
    ) {
        self.status = status
        self.occurredAtMilliseconds = occurredAtMilliseconds
        self.receivedAtMilliseconds = receivedAtMilliseconds
        self.metaCode = metaCode
    }
}

extension Receipt: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__receipt__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("status", &status)
        fields.int64("occurred_at_ms", &occurredAtMilliseconds)
        fields.int64("received_at_ms", &receivedAtMilliseconds)
        fields.int32("meta_code", &metaCode)
    }
}
