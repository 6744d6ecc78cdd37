import Notifications

/// Merchants, and their authenticators as they stand with Meta.
struct MerchantCommands {
    private let context: CommandContext
    private let templates: TemplateCommands
    private let budget: RecipientBudget
    private var records: any Records { context.records }

    init(
        _ context: CommandContext, _ templates: TemplateCommands,
        _ budget: RecipientBudget
    ) {
        self.context = context
        self.templates = templates
        self.budget = budget
    }

    func set(_ merchant: Merchant) throws(RecordsFault) -> CommandAnswer {
        if let tenant = try context.tenant(merchant.id) {
            if tenant.merchant != merchant { try records.update(merchant) }
        } else {
            try records.insert(merchant)
        }
        context.forget(merchant.id)
        return .merchant(merchant)
    }

    func register(_ command: RegisterAuthenticator, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let existing = tenant.authenticators.first {
            $0.phoneNumberID == command.phoneNumberID
        }
        let authenticator = try command.decide(
            .init(
                merchantExists: true, existing: existing, count: tenant.authenticators.count,
                app: try records.app(withSecret: command.appSecret)),
            at: now, ids: &context.ids)
        if existing == nil {
            try records.insert(authenticator, of: tenant.key)
        } else if existing != authenticator {
            try records.update(authenticator, of: tenant.key)
        } else {
            // What Meta refused before may work by now: whoever registers it again says so.
            try records.askAgain(about: authenticator.id, of: tenant.key)
        }
        context.trace.events.queuesChanged = true
        if let existing, existing.accountID != authenticator.accountID {
            try templates.lookAgain(at: tenant, of: authenticator.id, at: now)
        }
        if existing?.portfolioKey != authenticator.portfolioKey {
            try budget.join(authenticator.portfolioKey, authenticator.phoneNumberID, at: now)
        }
        if let existing, existing.app != authenticator.app {
            try records.forgetUnusedApps(at: now)
            // What others paused for the number reaches those of one app.
            context.forgetTenants()
        }
        context.forget(command.merchant)
        return .authenticator(authenticator)
    }

    func subscribe(_ command: SubscribeAuthenticator, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let known = tenant.authenticators.first { $0.id == command.authenticator }
        guard let authenticator = known else { throw Refusal.notFound(.authenticator) }
        try records.wantSubscription(of: authenticator.id, tenant.key)
        try context.audit(
            .subscribe, authenticator.id.rawValue, rows: 1, by: command.actor, of: tenant.key,
            at: now)
        context.trace.events.queuesChanged = true
        return .authenticator(authenticator)
    }

    func record(_ report: ContactReport, at now: Timestamp) throws(RecordsFault) -> CommandAnswer {
        guard let tenant = try context.tenant(report.merchant) else { return .recorded(nil) }
        try records.put(report, of: tenant.key, at: now)
        return .recorded(nil)
    }

    func record(_ report: ClaimReport, at now: Timestamp) throws(RecordsFault) -> CommandAnswer {
        guard let tenant = try context.tenant(report.merchant),
            let authenticator = tenant.authenticators.first(where: {
                $0.id == report.authenticator && $0.version == report.version
            })
        else { return .recorded(nil) }
        try records.put(report, of: tenant.key, at: now)
        if authenticator.claim != report.claim {
            context.forget(report.merchant)
            context.trace.events.queuesChanged = true
        }
        return .recorded(nil)
    }
}
