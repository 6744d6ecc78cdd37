import Messages
import Notifications

extension GetSessionResponse {
    /// All that happened to a session.
    init(_ timeline: SessionTimeline) {
        self.init(
            session: Messages.Session(timeline.session),
            stateChanges: timeline.stateChanges.map(Messages.StateChange.init),
            notifications: timeline.notifications.map { entry in
                Messages.Notification(entry.notification, attempts: entry.attempts)
            })
    }
}

extension Messages.Session {
    /// A session as it stands.
    init(_ session: Notifications.Session) {
        let enablement = session.enablement
        self.init(
            sessionID: session.id.rawValue, enabled: enablement != nil,
            plugin: enablement?.plugin.wire ?? .unspecified,
            phoneMasked: enablement.map { $0.phone.masked } ?? "",
            language: enablement?.language.rawValue ?? "",
            selectedStates: enablement?.states.map(\.wire) ?? [],
            currentState: session.currentState?.wire ?? .unspecified,
            attributes: Messages.SessionAttributes(session.attributes),
            createdAtMilliseconds: session.createdAt.milliseconds,
            updatedAtMilliseconds: session.updatedAt.milliseconds, channel: session.channel.wire)
    }
}

extension Messages.SessionAttributes {
    /// What is known of a payment; what is not stays empty.
    init(_ attributes: Notifications.SessionAttributes) {
        self.init(
            customerName: attributes.customerName ?? "", amount: attributes.amount?.amount ?? "",
            currency: attributes.amount?.currency ?? "",
            orderNumber: attributes.orderNumber ?? "",
            checkoutLink: attributes.checkoutLink ?? "",
            checkoutLinkExpiresAtMilliseconds: attributes.checkoutLinkExpiresAt?.milliseconds ?? 0)
    }
}

extension Messages.StateChange {
    /// An accepted NotifyStateChange with its decision.
    init(_ change: Notifications.StateChange) {
        let decision = change.decision
        self.init(
            state: change.state.wire, eventID: change.event.rawValue,
            occurredAtMilliseconds: change.occurredAt.milliseconds,
            receivedAtMilliseconds: change.receivedAt.milliseconds,
            outcome: decision.outcome.wire, reason: decision.reason.wire,
            message: decision.message, notificationID: decision.notification?.rawValue ?? "",
            rulesPassed: decision.rulesPassed.map(\.rawValue))
    }
}
