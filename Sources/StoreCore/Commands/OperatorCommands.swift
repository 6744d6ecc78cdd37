import Notifications

/// What people do about notifications and about what is sent; each is audited.
struct OperatorCommands {
    private let context: CommandContext
    private let writer: NotificationWriter
    private var records: any Records { context.records }

    init(_ context: CommandContext, _ writer: NotificationWriter) {
        self.context = context
        self.writer = writer
    }

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
        let tenant = try context.knownTenant(reference.merchant)
        guard let stored = try records.notification(reference.notification, of: tenant.key)
        else { throw Refusal.notFound(.notification) }
        let hold = tenant.queueStatus(of: stored.key(of: tenant.key)).hold
        let notification = try decide(stored.notification.shown(while: hold))
        try writer.put(notification, over: stored, of: tenant.key)
        try context.audit(
            action, reference.notification.rawValue, rows: 1, by: actor, of: tenant.key, at: now)
        return .notification(notification.shown(while: hold))
    }

    /// Takes a person's word for what became of a message.
    func resolve(_ command: ResolveNotification, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.reference.merchant)
        guard
            let stored = try records.notification(
                command.reference.notification, of: tenant.key)
        else { throw Refusal.notFound(.notification) }
        let attempt = try records.newestAttempt(of: stored, merchant: tenant.key)
        let effects = try command.decide(
            stored.notification, newest: attempt?.attempt, at: now)
        if let attempt, let settled = effects.attempt {
            context.recent.forget(stored.notification.id)
            try records.update(settled, over: attempt, of: tenant.key)
        }
        try writer.put(effects.notification, over: stored, of: tenant.key)
        try context.audit(
            .resolve, effects.notification.id.rawValue, detail: command.resolution.name, rows: 1,
            by: command.actor, of: tenant.key, at: now)
        let hold = tenant.queueStatus(of: stored.key(of: tenant.key)).hold
        return .notification(effects.notification.shown(while: hold))
    }

    // MARK: Pause and resume

    func pause(_ command: PauseSending, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let current = try pause(command.scope, of: tenant.key)
        let pause = try command.decide(
            current: current?.pause, authenticators: tenant.authenticators,
            bindings: tenant.bindings.map(\.binding), at: now)
        guard current == nil else { return .pause(pause) }
        try records.insert(pause, of: tenant.key)
        pausesChanged()
        try context.audit(
            .pause, command.scope.subject, detail: command.reason, rows: 1, by: command.actor,
            of: tenant.key, at: now)
        return .pause(pause)
    }

    func resume(_ command: ResumeSending, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        guard let current = try pause(command.scope, of: tenant.key) else {
            throw command.notPaused
        }
        try records.delete(current)
        pausesChanged()
        try context.audit(
            .resume, command.scope.subject, detail: current.pause.reason, rows: 1,
            by: command.actor, of: tenant.key, at: now)
        return .pause(current.pause)
    }

    /// A number's pause concerns all merchants that share it.
    private func pausesChanged() {
        context.forgetTenants()
        context.trace.events.queuesChanged = true
    }

    /// The pause of the scope; one of a number may have been asked for by another merchant.
    private func pause(
        _ scope: PauseScope, of merchant: MerchantKey
    ) throws(RecordsFault) -> StoredPause? {
        try records.pauses(concerning: merchant).first { $0.pause.scope == scope }
    }
}
