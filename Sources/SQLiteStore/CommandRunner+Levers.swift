internal import Notifications
internal import SQLite

// MARK: - What people did

extension CommandRunner {
    /// Notes what a person did, in the transaction that does it.
    func audit(
        _ action: AuditAction, _ subject: String, detail: String = "", rows: Int,
        by actor: ActorName, of merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) {
        let entry = AuditEntry(
            at: now, actor: actor, action: action, subject: subject, detail: detail, rows: rows)
        try tables.audit.insert(entry, of: merchant)
    }
}

// MARK: - Pause and resume

extension CommandRunner {
    func pause(_ command: PauseSending, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        let standing = try standing(command.scope, of: tenant.key)
        let pause = try command.decide(
            standing: standing?.pause, authenticators: tenant.authenticators,
            bindings: tenant.bindings.map(\.binding), at: now)
        guard standing == nil else { return .pause(pause) }
        try tables.pauses.insert(pause, of: tenant.key)
        pausesChanged()
        try audit(
            .pause, command.scope.subject, detail: command.reason, rows: 1, by: command.actor,
            of: tenant.key, at: now)
        return .pause(pause)
    }

    func resume(_ command: ResumeSending, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        guard let standing = try standing(command.scope, of: tenant.key) else {
            throw command.notPaused
        }
        try tables.pauses.delete(standing)
        pausesChanged()
        try audit(
            .resume, command.scope.subject, detail: standing.pause.reason, rows: 1,
            by: command.actor, of: tenant.key, at: now)
        return .pause(standing.pause)
    }

    /// A number's pause concerns all merchants that share it.
    private func pausesChanged() {
        forgetAll()
        trace.events.queuesChanged = true
    }

    /// The pause of the scope; one of a number may have been asked for by another merchant.
    private func standing(
        _ scope: PauseScope, of merchant: MerchantKey
    ) throws(SQLiteError) -> PauseTable.Stored? {
        try tables.pauses.concerning(merchant).first { $0.pause.scope == scope }
    }
}
