internal import Notifications
internal import SQLite

extension CommandRunner {
    func set(_ merchant: Merchant) throws -> CommandAnswer {
        if let tenant = try tenant(merchant.id) {
            if tenant.merchant != merchant { try tables.merchants.update(merchant) }
        } else {
            _ = try tables.merchants.insert(merchant)
        }
        forget(merchant.id)
        return .merchant(merchant)
    }

    func register(_ command: RegisterAuthenticator, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        let existing = tenant.authenticators.first {
            $0.phoneNumberID == command.phoneNumberID
        }
        let authenticator = try command.decide(
            .init(
                merchantExists: true, existing: existing, count: tenant.authenticators.count,
                app: try tables.apps.app(withSecret: command.appSecret)),
            at: now, ids: &ids)
        if existing == nil {
            try tables.merchants.insert(authenticator, of: tenant.key)
        } else if existing != authenticator {
            try tables.merchants.update(authenticator, of: tenant.key)
        } else {
            // What Meta refused before may work by now: whoever registers it again says so.
            try tables.claims.askAgain(about: authenticator.id, of: tenant.key)
        }
        trace.events.queuesChanged = true
        if let existing, existing.accountID != authenticator.accountID {
            try lookAgain(at: tenant.bindings, of: authenticator.id, tenant.key, at: now)
        }
        if existing?.portfolioKey != authenticator.portfolioKey {
            try join(authenticator.portfolioKey, authenticator.phoneNumberID, at: now)
        }
        if let existing, existing.app != authenticator.app {
            try tables.apps.forgetUnused(at: now)
            // What others paused for the number reaches those of one app.
            forgetAll()
        }
        forget(command.merchant)
        return .authenticator(authenticator)
    }

    /// What was found in one account says nothing of another one.
    private func lookAgain(
        at bindings: [TemplateTable.Stored], of authenticator: AuthenticatorID,
        _ merchant: MerchantKey, at now: Timestamp
    ) throws {
        let unverified = TemplateVerdict(status: .unverified, problem: "")
        for stored in bindings where stored.binding.authenticator == authenticator {
            try overtake(unverified, of: stored.binding, merchant: merchant, at: now)
        }
    }

    func register(_ command: RegisterTemplate) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        let keys = command.scopes.map {
            BindingKey(plugin: command.plugin, scope: $0, language: command.language)
        }
        let existing = tenant.bindings.filter { keys.contains($0.binding.key) }
        let answer = try command.decide(
            .init(
                merchant: tenant.merchant,
                authenticatorExists: tenant.authenticators.contains {
                    $0.id == command.authenticator
                },
                existing: existing.map(\.binding)),
            ids: &ids)
        for binding in answer.bindings {
            let stored = existing.first { $0.binding.key == binding.key }
            guard stored?.binding != binding else { continue }
            if let stored {
                try tables.templates.update(binding, over: stored, of: tenant.key)
            } else {
                try tables.templates.insert(binding, of: tenant.key)
            }
            if binding.status == .unverified { trace.events.hasUnverifiedBindings = true }
            trace.events.queuesChanged = true
        }
        forget(command.merchant)
        return .templateRegistered(answer)
    }

    func record(_ report: VerificationReport, at now: Timestamp) throws -> CommandAnswer {
        guard let tenant = try tenant(report.merchant),
            let stored = tenant.bindings.first(where: { $0.binding.id == report.binding }),
            stored.binding.version == report.version
        else { return .recorded(nil) }
        try write(
            stored.binding.looked(report, at: now), over: stored.binding, merchant: tenant.key,
            at: now)
        return .recorded(nil)
    }

    /// Gives a binding the status that news of Meta's brought.
    func overtake(
        _ verdict: TemplateVerdict, of binding: TemplateBinding, merchant: MerchantKey,
        asking: Bool = false, at now: Timestamp
    ) throws {
        guard let judged = binding.overtaken(by: verdict, asking: asking, at: now) else { return }
        try write(judged, over: binding, merchant: merchant, at: now)
    }

    func sync(_ command: SyncTemplates, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        try tables.templates.askAgain(of: tenant.key)
        forget(command.merchant)
        trace.events.hasUnverifiedBindings = true
        let count = tenant.bindings.count
        try audit(
            .syncTemplates, "templates", rows: count, by: command.actor, of: tenant.key, at: now)
        return .syncBegan(bindings: count)
    }

    /// Writes a binding's status, by which its queues are held or served.
    private func write(
        _ binding: TemplateBinding, over before: TemplateBinding, merchant: MerchantKey,
        at now: Timestamp
    ) throws {
        try tables.templates.setStatus(of: binding, merchant)
        try note(binding, over: before, merchant, at: now)
        forget(merchant.id)
        if binding.status != before.status { trace.events.queuesChanged = true }
        if binding.checkedAt == nil { trace.events.hasUnverifiedBindings = true }
    }
}
