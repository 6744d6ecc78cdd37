import Messages
import Notifications

extension Messages.Notification {
    /// A notification without its attempts, or with them.
    init(_ notification: Notifications.Notification, attempts: [Notifications.Attempt] = []) {
        self.init(
            notificationID: notification.id.rawValue, sessionID: notification.session.rawValue,
            state: notification.state.wire, status: notification.status.wire,
            statusReason: notification.statusReason,
            metaCode: Int32(clamping: notification.code),
            phoneMasked: notification.phone.masked, language: notification.language.rawValue,
            createdAtMilliseconds: notification.createdAt.milliseconds,
            updatedAtMilliseconds: notification.updatedAt.milliseconds,
            expiresAtMilliseconds: notification.expiresAt.milliseconds,
            attempts: attempts.map(Messages.Attempt.init),
            possibleDuplicate: notification.isPossibleDuplicate,
            duplicateConfirmed: notification.isDuplicateConfirmed,
            origin: notification.origin.wire)
    }
}

extension Messages.Attempt {
    /// An attempt with its receipts; the message id is shortened.
    init(_ attempt: Notifications.Attempt) {
        self.init(
            number: UInt32(clamping: attempt.number),
            armedAtMilliseconds: attempt.armedAt.milliseconds,
            endedAtMilliseconds: attempt.endedAt?.milliseconds ?? 0,
            result: attempt.result.wireName, metaCode: Int32(clamping: attempt.code),
            detail: attempt.detail, messageIDMasked: Mask.messageID(attempt.message),
            template: attempt.template, renderedText: attempt.renderedText,
            receipts: attempt.receipts.map(Messages.Receipt.init),
            token: attempt.token.rawValue)
    }
}

extension Messages.Receipt {
    /// What Meta's webhook said.
    init(_ receipt: Notifications.Receipt) {
        self.init(
            status: receipt.status.wireName,
            occurredAtMilliseconds: receipt.occurredAt.milliseconds,
            receivedAtMilliseconds: receipt.receivedAt.milliseconds,
            metaCode: Int32(clamping: receipt.code))
    }
}

extension AttemptResult {
    /// The result as messages name it.
    var wireName: String {
        switch self {
        case .armed: "armed"
        case .accepted: "accepted"
        case .refused: "refused"
        case .notSent: "not_sent"
        case .ruledOut: "ruled_out"
        case .uncertain: "uncertain"
        }
    }
}

extension Notifications.Receipt.Status {
    /// The status as messages name it.
    var wireName: String {
        switch self {
        case .sent: "sent"
        case .delivered: "delivered"
        case .read: "read"
        case .failed: "failed"
        }
    }
}
