import Notifications

/// Writes notifications, and notes what that makes due, counts and settles.
final class NotificationWriter {
    private let context: CommandContext
    private let records: any Records
    /// Queues that were asked for.
    private var queues = KnownQueues()

    init(_ context: CommandContext) {
        self.context = context
        records = context.records
    }

    /// To be called when writes were taken back.
    func forgetAll() { queues = KnownQueues() }

    func create(
        _ notification: Notification, _ plugin: Plugin, in session: Int64,
        of merchant: MerchantKey
    ) throws(RecordsFault) {
        let queue = try queue(of: notification, plugin, merchant)
        try records.insert(notification, in: session, queue, of: merchant)
        count(notification.status, 1)
        announce(notification, in: queue, of: merchant)
    }

    /// Writes a notification that a person sends in place of another channel.
    func takeOver(
        _ notification: Notification, _ plugin: Plugin, over stored: StoredNotification,
        of merchant: MerchantKey
    ) throws(RecordsFault) {
        let queue = try queue(of: notification, plugin, merchant)
        context.recent.forget(notification.id)
        try records.takeOver(notification, over: stored, queue, of: merchant)
        count(stored.notification.status, -1)
        count(notification.status, 1)
        announce(notification, in: queue, of: merchant)
    }

    /// Moves a notification to the queue of replays that its own is beside, and writes it there.
    func putIntoReplays(
        _ notification: Notification, over stored: StoredNotification, of merchant: MerchantKey
    ) throws(RecordsFault) {
        var key = stored.key(of: merchant)
        key.isReplay = true
        context.recent.forget(notification.id)
        let moved = try records.move(stored, to: try queue(key, of: merchant), of: merchant)
        try put(notification, over: moved, of: merchant)
    }

    /// Writes a notification over the stored one, and tells of those that waited for it; gives it as it is
    /// stored now.
    @discardableResult
    func put(
        _ notification: Notification, over stored: StoredNotification, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredNotification {
        guard notification != stored.notification else { return stored }
        let written = try write(notification, over: stored, of: merchant)
        if stored.notification.blocksLater, !notification.blocksLater {
            for other in try records.notifications(inSessionOf: stored, of: merchant)
            where other.row != stored.row {
                announce(other.notification, in: other.queue, of: merchant)
            }
        }
        return written
    }

    private func write(
        _ notification: Notification, over stored: StoredNotification, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredNotification {
        let before = stored.notification
        let written = try records.update(notification, over: stored, of: merchant)
        context.recent.replace(with: written)
        if notification.status != before.status {
            count(before.status, -1)
            count(notification.status, 1)
        }
        context.trace.certainties += Certainty.gained(
            from: before, to: notification, by: context.trace.source)
        announce(notification, in: stored.queue, of: merchant)
        return written
    }

    private func queue(
        of notification: Notification, _ plugin: Plugin, _ merchant: MerchantKey
    ) throws(RecordsFault) -> QueueID {
        let key = QueueKey(
            merchant: merchant.id, plugin: plugin, state: notification.state,
            language: notification.language, isReplay: false)
        return try queue(key, of: merchant)
    }

    private func queue(
        _ key: QueueKey, of merchant: MerchantKey
    ) throws(RecordsFault) -> QueueID {
        if let known = queues.find(key, of: merchant) { return known }
        let id = try records.queue(key, of: merchant)
        queues.add(id, key, of: merchant)
        return id
    }

    private func count(_ status: NotificationStatus, _ difference: Int) {
        context.trace.counts.append((status, difference))
    }

    private func announce(
        _ notification: Notification, in queue: QueueID, of merchant: MerchantKey
    ) {
        guard notification.status == .pending else { return }
        let reference = NotificationReference(
            merchant: merchant.id, notification: notification.id)
        context.trace.events.due.append(
            .init(
                reference: reference, queue: queue, recipient: notification.phone,
                dueAt: notification.dueAt))
    }
}

// MARK: - What a session makes pointless

extension NotificationWriter {
    /// Marks notifications that Meta has or may have: they are never sent again.
    func markWithdrawn(
        _ ids: [NotificationID], _ merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) {
        for id in ids {
            guard let stored = try records.notification(id, of: merchant) else { continue }
            var notification = stored.notification
            notification.isWithdrawn = true
            notification.updatedAt = now
            try put(notification, over: stored, of: merchant)
        }
    }

    /// Ends notifications of a session of which nothing has left, and tells of those that waited for
    /// them.
    func end(
        _ withdrawals: [Withdrawal], of notifications: [StoredOutline],
        in session: StoredSession?, as reason: EndReason, _ merchant: MerchantKey,
        at now: Timestamp
    ) throws(RecordsFault) {
        guard let session, !withdrawals.isEmpty else { return }
        var freesOthers = false
        var othersWait = false
        for stored in notifications {
            let outline = stored.outline
            guard withdrawals.contains(where: { $0.notification == outline.id }) else {
                if outline.status == .pending { othersWait = true }
                continue
            }
            context.recent.forget(outline.id)
            try records.end(stored, as: reason, at: now, of: merchant)
            count(outline.status, -1)
            count(reason.status, 1)
            if outline.blocksLater { freesOthers = true }
        }
        guard freesOthers, othersWait else { return }
        for other in try records.notifications(of: session, merchant: merchant) {
            announce(other.notification, in: other.queue, of: merchant)
        }
    }
}
