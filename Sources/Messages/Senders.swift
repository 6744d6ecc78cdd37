import CMessages

/// Asks for a merchant's numbers.
public struct ListSendersRequest: WireMessage {
    /// The tenant.
    public var merchantID: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "") {
        self.merchantID = merchantID
    }
}

extension ListSendersRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_senders_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
    }
}

/// All numbers of the merchant.
public struct ListSendersResponse: WireMessage {
    /// By phone_number_id.
    public var senders: [Sender]

    /// Makes a message; what is not given stays empty.
    public init(senders: [Sender] = []) {
        self.senders = senders
    }
}

extension ListSendersResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_senders_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("senders", &senders)
    }
}

/// A number, which merchants may share.
public struct Sender: WireMessage {
    /// Meta's id of the number.
    public var phoneNumberID: String
    /// Meta's id of the WhatsApp Business account.
    public var wabaID: String
    /// What the daily limit is counted for: the portfolio that was named, else the account.
    public var portfolioID: String
    /// Messages a second that Meta takes from the number; 0: Meta has not been asked.
    public var throughput: UInt32
    /// Meta's word for the number's quality, such as "GREEN"; empty if Meta did not say.
    public var quality: String
    /// People whom the portfolio may begin to write to in a moving day; 0: without limit, or unknown.
    public var messagingLimit: UInt32
    /// People whom the portfolio was counted to have written to in the last 24 hours.
    ///
    /// Counted only under a limit.
    public var peopleReached: UInt32
    /// What keeps the number from sending for this merchant; empty if nothing does.
    ///
    /// A credential's stop is shown to the merchant whose it is, and to no other.
    public var stops: [SenderStop]
    /// What a person has to see to, in a sentence: the authenticator's problem.
    ///
    /// Empty: nothing.
    public var problem: String
    /// The authenticator of the merchant's whose token Meta was asked with about the number; empty:
    /// another merchant's, or Meta has not been asked.
    public var askedAuthenticatorID: String

    /// Makes a message; what is not given stays empty.
    public init(
        phoneNumberID: String = "", wabaID: String = "", portfolioID: String = "",
        throughput: UInt32 = 0, quality: String = "",
        messagingLimit: UInt32 = 0, peopleReached: UInt32 = 0, stops: [SenderStop] = [],
        problem: String = "", askedAuthenticatorID: String = ""
    ) {
        self.phoneNumberID = phoneNumberID
        self.wabaID = wabaID
        self.portfolioID = portfolioID
        self.throughput = throughput
        self.quality = quality
        self.messagingLimit = messagingLimit
        self.peopleReached = peopleReached
        self.stops = stops
        self.problem = problem
        self.askedAuthenticatorID = askedAuthenticatorID
    }
}

extension Sender: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__sender__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("phone_number_id", &phoneNumberID)
        fields.string("waba_id", &wabaID)
        fields.string("portfolio_id", &portfolioID)
        fields.uint32("throughput", &throughput)
        fields.string("quality", &quality)
        fields.uint32("messaging_limit", &messagingLimit)
        fields.uint32("people_reached", &peopleReached)
        fields.messages("stops", &stops)
        fields.string("problem", &problem)
        fields.string("asked_authenticator_id", &askedAuthenticatorID)
    }
}

/// Why nothing is sent from a number.
public struct SenderStop: WireMessage {
    /// CREDENTIALS, RESTRICTED, SPAM, FAILING, BUSY, ACCOUNT_RATE or REFUSING.
    public var cause: String
    /// Meta's code; 0 without one.
    public var metaCode: Int32
    /// Since when, in milliseconds since 1970.
    public var beganAtMilliseconds: Int64
    /// When it is tried again, in milliseconds since 1970.
    public var triedAgainAtMilliseconds: Int64
    /// What it means and what mends it, in a sentence.
    public var advice: String

    /// Makes a message; what is not given stays empty.
    public init(
        cause: String = "", metaCode: Int32 = 0, beganAtMilliseconds: Int64 = 0,
        triedAgainAtMilliseconds: Int64 = 0,
        advice: String = ""
    ) {
        self.cause = cause
        self.metaCode = metaCode
        self.beganAtMilliseconds = beganAtMilliseconds
        self.triedAgainAtMilliseconds = triedAgainAtMilliseconds
        self.advice = advice
    }
}

extension SenderStop: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__sender_stop__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("cause", &cause)
        fields.int32("meta_code", &metaCode)
        fields.int64("began_at_ms", &beganAtMilliseconds)
        fields.int64("tried_again_at_ms", &triedAgainAtMilliseconds)
        fields.string("advice", &advice)
    }
}
