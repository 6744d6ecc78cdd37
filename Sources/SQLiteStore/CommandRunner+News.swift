internal import Notifications
internal import SQLite

// What Meta says by webhook. It concerns the authenticators of the number or the account that it is
// about and that are of the app whose signature proves it, and nobody else's.

// MARK: - Templates and accounts

extension CommandRunner {
    func record(
        _ event: TemplateEvent, _ proof: AppProof, at now: Timestamp
    ) throws -> CommandAnswer {
        guard let verdict = event.verdict else { return .recorded(nil) }
        let concerned = try tables.system.bindings(of: event.place, proof, at: now)
        if concerned.isEmpty { return try unknown(account: event.accountID, proof, at: now) }
        let subject = AppTable.Subject(
            account: event.accountID, field: event.field, name: event.place.label)
        guard try isNews(event.occurredAt, of: subject, proof, at: now) else {
            return .ignored(.stale)
        }
        for (merchant, stored) in concerned {
            try overtake(verdict, of: stored.binding, merchant: merchant, asking: true, at: now)
        }
        return .recorded(nil)
    }

    func record(
        _ event: AccountEvent, _ proof: AppProof, at now: Timestamp
    ) throws -> CommandAnswer {
        guard try tables.apps.has(account: event.accountID, proof, at: now) else {
            return try foreign(event.accountID, proof)
        }
        let subject = AppTable.Subject(account: event.accountID, field: event.field)
        guard try isNews(event.occurredAt, of: subject, proof, at: now) else {
            return .ignored(.stale)
        }
        guard let effect = event.effect else { return .recorded(nil) }
        trace.events.queuesChanged = true
        if case .messagingLimit(let limit) = effect {
            let portfolios = try tables.limits.portfolios(
                ofAccount: event.accountID, proof, at: now)
            for portfolio in portfolios { try setLimit(limit, of: portfolio, at: now) }
        }
        for number in try tables.limits.numbers(ofAccount: event.accountID, proof, at: now) {
            try changeStops(of: number, after: event, proof, at: now)
            if event.asksAboutNumbers { try tables.limits.forgetCheck(of: number) }
        }
        return .recorded(nil)
    }

    /// Whether the news is newer than what is known of its subject, which it becomes then.
    private func isNews(
        _ occurredAt: Timestamp?, of subject: AppTable.Subject, _ proof: AppProof,
        at now: Timestamp
    ) throws(SQLiteError) -> Bool {
        let moment = NewsOrder.moment(occurredAt, at: now)
        let newest = try tables.apps.newest(of: subject, proof)
        if NewsOrder.isStale(moment, newest: newest, at: now) { return false }
        if moment != newest { try tables.apps.put(moment, of: subject, proof) }
        return true
    }
}

// MARK: - Nobody's

extension CommandRunner {
    /// The answer to news about something of the number that is not known here.
    func unknown(
        _ number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> CommandAnswer {
        try tables.apps.has(number, proof, at: now)
            ? .recorded(nil) : try foreign(number.rawValue, proof)
    }

    func unknown(
        account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> CommandAnswer {
        try tables.apps.has(account: account, proof, at: now)
            ? .recorded(nil) : try foreign(account, proof)
    }

    /// The answer to news about a number or an account that nobody of the app has: where one has it who
    /// was not given the app's present secret yet, Meta is to come again.
    func foreign(_ id: String, _ proof: AppProof) throws(SQLiteError) -> CommandAnswer {
        guard let replaced = proof.replaced, try tables.apps.isHeld(id, by: replaced) else {
            return .ignored(.foreign)
        }
        return .ignored(.notYet)
    }
}

// MARK: - How authenticators stand with Meta

extension CommandRunner {
    func subscribe(_ command: SubscribeAuthenticator, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        guard
            let authenticator = tenant.authenticators.first(where: {
                $0.id == command.authenticator
            })
        else { throw Refusal.notFound(.authenticator) }
        try tables.claims.wantSubscription(of: authenticator.id, tenant.key)
        try audit(
            .subscribe, authenticator.id.rawValue, rows: 1, by: command.actor, of: tenant.key,
            at: now)
        trace.events.queuesChanged = true
        return .authenticator(authenticator)
    }

    func record(_ report: ContactReport, at now: Timestamp) throws -> CommandAnswer {
        guard let tenant = try tenant(report.merchant) else { return .recorded(nil) }
        try tables.claims.put(report, of: tenant.key, at: now)
        return .recorded(nil)
    }

    /// A message from the number was accepted.
    func beganSilence(_ number: PhoneNumberID, of tenant: Tenant, at now: Timestamp) {
        if silences.accepted(tenant.way(from: number), at: now) { silencesChanged = true }
    }

    /// News of the number came back.
    func endedSilence(_ number: PhoneNumberID, _ proof: AppProof, at now: Timestamp) {
        if silences.heard(.init(number: number, app: proof.app), at: now) { silencesChanged = true }
    }

    func record(_ report: ClaimReport, at now: Timestamp) throws -> CommandAnswer {
        guard let tenant = try tenant(report.merchant),
            let authenticator = tenant.authenticators.first(where: {
                $0.id == report.authenticator && $0.version == report.version
            })
        else { return .recorded(nil) }
        try tables.claims.put(report, of: tenant.key, at: now)
        if authenticator.claim != report.claim {
            forget(report.merchant)
            trace.events.queuesChanged = true
        }
        return .recorded(nil)
    }
}
