import CMessages

/// Asks what would be sent, without sending it: for a session, or for all that a merchant has.
public struct PreviewNotificationsRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// The session whose states to preview; empty for the whole matrix.
    public var sessionID: String
    /// With an empty session: the customer's number; empty for a sample.
    public var phone: String
    /// With an empty session: what is known of the payment; samples stand in for empty fields.
    public var attributes: SessionAttributes

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", sessionID: String = "", phone: String = "",
        attributes: SessionAttributes = SessionAttributes()
    ) {
        self.merchantID = merchantID
        self.sessionID = sessionID
        self.phone = phone
        self.attributes = attributes
    }
}

extension PreviewNotificationsRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__preview_notifications_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("session_id", &sessionID)
        fields.string("phone", &phone)
        fields.message("attributes", &attributes)
    }
}

/// What would be sent.
public struct PreviewNotificationsResponse: WireMessage {
    /// One for each state of the session that notifies, or one for each cell of the matrix.
    public var previews: [NotificationPreview]
    /// Values of attributes that were mended for the preview; empty if none had to be.
    public var mended: [MendedValue]

    /// Makes a message; what is not given stays empty.
    public init(previews: [NotificationPreview] = [], mended: [MendedValue] = []) {
        self.previews = previews
        self.mended = mended
    }
}

extension PreviewNotificationsResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__preview_notifications_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("previews", &previews)
        fields.messages("mended", &mended)
    }
}

/// What would become of a state if it were told now.
public struct NotificationPreview: WireMessage {
    /// Where the payment would come from.
    public var plugin: Plugin
    /// The state.
    public var state: PaymentState
    /// The language of the session.
    public var language: String
    /// What would be decided.
    public var outcome: Outcome
    /// Why.
    public var reason: Reason
    /// The first rule that stops or holds it; empty if none does.
    public var rule: String
    /// The sentence that a caller would get.
    public var message: String
    /// Meta's name of the template with its language; empty if none would be sent.
    public var template: String
    /// Meta's id of the number that it would leave from; empty if none would be sent.
    public var phoneNumberID: String
    /// The text as the customer would read it; empty if none would be sent.
    public var renderedText: String

    /// Makes a message; what is not given stays empty.
    public init(
        plugin: Plugin = .unspecified, state: PaymentState = .unspecified, language: String = "",
        outcome: Outcome = .unspecified, reason: Reason = .unspecified, rule: String = "",
        message: String = "", template: String = "", phoneNumberID: String = "",
        renderedText: String = ""
    ) {
        self.plugin = plugin
        self.state = state
        self.language = language
        self.outcome = outcome
        self.reason = reason
        self.rule = rule
        self.message = message
        self.template = template
        self.phoneNumberID = phoneNumberID
        self.renderedText = renderedText
    }
}

extension NotificationPreview: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__notification_preview__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("plugin", &plugin)
        fields.enumeration("state", &state)
        fields.string("language", &language)
        fields.enumeration("outcome", &outcome)
        fields.enumeration("reason", &reason)
        fields.string("rule", &rule)
        fields.string("message", &message)
        fields.string("template", &template)
        fields.string("phone_number_id", &phoneNumberID)
        fields.string("rendered_text", &renderedText)
    }
}
