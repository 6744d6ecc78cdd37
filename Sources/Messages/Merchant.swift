import CMessages

/// A tenant.
public struct Merchant: WireMessage {
    /// Chosen by the caller; 1 to 64 characters of [A-Za-z0-9._:-].
    public var merchantID: String
    /// The name that customers know; 1 to 128 characters.
    public var displayName: String
    /// ISO 3166-1 alpha-2 code of the country that completes local numbers, such as "KW"; empty for
    /// none, then only E.164 numbers are accepted.
    public var defaultCountry: String
    /// IANA name of the zone for dates in messages, such as "Asia/Kuwait"; required.
    public var timeZone: String
    /// The languages of its sessions: "en", "ar"; at least one.
    public var languages: [String]
    /// The language to fall back to where a template lacks the session's; empty for none.
    public var fallbackLanguage: String
    /// When its customers are left alone; empty: never.
    public var quietHours: QuietHours

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", displayName: String = "", defaultCountry: String = "",
        timeZone: String = "", languages: [String] = [], fallbackLanguage: String = "",
        quietHours: QuietHours = QuietHours()
    ) {
        self.merchantID = merchantID
        self.displayName = displayName
        self.defaultCountry = defaultCountry
        self.timeZone = timeZone
        self.languages = languages
        self.fallbackLanguage = fallbackLanguage
        self.quietHours = quietHours
    }
}

extension Merchant: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__merchant__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("display_name", &displayName)
        fields.string("default_country", &defaultCountry)
        fields.string("time_zone", &timeZone)
        fields.strings("languages", &languages)
        fields.string("fallback_language", &fallbackLanguage)
        fields.message("quiet_hours", &quietHours)
    }
}

/// A time of day in which nothing is sent by itself, by the clock of the recipient's country; where
/// that has several zones or is not known, by the merchant's.
public struct QuietHours: WireMessage {
    /// Local time such as "22:00"; required.
    public var start: String
    /// Local time such as "08:00"; before the start: on the next day.
    ///
    /// Never the start.
    public var end: String
    /// Whether news of finished attempts to pay waits too; else only what comes before the payment
    /// does.
    public var includePostPayment: Bool

    /// Makes a message; what is not given stays empty.
    public init(start: String = "", end: String = "", includePostPayment: Bool = false) {
        self.start = start
        self.end = end
        self.includePostPayment = includePostPayment
    }
}

extension QuietHours: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__quiet_hours__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("start", &start)
        fields.string("end", &end)
        fields.bool("include_post_payment", &includePostPayment)
    }
}

/// The merchant as it should be.
public struct SetMerchantRequest: WireMessage {
    /// All of its settings.
    public var merchant: Merchant

    /// Makes a message; what is not given stays empty.
    public init(merchant: Merchant = Merchant()) {
        self.merchant = merchant
    }
}

extension SetMerchantRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__set_merchant_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("merchant", &merchant)
    }
}

/// The merchant as it is stored.
public struct SetMerchantResponse: WireMessage {
    /// All of its settings.
    public var merchant: Merchant

    /// Makes a message; what is not given stays empty.
    public init(merchant: Merchant = Merchant()) {
        self.merchant = merchant
    }
}

extension SetMerchantResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__set_merchant_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("merchant", &merchant)
    }
}

/// Asks for a merchant.
public struct GetMerchantRequest: WireMessage {
    /// Which one.
    public var merchantID: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "") {
        self.merchantID = merchantID
    }
}

extension GetMerchantRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__get_merchant_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
    }
}

/// The merchant as it is stored.
public struct GetMerchantResponse: WireMessage {
    /// All of its settings.
    public var merchant: Merchant

    /// Makes a message; what is not given stays empty.
    public init(merchant: Merchant = Merchant()) {
        self.merchant = merchant
    }
}

extension GetMerchantResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__get_merchant_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.message("merchant", &merchant)
    }
}
