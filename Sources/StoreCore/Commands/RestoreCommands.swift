import Notifications

/// What follows when data were put back from a backup.
struct RestoreCommands {
    private let context: CommandContext
    private let writer: NotificationWriter
    private var records: any Records { context.records }

    init(_ context: CommandContext, _ writer: NotificationWriter) {
        self.context = context
        self.writer = writer
    }

    /// Makes the next notifications after the one with the number uncertain; gives the last one's
    /// number, and nil when there are no more.
    func markNext(
        after row: Int64, at now: Timestamp, counting marked: inout Int
    ) throws(RecordsFault) -> Int64? {
        let page = try records.unsettled(after: row, limit: 1_000)
        for item in page {
            guard let (tenant, stored) = try context.find(item.reference),
                let notification = stored.notification.restored(at: now)
            else { throw records.unreadable("a notification that has not ended") }
            try writer.put(notification, over: stored, of: tenant.key)
            marked += 1
        }
        return page.last?.row
    }

    /// Ends the replays that run: what they have sent since the backup they would send again.
    func cancelReplays(at now: Timestamp) throws -> Int {
        var cancelled = 0
        while true {
            let running = try records.runningReplays()
            if running.isEmpty { return cancelled }
            for replay in running {
                let merchant = try context.knownTenant(replay.merchant).key
                guard let stored = try records.replay(replay.id, of: merchant) else {
                    throw records.unreadable("a replay that runs")
                }
                var ended = stored.replay
                ended.status = .cancelled
                ended.updatedAt = now
                try records.update(ended, cursor: stored.span.cursor, over: stored, of: merchant)
                cancelled += 1
            }
        }
    }

    // MARK: Held for a person

    func release(_ command: ReleaseRestored, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let matched = try records.heldSinceRestoreCount(of: tenant.key)
        let count = try command.decide(matched: matched)
        guard count > 0 else { return .restoredReleased(.init(matched: matched, released: 0)) }
        for id in try records.heldSinceRestore(of: tenant.key, limit: count) {
            let release = ReleaseNotification(
                reference: NotificationReference(merchant: command.merchant, notification: id),
                actor: command.actor)
            guard let stored = try records.notification(id, of: tenant.key) else { continue }
            let released = try release.decide(stored.notification, at: now)
            try writer.put(released, over: stored, of: tenant.key)
        }
        try context.audit(
            .releaseRestored, command.merchant.rawValue, rows: count, by: command.actor,
            of: tenant.key, at: now)
        return .restoredReleased(.init(matched: matched, released: count))
    }
}
