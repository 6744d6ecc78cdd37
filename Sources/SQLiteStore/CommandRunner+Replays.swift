internal import Notifications
internal import SQLite

// MARK: - One

extension CommandRunner {
    func resend(_ command: ResendNotification, at now: Timestamp) throws -> CommandAnswer {
        let id = command.reference.notification
        let tenant = try knownTenant(command.reference.merchant)
        guard let stored = try tables.notifications.find(id, of: tenant.key) else {
            throw Refusal.notFound(.notification)
        }
        let hold = tenant.standing(of: stored.key(of: tenant.key)).hold
        let isRepeated = try tables.resends.contains(
            command.key, of: stored.row, merchant: tenant.key)
        if isRepeated { return .notification(stored.notification.shown(while: hold)) }
        let resent = try resend(
            stored, by: command.key, allowingSuperseded: command.allowsSuperseded,
            command.actor, tenant, at: now)
        try audit(
            .resend, id.rawValue, detail: "key \(command.key)", rows: 1, by: command.actor,
            of: tenant.key, at: now)
        return .notification(resent.shown(while: hold))
    }

    /// Puts a notification into its queue of replays; throws the refusal of one that may not be sent
    /// once more, before anything is written.
    private func resend(
        _ stored: NotificationTable.Stored, by key: ResendKey, allowingSuperseded: Bool,
        _ actor: ActorName, _ tenant: Tenant, at now: Timestamp
    ) throws -> Notification {
        let merchant = tenant.key
        let session = try tables.sessions.find(stored.notification.session, of: merchant)
        let resent = try stored.notification.resent(
            by: stored.channel, inState: session?.session.currentState,
            allowingSuperseded: allowingSuperseded, at: now)
        var replay = stored.key(of: merchant)
        replay.isReplay = true
        let queue = try queue(replay, of: merchant)
        let moved = try tables.notifications.move(stored, to: queue, of: merchant)
        try put(resent, over: moved, of: merchant)
        try tables.resends.insert(
            key, by: actor, of: stored.row, merchant: merchant, at: now)
        return resent
    }
}

// MARK: - Many

extension CommandRunner {
    func start(_ command: StartReplay, at now: Timestamp) throws -> CommandAnswer {
        let merchant = try knownTenant(command.merchant).key
        let (matched, last) = try tables.replays.count(command.filter, of: merchant)
        let answer = try command.decide(
            matched: matched, running: tables.replays.running(of: merchant)?.replay, at: now,
            ids: &ids)
        guard let replay = answer.replay else { return .replayStarted(answer) }
        try tables.replays.insert(
            replay, last: last, lastRevision: nextRevision(), of: merchant)
        try audit(
            .replay, replay.id.rawValue, detail: "\(replay.filter.text) rate=\(replay.rate)",
            rows: matched, by: command.actor, of: merchant, at: now)
        trace.events.hasReplays = true
        return .replayStarted(answer)
    }

    func cancel(_ command: CancelReplay, at now: Timestamp) throws -> CommandAnswer {
        let merchant = try knownTenant(command.reference.merchant).key
        let stored = try replay(command.reference, merchant)
        let cancelled = try command.decide(stored.replay, at: now)
        try tables.replays.update(
            cancelled, cursor: stored.span.cursor, row: stored.row, of: merchant)
        try audit(
            .cancelReplay, cancelled.id.rawValue, rows: cancelled.resent, by: command.actor,
            of: merchant, at: now)
        return .replay(cancelled)
    }

    /// Takes the next notifications and notes how far it came, in one transaction.
    func advance(_ command: AdvanceReplay, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.reference.merchant)
        let stored = try replay(command.reference, tenant.key)
        guard stored.replay.status == .running, stored.replay.dueAt <= now else {
            return .replay(stored.replay)
        }
        let page = try tables.replays.matching(
            stored.replay.filter, within: stored.span, limit: stored.replay.rate, of: tenant.key)
        var resent = 0
        for item in page {
            if try resend(item.id, by: stored.replay, tenant, at: now) { resent += 1 }
        }
        let next = stored.replay.advanced(
            resent: resent, skipped: page.count - resent, at: now)
        try tables.replays.update(
            next, cursor: page.last?.row ?? stored.span.last, row: stored.row, of: tenant.key)
        return .replay(next)
    }

    /// Whether the notification could be sent once more.
    private func resend(
        _ id: NotificationID, by replay: Replay, _ tenant: Tenant, at now: Timestamp
    ) throws -> Bool {
        guard let stored = try tables.notifications.find(id, of: tenant.key) else { return false }
        do {
            _ = try resend(
                stored, by: replay.key, allowingSuperseded: false, replay.actor, tenant, at: now)
            return true
        } catch is Refusal {
            return false
        }
    }

    private func replay(
        _ reference: ReplayReference, _ merchant: MerchantKey
    ) throws -> ReplayTable.Stored {
        guard let stored = try tables.replays.find(reference.replay, of: merchant) else {
            throw Refusal.notFound(.replay)
        }
        return stored
    }
}
