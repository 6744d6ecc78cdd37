/// Hands a message to Meta, once: it never repeats a request by itself.
package protocol MessageSender: Sendable {
    /// Sends and says what is known of the outcome; always returns, by a deadline of its own.
    func send(_ message: OutboundMessage, from account: SenderAccount) async -> SendResult
}

/// What is known of a send.
package enum SendResult: Hashable, Sendable {
    /// Meta has the message. It may hold it back for an assessment of the template.
    case accepted(MessageID, isHeld: Bool)
    /// Meta said no, with its code (0 without one).
    case refused(code: Int, RefusalClass, detail: String)
    /// Proved: no byte of it reached Meta.
    case notSent(detail: String)
    /// It may have been accepted. The code is Meta's where there was one, else 0.
    case unknown(code: Int, detail: String)
}

/// What a refusal means for later sends.
package enum RefusalClass: Hashable, Sendable {
    /// The message may be sent again, not before the delay; nil for the usual schedule.
    case retry(after: Duration?)
    /// This message can never be sent.
    case stopMessage
    /// Nothing can be sent to this recipient.
    case stopRecipient
    /// Meta paused the template: the message waits for it.
    case pauseTemplate
    /// Nothing can be sent with this template.
    case stopTemplate
    /// Nothing can be sent from this account until a person mends it: the message waits.
    case stopAccount
    /// Meta's table does not have the code: two more tries, then the end.
    case unclassified
}

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
        /// The status that the template's bindings take: paused or unapproved; nil for no change.
        package var templateStatus: TemplateStatus?

        package init(
            notification: Notification, attempt: Attempt, templateStatus: TemplateStatus?
        ) {
            self.notification = notification
            self.attempt = attempt
            self.templateStatus = templateStatus
        }
    }

    /// Decides; the attempt carries the receipts that overtook the answer, and jitter, 0 to 1, was
    /// drawn for this call to spread the next try.
    package func decide(
        notification: Notification, attempt: Attempt, at now: Timestamp, jitter: Double
    ) -> Effects {
        Effects(notification: notification, attempt: attempt, templateStatus: nil)
    }
}

/// A receipt of Meta's, as the webhook brought it.
package struct ReceiptReport: Hashable, Sendable {
    /// The number that the message left from: receipts belong to the number, not to the merchant.
    package var phoneNumberID: PhoneNumberID
    /// Echoed by Meta; names the attempt.
    package var token: AttemptToken?
    package var message: MessageID
    package var status: Receipt.Status
    package var occurredAt: Timestamp
    /// Meta's error code for `failed`; else 0.
    package var code: Int

    package init(
        phoneNumberID: PhoneNumberID, token: AttemptToken?, message: MessageID,
        status: Receipt.Status, occurredAt: Timestamp, code: Int
    ) {
        self.phoneNumberID = phoneNumberID
        self.token = token
        self.message = message
        self.status = status
        self.occurredAt = occurredAt
        self.code = code
    }

    /// What to write; equal to what is stored if the receipt changes nothing.
    package struct Effects: Sendable {
        package var notification: Notification
        package var attempt: Attempt

        package init(notification: Notification, attempt: Attempt) {
            self.notification = notification
            self.attempt = attempt
        }
    }

    /// Merges the receipt by rank: repeats and disorder change nothing.
    package func decide(
        notification: Notification, attempt: Attempt, at now: Timestamp
    ) -> Effects {
        Effects(notification: notification, attempt: attempt)
    }
}
