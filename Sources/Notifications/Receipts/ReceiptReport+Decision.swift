extension ReceiptReport {
    /// Merges the receipt by rank: repeats and disorder change nothing.
    ///
    /// `others` are the notification's other attempts; may be empty unless it is a possible duplicate.
    /// With `isReplay` the notification's queue is one of replays: while it waits there, a person has
    /// asked for another message although this one was proved sent, and it goes on to wait whatever
    /// more is heard of this one.
    package func decide(
        notification: Notification, attempt: Attempt, others: [Attempt], isReplay: Bool = false,
        at now: Timestamp
    ) -> AttemptEffects {
        let merged = attempt.merging(
            Receipt(status: status, occurredAt: occurredAt, receivedAt: now, code: code),
            of: message, detail: detail, at: now)
        if isReplay, notification.status == .pending, attempt.isProvedSent {
            return AttemptEffects(notification: notification, attempt: merged, templateStatus: nil)
        }
        var followed = notification.following(merged, over: attempt, at: now)
        if notification.isPossibleDuplicate, merged.isProvedSent,
            others.contains(where: \.isProvedSent)
        {
            followed.isDuplicateConfirmed = true
        }
        return AttemptEffects(
            notification: followed, attempt: merged,
            templateStatus: followed.waitsAgain(after: notification)
                ? .unverified : templateStatus(of: merged, over: attempt))
    }
}

extension ReceiptReport {
    /// What a failure that is news says of the template.
    private func templateStatus(of attempt: Attempt, over before: Attempt) -> TemplateStatus? {
        guard status == .failed, attempt.receipts != before.receipts else { return nil }
        return switch refusal {
        case .pauseTemplate: .paused
        case .stopTemplate: .unapproved
        case nil, .retry, .retryOnce, .pairLimit, .throughput, .senderBusy, .accountRate,
            .stopMessage, .stopRecipient, .doubtTemplate, .stopSender, .unclassified:
            nil
        }
    }
}

extension Attempt {
    /// The attempt with one more receipt, which proves that Meta has taken the message.
    ///
    /// Of two receipts of a kind the earlier by Meta's clock stays. A `failed` alone proves nothing
    /// about an attempt that was refused.
    fileprivate func merging(
        _ receipt: Receipt, of message: MessageID, detail explanation: String, at now: Timestamp
    ) -> Attempt {
        var merged = self
        merged.receipts = receipts.merging(receipt)
        switch result {
        case .refused, .notSent: if receipt.status != .failed { merged.result = .accepted }
        case .armed, .accepted, .uncertain, .ruledOut: merged.result = .accepted
        }
        merged.endedAt = endedAt ?? now
        merged.message = self.message ?? message
        merged.explainFailure(receipt, explanation)
        return merged
    }

    /// Says what the failure that is believed means, unless more is known of the attempt.
    private mutating func explainFailure(_ receipt: Receipt, _ explanation: String) {
        let believed = receipts.first { $0.status == .failed }
        guard result == .accepted, detail != Self.qualityHold, receipt.status == .failed,
            believed?.code == receipt.code, believed?.occurredAt == receipt.occurredAt
        else { return }
        detail = explanation
    }

    /// Whether a receipt shows that the message left Meta for the customer.
    package var isProvedSent: Bool { receipts.contains { $0.status != .failed } }

    /// How far the message has come: the highest that is proved, in whatever order the proofs came.
    var progress: Progress {
        if has(.read) { return .read }
        if has(.delivered) { return .delivered }
        if let failure = receipts.first(where: { $0.status == .failed }) {
            return .failed(code: failure.code)
        }
        return has(.sent) ? .sent : .accepted
    }

    private func has(_ status: Receipt.Status) -> Bool {
        receipts.contains { $0.status == status }
    }
}

/// How far an accepted message has come.
enum Progress: Hashable, Sendable {
    case accepted, sent, failed(code: Int), delivered, read
}

extension [Receipt] {
    /// Each kind once, in order of rank.
    fileprivate func merging(_ receipt: Receipt) -> [Receipt] {
        guard let index = firstIndex(where: { $0.status == receipt.status }) else {
            return (self + [receipt]).sorted { $0.status.rank < $1.status.rank }
        }
        var merged = self
        let stored = self[index]
        if (receipt.occurredAt.milliseconds, receipt.code)
            < (stored.occurredAt.milliseconds, stored.code)
        {
            merged[index].occurredAt = receipt.occurredAt
            merged[index].code = receipt.code
        }
        return merged
    }
}

extension Receipt.Status {
    /// The place among an attempt's receipts.
    fileprivate var rank: Int {
        switch self {
        case .sent: 0
        case .delivered: 1
        case .read: 2
        case .failed: 3
        }
    }
}
