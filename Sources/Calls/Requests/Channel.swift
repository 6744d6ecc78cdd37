import Messages
import Notifications

extension SetChannelRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .setChannel(
            try SetChannel.checked(
                merchant: merchantID, session: sessionID,
                channel: Notifications.Channel(channel), actor: actor))
    }

    static func response(to answer: CommandAnswer) -> SetChannelResponse? {
        guard case .channel(let set) = answer else { return nil }
        return SetChannelResponse(
            channel: set.channel.wire,
            withdrawn: set.withdrawn.map(WithdrawnNotification.init))
    }
}

extension SendNotificationRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .send(
            try SendNotification.checked(
                merchant: merchantID, session: sessionID,
                state: Notifications.PaymentState(state), actor: actor))
    }

    static func response(to answer: CommandAnswer) -> SendNotificationResponse? {
        guard case .notification(let notification) = answer else { return nil }
        return SendNotificationResponse(notification: Messages.Notification(notification))
    }
}
