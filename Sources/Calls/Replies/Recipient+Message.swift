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

extension Messages.Erasure {
    /// How far an erasure came.
    init(_ erasure: Notifications.Erasure) {
        self.init(
            erasureID: erasure.id.rawValue, status: erasure.status.wire,
            sessions: UInt32(clamping: erasure.found.sessions),
            notifications: UInt32(clamping: erasure.found.notifications),
            withdrawn: UInt32(clamping: erasure.found.withdrawn), actor: erasure.actor.rawValue,
            createdAtMilliseconds: erasure.createdAt.milliseconds,
            updatedAtMilliseconds: erasure.updatedAt.milliseconds)
    }
}

extension Notifications.ErasureStatus {
    /// The status as messages name it.
    var wire: Messages.ErasureStatus {
        switch self {
        case .running: .running
        case .finished: .finished
        }
    }
}
