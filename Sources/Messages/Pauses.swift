import CMessages

/// What a pause stops.
public enum PauseScope: Int32, WireEnum {
    /// Not given; refused.
    case unspecified = 0
    /// All that the merchant sends.
    case merchant = 1
    /// All that leaves from a sender number, of every merchant that shares it.
    case number = 2
    /// All of the merchant's that a template speaks for.
    case template = 3
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// Something that a person stopped.
public struct Pause: WireMessage {
    /// What it stops.
    public var scope: PauseScope
    /// Meta's id of the number; empty for other scopes.
    public var phoneNumberID: String
    /// Meta's name of the template; empty for other scopes.
    public var templateName: String
    /// Meta's language code of the template; empty for other scopes.
    public var templateLanguage: String
    /// Why.
    public var reason: String
    /// Who asked for it.
    public var actor: String
    /// The merchant that it was asked for; another one than the caller's if they share the number.
    public var merchantID: String
    /// Since when, in milliseconds since the Unix epoch.
    public var sinceMilliseconds: Int64

    /// Makes a message; what is not given stays empty.
    public init(
        scope: PauseScope = .unspecified, phoneNumberID: String = "", templateName: String = "",
        templateLanguage: String = "", reason: String = "", actor: String = "",
        merchantID: String = "", sinceMilliseconds: Int64 = 0
    ) {
        self.scope = scope
        self.phoneNumberID = phoneNumberID
        self.templateName = templateName
        self.templateLanguage = templateLanguage
        self.reason = reason
        self.actor = actor
        self.merchantID = merchantID
        self.sinceMilliseconds = sinceMilliseconds
    }
}

extension Pause: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__pause__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("scope", &scope)
        fields.string("phone_number_id", &phoneNumberID)
        fields.string("template_name", &templateName)
        fields.string("template_language", &templateLanguage)
        fields.string("reason", &reason)
        fields.string("actor", &actor)
        fields.string("merchant_id", &merchantID)
        fields.int64("since_ms", &sinceMilliseconds)
    }
}

/// Stops what is sent.
///
/// Notifications are still made, wait without spending attempts, and expire in their time.
public struct PauseRequest: WireMessage {
    /// The tenant; 1 to 64 characters of [A-Za-z0-9._:-].
    public var merchantID: String
    /// What to stop; required.
    public var scope: PauseScope
    /// With NUMBER, Meta's id of one of the merchant's sender numbers; else empty.
    public var phoneNumberID: String
    /// With TEMPLATE, Meta's name of a template that is bound; else empty.
    public var templateName: String
    /// With TEMPLATE, Meta's language code of it, such as "en_US"; else empty.
    public var templateLanguage: String
    /// Why, for those who ask later: 1 to 256 characters on a line.
    public var reason: String
    /// Who asks for it: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", scope: PauseScope = .unspecified, phoneNumberID: String = "",
        templateName: String = "", templateLanguage: String = "", reason: String = "",
        actor: String = ""
    ) {
        self.merchantID = merchantID
        self.scope = scope
        self.phoneNumberID = phoneNumberID
        self.templateName = templateName
        self.templateLanguage = templateLanguage
        self.reason = reason
        self.actor = actor
    }
}

extension PauseRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__pause_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.enumeration("scope", &scope)
        fields.string("phone_number_id", &phoneNumberID)
        fields.string("template_name", &templateName)
        fields.string("template_language", &templateLanguage)
        fields.string("reason", &reason)
        fields.string("actor", &actor)
    }
}

/// What stands after the call.
public struct PauseResponse: WireMessage {
    /// The pause; the earlier one if it was paused already.
    public var pause: Pause

    /// Makes a message; what is not given stays empty.
    public init(pause: Pause = Pause()) {
        self.pause = pause
    }
}

extension PauseResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__pause_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("pause", &pause)
    }
}

/// Lets go what was paused; the fields are those of the pause.
public struct ResumeRequest: WireMessage {
    /// The tenant.
    public var merchantID: String
    /// What to let go; required.
    ///
    /// A number may be let go by any merchant that shares it.
    public var scope: PauseScope
    /// With NUMBER, Meta's id of the number; else empty.
    public var phoneNumberID: String
    /// With TEMPLATE, Meta's name of the template; else empty.
    public var templateName: String
    /// With TEMPLATE, Meta's language code of it; else empty.
    public var templateLanguage: String
    /// Who asks for it: 1 to 128 printable characters.
    public var actor: String

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", scope: PauseScope = .unspecified, phoneNumberID: String = "",
        templateName: String = "", templateLanguage: String = "", actor: String = ""
    ) {
        self.merchantID = merchantID
        self.scope = scope
        self.phoneNumberID = phoneNumberID
        self.templateName = templateName
        self.templateLanguage = templateLanguage
        self.actor = actor
    }
}

extension ResumeRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__resume_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.enumeration("scope", &scope)
        fields.string("phone_number_id", &phoneNumberID)
        fields.string("template_name", &templateName)
        fields.string("template_language", &templateLanguage)
        fields.string("actor", &actor)
    }
}

/// What ended with the call.
public struct ResumeResponse: WireMessage {
    /// The pause as it was.
    public var pause: Pause

    /// Makes a message; what is not given stays empty.
    public init(pause: Pause = Pause()) {
        self.pause = pause
    }
}

extension ResumeResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__resume_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("pause", &pause)
    }
}

/// Asks for the pauses that concern a merchant.
public struct ListPausesRequest: WireMessage {
    /// The tenant.
    public var merchantID: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "") {
        self.merchantID = merchantID
    }
}

extension ListPausesRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_pauses_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
    }
}

/// All pauses that concern the merchant.
public struct ListPausesResponse: WireMessage {
    /// The merchant's own, and those of its numbers that others asked for; oldest first.
    public var pauses: [Pause]

    /// Makes a message; what is not given stays empty.
    public init(pauses: [Pause] = []) {
        self.pauses = pauses
    }
}

extension ListPausesResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_pauses_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("pauses", &pauses)
    }
}
