import Notifications

/// Attempts that a restore has lost: made after the backup, and heard of by Meta's receipts.
struct LostAttempts {
    private let context: CommandContext
    private let writer: NotificationWriter
    private var records: any Records { context.records }

    init(_ context: CommandContext, _ writer: NotificationWriter) {
        self.context = context
        self.writer = writer
    }

    /// Writes the attempt of a receipt anew, if its token names a notification that waits to hear of one;
    /// nil: it does not.
    func find(
        _ report: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> (Tenant, StoredNotification, StoredAttempt)? {
        guard let restoredAt = records.restoredAt, let token = report.token,
            let id = token.notification,
            let reference = try records.notification(
                id, from: report.phoneNumberID, proof, at: now),
            let (tenant, stored) = try context.find(reference),
            stored.notification.awaitsLostAttempts(since: restoredAt)
        else { return nil }
        var notification = stored.notification
        let attempt = notification.addLostAttempt(token)
        context.recent.forget(id)
        let written = try writer.put(notification, over: stored, of: tenant.key)
        let begun = try records.begin(
            attempt, from: report.phoneNumberID, of: written, merchant: tenant.key)
        return (tenant, written, begun)
    }
}
