import Messages
import Notifications

extension NotifyStateChangeResponse {
    /// The stored decision, and what of this call was mended.
    init(_ decision: Decision, mended: [Notifications.MendedValue]) {
        self.init(
            outcome: decision.outcome.wire, reason: decision.reason.wire,
            message: decision.message, notificationID: decision.notification?.rawValue ?? "",
            withdrawn: decision.withdrawn.map(WithdrawnNotification.init),
            currentState: decision.currentState?.wire ?? .unspecified,
            mended: mended.map(Messages.MendedValue.init))
    }
}

extension Messages.MendedValue {
    /// A value that was mended.
    init(_ mended: Notifications.MendedValue) {
        self.init(field: mended.field, change: mended.mending.words)
    }
}

extension WithdrawnNotification {
    /// A notification that will not be sent any more.
    init(_ withdrawal: Withdrawal) {
        self.init(
            notificationID: withdrawal.notification.rawValue, state: withdrawal.state.wire)
    }
}

extension EnableNotificationsResponse {
    /// What was stored, and what could be sent today.
    init(_ answer: EnableNotifications.Answer) {
        self.init(
            states: answer.states.map(\.wire), ignoredPhases: answer.ignoredPhases.map(\.wire),
            readiness: answer.readiness.map(StateReadiness.init),
            missedStates: answer.missedStates.map(\.wire),
            withdrawn: answer.withdrawn.map(WithdrawnNotification.init),
            phoneMasked: answer.phone.masked,
            mended: answer.mended.map(Messages.MendedValue.init))
    }
}

extension StateReadiness {
    /// Whether one selected state could be notified of today.
    init(_ readiness: EnableNotifications.Readiness) {
        self.init(
            state: readiness.state.wire, reason: readiness.reason.wire,
            message: readiness.message)
    }
}
