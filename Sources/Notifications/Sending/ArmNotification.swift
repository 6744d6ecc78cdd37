/// Makes a notification ready to leave: after this commit, and only then, its message may be sent.
package struct ArmNotification: Hashable, Sendable {
    package var reference: NotificationReference
    /// The number whose turn it is; nil: whichever the notification's queue has.
    package var sender: PhoneNumberID?

    package init(reference: NotificationReference, sender: PhoneNumberID? = nil) {
        self.reference = reference
        self.sender = sender
    }

    /// What is stored about it already.
    package struct Snapshot: Sendable {
        package var merchant: Merchant
        package var notification: Notification
        /// The session's that were made before it.
        package var earlier: [Notification]
        /// How its queue stands, its template with all components.
        package var queue: QueueStatus
        /// Who writes to the session's customer.
        package var channel: Channel
        /// What the notification's recipient wants.
        package var consent: Consent

        package init(
            merchant: Merchant, notification: Notification, earlier: [Notification],
            queue: QueueStatus, channel: Channel, consent: Consent
        ) {
            self.merchant = merchant
            self.notification = notification
            self.earlier = earlier
            self.queue = queue
            self.channel = channel
            self.consent = consent
        }
    }

    /// What delivery is to do.
    package enum Answer: Hashable, Sendable {
        /// Send this.
        case send(OutboundMessage, from: SenderAccount)
        /// An earlier notification of the session has to end first; it will be due again then.
        case wait
        /// It would leave from another number than the one whose turn it is, or its queue is held:
        /// nothing of its queue is to be armed before the queues have been asked for again.
        case moved
        /// It stays pending and is due at the moment.
        case later(Timestamp)
        /// It is not to be sent as things stand: its status afterwards.
        case nothing(NotificationStatus)
    }

    /// What to write and what to answer.
    package struct Effects: Sendable {
        /// The notification as it stands afterwards; nil if it stays as it is.
        package var notification: Notification?
        /// The attempt to create; nil for none.
        package var attempt: Attempt?
        /// The number that it leaves from; set with an attempt.
        package var phoneNumberID: PhoneNumberID?
        package var answer: Answer
    }
}
