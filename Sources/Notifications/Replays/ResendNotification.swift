/// A caller's idempotency key of a resend, within its notification: 1 to 128 printable ASCII
/// characters.
package struct ResendKey: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Sends a notification once more, as another attempt of it, because a person asks for it.
///
/// Whether the customer may be written to is looked at when it is armed, as always.
package struct ResendNotification: Hashable, Sendable {
    package var reference: NotificationReference
    package var key: ResendKey
    /// Whether a later state of the session is no obstacle.
    package var allowsSuperseded: Bool
    package var actor: ActorName

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, notification: String, key: String, allowsSuperseded: Bool,
        actor: String
    ) throws(Refusal) -> ResendNotification {
        var check = FieldChecker()
        let reference = check.reference(merchant: merchant, notification: notification)
        check.printable(key, "resend_key", lengthMax: 128)
        let actor = check.actor(actor)
        try check.finish()
        return ResendNotification(
            reference: reference, key: ResendKey(rawValue: key),
            allowsSuperseded: allowsSuperseded, actor: actor)
    }
}

extension Notification {
    /// The notification as it waits to be sent once more: due at once, with a fresh expiry.
    ///
    /// Throws `forbidden` where it is not the session's channel that sends it, while an attempt may
    /// still arrive, where its session has moved on, unless that is no obstacle, and where its payment
    /// link has stopped working.
    package func resent(
        by channel: Channel, inState current: PaymentState?, allowingSuperseded: Bool,
        at now: Timestamp
    ) throws(Refusal) -> Notification {
        guard !phone.isForgotten else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "RECIPIENT_FORGOTTEN",
                    message:
                        "The customer's number was erased, or is past the days that it is kept "
                        + "for: there is nobody to send the notification to."))
        }
        guard origin == channel else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: Reason.channelConflict.rawValue,
                    message: "The session's channel is \(channel.rawValue): it does not send this "
                        + "notification."))
        }
        guard !isInFlight(at: now) else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "IN_FLIGHT",
                    message: "The notification is \(status.rawValue): what is under way has to end "
                        + "first."))
        }
        guard allowingSuperseded || !isOvertaken(by: current) else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "SUPERSEDED",
                    message: "The session has moved on: the customer would be told of a state that "
                        + "is over. To send it all the same, allow what is superseded."))
        }
        guard let expiry = Expiry.moment(resending: self, at: now) else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "LINK_EXPIRED",
                    message: "The payment link in the message has stopped working."))
        }
        var next = self
        next.isPossibleDuplicate = isPossibleDuplicate || mayHaveArrived
        next.isWithdrawn = false
        next.attemptsSpent = 0
        next.expiresAt = expiry
        return next.pending(dueAt: now, at: now)
    }

    /// Whether an attempt is under way, or will be, or may still arrive.
    private func isInFlight(at now: Timestamp) -> Bool {
        switch status {
        case .held, .pending, .armed, .uncertain: true
        case .accepted, .sent: expiresAt > now
        case .delivered, .read, .failed, .dead, .unresolved, .superseded, .expired, .cancelled:
            false
        }
    }

    private func isOvertaken(by current: PaymentState?) -> Bool {
        // A session that was closed and then paid has left its canceled behind, which nothing withdraws.
        let isReopened = state == .canceled && (current == .paid || current == .authorized)
        return status == .superseded || isWithdrawn || isReopened
            || current?.withdraws.contains(state) == true
    }

    /// Whether the customer may have the message of an earlier attempt.
    private var mayHaveArrived: Bool {
        switch status {
        case .accepted, .sent, .delivered, .read, .unresolved: true
        case .held, .pending, .armed, .failed, .dead, .uncertain, .superseded, .expired, .cancelled:
            false
        }
    }
}

extension Expiry {
    /// The moment for what a person sends once more: the usual time from then on; nil: the link in it
    /// has stopped working.
    static func moment(resending notification: Notification, at now: Timestamp) -> Timestamp? {
        guard notification.state.phase == .prePayment else { return now + postPayment }
        guard let link = notification.attributes.checkoutLinkExpiresAt else {
            return now + prePayment
        }
        return link > now ? link : nil
    }
}
