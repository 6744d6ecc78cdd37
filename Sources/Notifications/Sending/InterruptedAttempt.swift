/// An attempt whose process ended before the answer was stored, as the next start leaves it.
///
/// Nobody knows what became of it, so it is uncertain and never taken for not sent: Meta may have the
/// message.
package struct InterruptedAttempt: Hashable, Sendable {
    package let attempt: Attempt
    /// Uncertain too, unless something settled it while the attempt was under way.
    package let notification: Notification

    package init(_ attempt: Attempt, of notification: Notification, at now: Timestamp) {
        var ended = attempt
        ended.result = .uncertain
        ended.endedAt = now
        ended.detail = "the process ended before the answer was stored"
        self.attempt = ended
        self.notification =
            notification.status == .armed ? notification.uncertain(at: now) : notification
    }
}
