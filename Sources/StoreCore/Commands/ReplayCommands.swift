import Notifications

/// What people send once more: one notification, or all that a filter matches.
struct ReplayCommands {
    private let context: CommandContext
    private let writer: NotificationWriter
    private var records: any Records { context.records }

    init(_ context: CommandContext, _ writer: NotificationWriter) {
        self.context = context
        self.writer = writer
    }

    func resend(_ command: ResendNotification, at now: Timestamp) throws -> CommandAnswer {
        let id = command.reference.notification
        let tenant = try context.knownTenant(command.reference.merchant)
        guard let stored = try records.notification(id, of: tenant.key) else {
            throw Refusal.notFound(.notification)
        }
        let hold = tenant.queueStatus(of: stored.key(of: tenant.key)).hold
        if try records.isResent(stored, by: command.key, tenant.key) {
            return .notification(stored.notification.shown(while: hold))
        }
        let resent = try resend(
            stored, by: command.key, allowingSuperseded: command.allowsSuperseded,
            command.actor, tenant, at: now)
        try context.audit(
            .resend, id.rawValue, detail: "key \(command.key)", rows: 1, by: command.actor,
            of: tenant.key, at: now)
        return .notification(resent.shown(while: hold))
    }

    /// Puts a notification into its queue of replays; throws the refusal of one that may not be sent
    /// once more, before anything is written.
    private func resend(
        _ stored: StoredNotification, by key: ResendKey, allowingSuperseded: Bool,
        _ actor: ActorName, _ tenant: Tenant, at now: Timestamp
    ) throws -> Notification {
        let session = try records.session(stored.notification.session, of: tenant.key)
        let resent = try stored.notification.resent(
            by: stored.channel, inState: session?.session.currentState,
            allowingSuperseded: allowingSuperseded, at: now)
        try writer.putIntoReplays(resent, over: stored, of: tenant.key)
        try records.putResend(of: stored, by: key, actor, tenant.key, at: now)
        return resent
    }

    // MARK: Many

    func start(_ command: StartReplay, at now: Timestamp) throws -> CommandAnswer {
        let merchant = try context.knownTenant(command.merchant).key
        let matched = try records.count(command.filter, of: merchant)
        let answer = try command.decide(
            matched: matched, running: records.runningReplay(of: merchant)?.replay, at: now,
            ids: &context.ids)
        guard let replay = answer.replay else { return .replayStarted(answer) }
        try records.insert(replay, of: merchant)
        try context.audit(
            .replay, replay.id.rawValue, detail: "\(replay.filter.text) rate=\(replay.rate)",
            rows: matched, by: command.actor, of: merchant, at: now)
        context.trace.events.hasReplays = true
        return .replayStarted(answer)
    }

    func cancel(_ command: CancelReplay, at now: Timestamp) throws -> CommandAnswer {
        let merchant = try context.knownTenant(command.reference.merchant).key
        let stored = try replay(command.reference, merchant)
        let cancelled = try command.decide(stored.replay, at: now)
        try records.update(cancelled, cursor: stored.span.cursor, over: stored, of: merchant)
        try context.audit(
            .cancelReplay, cancelled.id.rawValue, rows: cancelled.resent, by: command.actor,
            of: merchant, at: now)
        return .replay(cancelled)
    }

    /// Takes the next notifications and notes how far it came, in one command.
    func advance(_ command: AdvanceReplay, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.reference.merchant)
        let stored = try replay(command.reference, tenant.key)
        guard stored.replay.status == .running, stored.replay.dueAt <= now else {
            return .replay(stored.replay)
        }
        let page = try records.matching(stored, limit: stored.replay.rate, of: tenant.key)
        var resent = 0
        for item in page {
            if try resend(item.id, by: stored.replay, tenant, at: now) { resent += 1 }
        }
        let next = stored.replay.advanced(
            resent: resent, skipped: page.count - resent, at: now)
        try records.update(
            next, cursor: page.last?.revision ?? stored.span.last, over: stored, of: tenant.key)
        return .replay(next)
    }

    /// Whether the notification could be sent once more.
    private func resend(
        _ id: NotificationID, by replay: Replay, _ tenant: Tenant, at now: Timestamp
    ) throws -> Bool {
        guard let stored = try records.notification(id, of: tenant.key) else { return false }
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
    ) throws -> StoredReplay {
        guard let stored = try records.replay(reference.replay, of: merchant) else {
            throw Refusal.notFound(.replay)
        }
        return stored
    }
}
