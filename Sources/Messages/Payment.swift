/// Where a payment came from.
public enum Plugin: Int32, WireEnum {
    /// Not given; refused wherever a plugin is required.
    case unspecified = 0
    /// A payment link that the merchant sent.
    ///
    /// Has pre-payment and post-payment notifications.
    case paymentRequest = 1
    /// A shop's checkout.
    ///
    /// Has post-payment notifications only.
    case eCommerce = 2
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// The side of the payment that a state stands on.
public enum Phase: Int32, WireEnum {
    /// Not given.
    case unspecified = 0
    /// Before the customer paid: created.
    case prePayment = 1
    /// After the attempt to pay: paid, authorized, canceled, failed, expired.
    case postPayment = 2
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// A state of a payment session.
///
/// The first six notify; the others are accepted and recorded.
public enum PaymentState: Int32, WireEnum {
    /// Not given; refused.
    case unspecified = 0
    /// The session has been created.
    case created = 1
    /// The payment completed.
    case paid = 2
    /// The payment is authorized; a capture has to follow.
    case authorized = 3
    /// The merchant canceled the payment.
    case canceled = 4
    /// The payment failed for good.
    case failed = 5
    /// The session expired.
    case expired = 6
    /// The customer opened the link.
    ///
    /// Never notifies.
    case pending = 7
    /// An attempt failed and another is allowed.
    ///
    /// Never notifies.
    case attempted = 8
    /// Cash on delivery was acknowledged.
    ///
    /// Never notifies.
    case cod = 9
    /// A change of configuration made the session unpayable.
    ///
    /// Never notifies.
    case invalided = 10
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case captured = 11
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case captureQueued = 12
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case captureRejected = 13
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case refunded = 14
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case refundQueued = 15
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case refundRejected = 16
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case voided = 17
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case voidQueued = 18
    /// An operation: never notifies on WhatsApp; email and SMS do.
    case voidRejected = 19
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}
