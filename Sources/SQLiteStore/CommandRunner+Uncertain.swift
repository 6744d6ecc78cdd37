internal import Notifications
internal import SQLite

// Attempts without an answer.

extension CommandRunner {
    /// Looks at an attempt by what is known of its number.
    func resolve(_ command: ResolveUncertain, at now: Timestamp) throws -> CommandAnswer {
        guard let (tenant, stored) = try find(command.reference) else { return .recorded(nil) }
        guard stored.notification.status == .uncertain,
            let attempt = try tables.attempts.newest(of: stored.row, merchant: tenant.key)
        else { return .recorded(stored.notification.status) }
        let verdict = command.decide(
            .init(
                notification: stored.notification, attempt: attempt.attempt,
                binding: tenant.standing(of: stored.key(of: tenant.key)).binding,
                evidence: try evidence(about: attempt, of: tenant, at: now)),
            at: now)
        switch verdict {
        case .settled:
            return .recorded(stored.notification.status)
        case .wait(let moment):
            try tables.notifications.postpone(row: stored.row, until: moment, of: tenant.key)
            return .recorded(.uncertain)
        case .change(let notification):
            try put(notification, over: stored, of: tenant.key)
            return .recorded(notification.status)
        }
    }

    /// Takes a person's word for it.
    func resolve(_ command: ResolveNotification, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.reference.merchant)
        guard
            let stored = try tables.notifications.find(
                command.reference.notification, of: tenant.key)
        else { throw Refusal.notFound(.notification) }
        let attempt = try tables.attempts.newest(of: stored.row, merchant: tenant.key)
        let effects = try command.decide(
            stored.notification, newest: attempt?.attempt, at: now)
        if let attempt {
            try tables.attempts.update(effects.attempt, over: attempt, of: tenant.key)
        }
        try put(effects.notification, over: stored, of: tenant.key)
        try audit(
            .resolve, effects.notification.id.rawValue, detail: command.resolution.name, rows: 1,
            by: command.actor, of: tenant.key, at: now)
        let hold = tenant.standing(of: stored.key(of: tenant.key)).hold
        return .notification(effects.notification.shown(while: hold))
    }

    private func evidence(
        about attempt: AttemptTable.Stored, of tenant: Tenant, at now: Timestamp
    ) throws(SQLiteError) -> ChannelEvidence {
        let account = tenant.authenticators.first { $0.phoneNumberID == attempt.number }?.accountID
        let isHeld = try tables.system.isHeld(
            template: attempt.attempt.template, ofAccount: account ?? "", QualityHold(at: now))
        return channels.evidence(of: tenant.way(from: attempt.number), isTemplateHeld: isHeld)
    }

    /// The notification's attempts but this one, where receipts of two would confirm a duplicate.
    func others(
        than attempt: AttemptTable.Stored, of stored: NotificationTable.Stored,
        _ merchant: MerchantKey
    ) throws(SQLiteError) -> [Attempt] {
        guard stored.notification.isPossibleDuplicate else { return [] }
        return try tables.attempts.all(of: stored.row, merchant: merchant)
            .filter { $0.token != attempt.attempt.token }
    }

    /// Makes armed attempts of earlier starts uncertain: nobody knows what became of them.
    func resolveArmed(at now: Timestamp) throws(SQLiteError) -> Int {
        trace = CommandTrace()
        let armed = try tables.system.armed(before: boot)
        for keys in armed {
            guard let (tenant, stored) = try find(keys.reference),
                let attempt = try tables.attempts.find(
                    keys.token, of: stored.row, merchant: tenant.key)
            else { throw SQLiteError.unreadable("an armed attempt's notification") }
            let left = InterruptedAttempt(attempt.attempt, of: stored.notification, at: now)
            try tables.attempts.update(left.attempt, over: attempt, of: tenant.key)
            try put(left.notification, over: stored, of: tenant.key)
        }
        try write(trace.counts)
        return armed.count
    }
}
