extension ArmNotification.Effects {
    /// The notification stays pending, for the reason, until the moment or its expiry; it spends
    /// nothing.
    package static func later(
        _ notification: Notification, for reason: Reason, until moment: Timestamp,
        at now: Timestamp
    ) -> Self {
        var waiting = notification.pending(dueAt: moment, at: now)
        waiting.statusReason = reason.rawValue
        return Self(
            notification: waiting, attempt: nil, phoneNumberID: nil,
            answer: .later(waiting.dueAt))
    }
}
