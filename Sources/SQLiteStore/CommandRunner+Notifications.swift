internal import Notifications
internal import SQLite

// MARK: - Commands of people and of the clock

extension CommandRunner {
    func release(_ command: ReleaseNotification, at now: Timestamp) throws -> CommandAnswer {
        try change(command.reference, .release, by: command.actor, at: now) {
            notification throws(Refusal) in try command.decide(notification, at: now)
        }
    }

    func cancel(_ command: CancelNotification, at now: Timestamp) throws -> CommandAnswer {
        try change(command.reference, .cancel, by: command.actor, at: now) {
            notification throws(Refusal) in try command.decide(notification, at: now)
        }
    }

    private func change(
        _ reference: NotificationReference, _ action: AuditAction, by actor: ActorName,
        at now: Timestamp, _ decide: (Notification?) throws(Refusal) -> Notification
    ) throws -> CommandAnswer {
        let tenant = try knownTenant(reference.merchant)
        guard let stored = try tables.notifications.find(reference.notification, of: tenant.key)
        else { throw Refusal.notFound(.notification) }
        let hold = tenant.standing(of: stored.key(of: tenant.key)).hold
        let notification = try decide(stored.notification.shown(while: hold))
        try put(notification, over: stored, of: tenant.key)
        try audit(
            action, reference.notification.rawValue, rows: 1, by: actor, of: tenant.key, at: now)
        return .notification(notification.shown(while: hold))
    }

    func expire(_ command: ExpireNotification, at now: Timestamp) throws -> CommandAnswer {
        guard let (tenant, stored) = try find(command.reference) else { return .recorded(nil) }
        guard let notification = command.decide(stored.notification, at: now) else {
            return .recorded(stored.notification.status)
        }
        try put(notification, over: stored, of: tenant.key)
        return .recorded(notification.status)
    }
}

// MARK: - Commands of delivery

extension CommandRunner {
    func arm(_ command: ArmNotification, at now: Timestamp) throws -> CommandAnswer {
        guard let (tenant, stored) = try find(command.reference) else {
            throw Refusal.notFound(.notification)
        }
        let session = try tables.notifications.all(of: stored.session, merchant: tenant.key)
        let key = stored.key(of: tenant.key)
        let standing = tenant.standing(of: key)
        var effects = try command.decide(
            .init(
                merchant: tenant.merchant, notification: stored.notification,
                earlier: session.filter { $0.row < stored.row }.map(\.notification),
                standing: standing, channel: stored.channel,
                consent: consent(of: stored.notification.phone, tenant.key)),
            at: now, zones: zones, ids: &ids)
        // Last, because it counts the person.
        if effects.attempt != nil, let portfolio = standing.authenticator?.portfolioKey,
            let room = try reach(
                stored.notification.phone, from: portfolio, in: key.lane, at: now)
        {
            effects = .later(stored.notification, for: .dailyLimit, until: room, at: now)
        }
        if let attempt = effects.attempt, let number = effects.phoneNumberID {
            try tables.attempts.begin(
                attempt, from: number, boot: boot, of: stored.row, merchant: tenant.key)
        }
        if let notification = effects.notification {
            try put(notification, over: stored, of: tenant.key)
        }
        return .armed(effects.answer)
    }

    /// The notification and its tenant; nil: either is unknown.
    func find(
        _ reference: NotificationReference
    ) throws(SQLiteError) -> (Tenant, NotificationTable.Stored)? {
        guard let tenant = try tenant(reference.merchant),
            let stored = try tables.notifications.find(reference.notification, of: tenant.key)
        else { return nil }
        return (tenant, stored)
    }
}

// MARK: - Writing

extension CommandRunner {
    func create(
        _ notification: Notification, _ plugin: Plugin, in session: Int64,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        let key = QueueKey(
            merchant: merchant.id, plugin: plugin, state: notification.state,
            language: notification.language, isReplay: false)
        let queue = try queue(key, of: merchant)
        try tables.notifications.insert(
            notification, revision: nextRevision(), in: session, queue, of: merchant)
        trace.counts.append((notification.status, 1))
        announce(notification, in: queue, of: merchant)
    }

    /// Writes a notification over the stored one, and notes what that makes due.
    func put(
        _ notification: Notification, over stored: NotificationTable.Stored,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        guard try write(notification, over: stored, of: merchant) else { return }
        for other in try tables.notifications.all(of: stored.session, merchant: merchant)
        where other.row != stored.row {
            announce(other.notification, in: other.queue, of: merchant)
        }
    }

    /// Writes a notification over the stored one; true if its session's others need not wait for it
    /// any more.
    func write(
        _ notification: Notification, over stored: NotificationTable.Stored,
        of merchant: MerchantKey
    ) throws(SQLiteError) -> Bool {
        let before = stored.notification
        guard notification != before else { return false }
        try tables.notifications.update(
            notification, row: stored.row, revision: nextRevision(), of: merchant)
        if notification.status != before.status {
            trace.counts.append((before.status, -1))
            trace.counts.append((notification.status, 1))
        }
        trace.certainties += Certainty.gained(from: before, to: notification, by: trace.source)
        announce(notification, in: stored.queue, of: merchant)
        return before.blocksLater && !notification.blocksLater
    }

    func announce(
        _ notification: Notification, in queue: QueueID, of merchant: MerchantKey
    ) {
        guard notification.status == .pending else { return }
        let reference = NotificationReference(
            merchant: merchant.id, notification: notification.id)
        trace.events.due.append(
            .init(
                reference: reference, queue: queue, recipient: notification.phone,
                dueAt: notification.dueAt))
    }
}
