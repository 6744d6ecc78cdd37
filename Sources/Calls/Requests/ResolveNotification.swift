import Messages
import Notifications

extension ResolveNotificationRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .resolve(
            try ResolveNotification.checked(
                merchant: merchantID, notification: notificationID,
                resolution: Notifications.Resolution(resolution), actor: actor))
    }

    static func response(to answer: CommandAnswer) -> ResolveNotificationResponse? {
        guard case .notification(let notification) = answer else { return nil }
        return ResolveNotificationResponse(notification: Messages.Notification(notification))
    }
}

extension Notifications.Resolution {
    /// The resolution that a message names; nil if it names none.
    fileprivate init?(_ wire: Messages.Resolution) {
        switch wire {
        case .sent: self = .sent
        case .notSent: self = .notSent
        case .unspecified, .unrecognized: return nil
        }
    }
}
