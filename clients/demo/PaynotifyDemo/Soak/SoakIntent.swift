import Messages

/// An intent as the database has it at the end.
struct SoakIntent: Hashable, Sendable {
    var merchant: String
    var session: String
    var id: String
    var state: PaymentState
    var status: NotificationStatus
    var reason: String
    var metaCode: Int32
    /// Whether a policy sent it once more without proof that the first message was lost.
    var mayBeDuplicate: Bool
    var isConfirmedDuplicate: Bool
    /// From its making to its first attempt, in milliseconds of scaled time; nil without an attempt.
    var wait: Int64?
    /// The attempts' tokens, oldest first.
    var tokens: [String]
    /// Tokens of attempts whose message Meta itself reported as failed.
    var failedTokens: Set<String>
    /// Tokens of attempts of which a receipt is stored.
    var receiptTokens: Set<String> = []
    /// Meta's codes of the attempts that it refused, oldest first.
    var refusals: [Int32] = []
}

extension SoakIntent {
    init(_ notification: Messages.Notification, merchant: String) {
        let first = notification.attempts.first
        self.init(
            merchant: merchant, session: notification.sessionID, id: notification.notificationID,
            state: notification.state, status: notification.status,
            reason: notification.statusReason, metaCode: notification.metaCode,
            mayBeDuplicate: notification.possibleDuplicate,
            isConfirmedDuplicate: notification.duplicateConfirmed,
            wait: first.map { $0.armedAtMilliseconds - notification.createdAtMilliseconds },
            tokens: notification.attempts.map(\.token),
            failedTokens: Set(
                notification.attempts.filter { attempt in
                    attempt.receipts.contains { $0.status == "failed" }
                }.map(\.token)),
            receiptTokens: Set(
                notification.attempts.filter { !$0.receipts.isEmpty }.map(\.token)),
            refusals: notification.attempts.filter { $0.result == "refused" }.map(\.metaCode))
    }
}
