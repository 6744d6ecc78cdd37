import CMessages

/// A property of a session that a template's variable can show.
public enum SessionAttribute: Int32, WireEnum {
    /// Not given; refused.
    case unspecified = 0
    /// attributes.customer_name.
    case customerName = 1
    /// The amount with its currency, such as "14.000 KWD".
    case amount = 2
    /// attributes.order_number.
    case orderNumber = 3
    /// attributes.checkout_link; in a URL button, the part after the template's own prefix.
    case checkoutLink = 4
    /// attributes.checkout_link_expires_at_ms as date and time in the merchant's zone.
    case checkoutLinkExpiry = 5
    /// The merchant's session_id.
    case sessionId = 6
    /// The merchant's display name.
    case merchantName = 7
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// What is known of a payment.
///
/// In NotifyStateChange an empty field leaves the stored value alone. White space at the ends of a value
/// is removed; in name and order number, runs of white space become one space, and characters that turn
/// the direction of text are removed. The answer says so in `mended`.
public struct SessionAttributes: WireMessage {
    /// Name to address the customer by.
    ///
    /// At most 128 characters; not blank, and without a link: it may be a stranger's choice.
    public var customerName: String
    /// Decimal digits with at most one point, no sign, no exponent, at most 18 digits, such as "14"
    /// or "14.000".
    ///
    /// Not more decimals than ISO 4217 gives the currency, zeros apart: those are cut, and the answer
    /// says so in `mended`. Goes with currency.
    public var amount: String
    /// ISO 4217 code in capitals, such as "KWD".
    ///
    /// Goes with amount.
    public var currency: String
    /// The merchant's order number.
    ///
    /// At most 128 characters; not blank.
    public var orderNumber: String
    /// Where the customer pays: an https URL.
    ///
    /// At most 2,000 bytes.
    public var checkoutLink: String
    /// When the link stops working, in milliseconds since the Unix epoch; 0 for unknown.
    public var checkoutLinkExpiresAtMilliseconds: Int64

    /// Makes a message; what is not given stays empty.
    public init(
        customerName: String = "", amount: String = "", currency: String = "",
        orderNumber: String = "", checkoutLink: String = "",
        checkoutLinkExpiresAtMilliseconds: Int64 = 0
    ) {
        self.customerName = customerName
        self.amount = amount
        self.currency = currency
        self.orderNumber = orderNumber
        self.checkoutLink = checkoutLink
        self.checkoutLinkExpiresAtMilliseconds = checkoutLinkExpiresAtMilliseconds
    }
}

extension SessionAttributes: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__session_attributes__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("customer_name", &customerName)
        fields.string("amount", &amount)
        fields.string("currency", &currency)
        fields.string("order_number", &orderNumber)
        fields.string("checkout_link", &checkoutLink)
        fields.int64("checkout_link_expires_at_ms", &checkoutLinkExpiresAtMilliseconds)
    }
}
