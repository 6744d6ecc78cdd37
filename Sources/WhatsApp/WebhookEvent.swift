package import Notifications

/// One piece of news from a webhook.
package enum WebhookEvent: Hashable, Sendable {
    case receipt(ReceiptReport)
    case templateEvent(TemplateEvent)
    case consent(ConsentReport)
    case customerChange(CustomerChange)
    case accountEvent(AccountEvent)
    case ignored(IgnoredUpdate)
}

/// A piece of news that nobody has to look at, by kind; its name is a label of a metric.
package enum IgnoredUpdate: String, CaseIterable, Hashable, Sendable {
    /// Something that is not as Meta describes it.
    case malformed
    /// A status that is no receipt, such as `played`.
    case status
    /// A message from a customer that neither opts out nor in.
    case message
    /// A customer's word that means the payment, such as `cancel` alone.
    case paymentWord = "payment_word"
    /// An error that concerns no message.
    case error
    /// A change of another field, or of another object than a WhatsApp Business account.
    case field
}
