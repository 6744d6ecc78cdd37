/// The outcome of a send, to be recorded.
package struct AttemptReport: Hashable, Sendable {
    package var reference: NotificationReference
    package var token: AttemptToken
    package var result: SendResult

    package init(reference: NotificationReference, token: AttemptToken, result: SendResult) {
        self.reference = reference
        self.token = token
        self.result = result
    }
}

/// What to write once more is known of an attempt; equal to what is stored if nothing changes.
package struct AttemptEffects: Sendable {
    package var notification: Notification
    package var attempt: Attempt
    /// The status that the template's bindings take: paused, unapproved, or unverified where Meta has to
    /// be asked; nil for no change.
    package var templateStatus: TemplateStatus?
}
