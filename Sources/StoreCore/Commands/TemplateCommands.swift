import Notifications

/// Templates: what merchants bind, and how Meta has it.
struct TemplateCommands {
    private let context: CommandContext
    private let news: NewsCheck
    private var records: any Records { context.records }

    init(_ context: CommandContext, _ news: NewsCheck) {
        self.context = context
        self.news = news
    }

    func register(_ command: RegisterTemplate) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
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
            ids: &context.ids)
        for binding in answer.bindings {
            let stored = existing.first { $0.binding.key == binding.key }
            guard stored?.binding != binding else { continue }
            if let stored {
                try records.update(binding, over: stored, of: tenant.key)
            } else {
                try records.insert(binding, of: tenant.key)
            }
            if binding.status == .unverified { context.trace.events.hasUnverifiedBindings = true }
            context.trace.events.queuesChanged = true
        }
        context.forget(command.merchant)
        return .templateRegistered(answer)
    }

    func sync(_ command: SyncTemplates, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        try records.askAgainAboutTemplates(of: tenant.key)
        context.forget(command.merchant)
        context.trace.events.hasUnverifiedBindings = true
        let count = tenant.bindings.count
        try context.audit(
            .syncTemplates, "templates", rows: count, by: command.actor, of: tenant.key, at: now)
        return .syncBegan(bindings: count)
    }

    func record(
        _ report: VerificationReport, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        guard let tenant = try context.tenant(report.merchant),
            let stored = tenant.bindings.first(where: { $0.binding.id == report.binding }),
            stored.binding.version == report.version
        else { return .recorded(nil) }
        try write(stored.binding.looked(report, at: now), over: stored.binding, tenant.key, at: now)
        return .recorded(nil)
    }

    func record(
        _ event: TemplateEvent, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        guard let verdict = event.verdict else { return .recorded(nil) }
        let concerned = try records.bindings(of: event.place, proof, at: now)
        if concerned.isEmpty {
            return try news.unknown(account: event.accountID, proof, at: now)
        }
        guard try news.isNews(event.occurredAt, of: NewsSubject(event), proof, at: now) else {
            return .ignored(.stale)
        }
        for (merchant, binding) in concerned {
            try overtake(verdict, of: binding, merchant, asking: true, at: now)
        }
        return .recorded(nil)
    }

    /// Gives the bindings that the finding concerns their status: the merchant's own, and others' in the
    /// account where it is about the template itself.
    func apply(
        _ finding: TemplateFinding, of tenant: Tenant, at now: Timestamp
    ) throws(RecordsFault) {
        let bindings = tenant.bindings.map(\.binding)
        for binding in finding.concerned(among: bindings, tenant.authenticators) {
            try overtake(finding.verdict, of: binding, tenant.key, at: now)
        }
        guard let verdict = finding.verdictForOthers,
            let (place, proof) = finding.place(among: bindings, tenant.authenticators)
        else { return }
        for (merchant, binding) in try records.bindings(of: place, proof, at: now)
        where merchant != tenant.key {
            try overtake(verdict, of: binding, merchant, at: now)
        }
    }

    /// What was found in one account says nothing of another one.
    func lookAgain(
        at tenant: Tenant, of authenticator: AuthenticatorID, at now: Timestamp
    ) throws(RecordsFault) {
        let unverified = TemplateVerdict(status: .unverified, problem: "")
        for stored in tenant.bindings where stored.binding.authenticator == authenticator {
            try overtake(unverified, of: stored.binding, tenant.key, at: now)
        }
    }

    /// Gives a binding the status that news of Meta's brought.
    private func overtake(
        _ verdict: TemplateVerdict, of binding: TemplateBinding, _ merchant: MerchantKey,
        asking: Bool = false, at now: Timestamp
    ) throws(RecordsFault) {
        guard let judged = binding.overtaken(by: verdict, asking: asking, at: now) else { return }
        try write(judged, over: binding, merchant, at: now)
    }

    /// Writes a binding's status, by which its queues are held or served.
    private func write(
        _ binding: TemplateBinding, over before: TemplateBinding, _ merchant: MerchantKey,
        at now: Timestamp
    ) throws(RecordsFault) {
        try records.putStatus(of: binding, merchant)
        try note(binding, over: before, merchant, at: now)
        context.forget(merchant.id)
        if binding.status != before.status { context.trace.events.queuesChanged = true }
        if binding.checkedAt == nil { context.trace.events.hasUnverifiedBindings = true }
    }

    /// Notes that Meta's word brought a binding to another status, with the writes that bring it there, and
    /// leaves it to be told once that is durable.
    private func note(
        _ binding: TemplateBinding, over before: TemplateBinding, _ merchant: MerchantKey,
        at now: Timestamp
    ) throws(RecordsFault) {
        guard binding.settledStatus != before.settledStatus else { return }
        let all = try records.bindingOutlines(of: merchant)
        guard let change = binding.change(since: before, among: all) else { return }
        try context.audit(
            .templateChanged, change.template, detail: change.detail, rows: change.bindings,
            by: .meta, of: merchant, at: now)
        context.trace.events.templateChanges.append(change)
    }
}
