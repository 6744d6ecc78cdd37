/// What a send came to, for the record.
package struct AttemptReport: Hashable, Sendable {
    package var reference: NotificationReference
    package var token: AttemptToken
    package var result: SendResult

    package init(reference: NotificationReference, token: AttemptToken, result: SendResult) {
        self.reference = reference
        self.token = token
        self.result = result
    }

    /// What to write.
    package struct Effects: Sendable {
        package var notification: Notification
        package var attempt: Attempt
        /// The status that the template's bindings take: paused, unapproved, or unverified
        /// where Meta has to be asked; nil for no change.
        package var templateStatus: TemplateStatus?

        package init(
            notification: Notification, attempt: Attempt, templateStatus: TemplateStatus?
        ) {
            self.notification = notification
            self.attempt = attempt
            self.templateStatus = templateStatus
        }
    }
}
