import Messages
import Notifications

extension Messages.Recipient {
    /// A recipient, its number masked.
    init(_ recipient: Notifications.Recipient) {
        self.init(
            phoneMasked: recipient.phone.masked,
            optOuts: recipient.optOuts.map(Messages.OptOut.init))
    }
}

extension Messages.OptOut {
    /// The last word on a category.
    init(_ optOut: Notifications.OptOut) {
        self.init(
            category: optOut.category.wire, optedOut: optOut.isOptedOut,
            source: optOut.source.wire, changedAtMilliseconds: optOut.changedAt.milliseconds)
    }
}
