import Notifications

/// What delivery does: arms, settles what it has no answer for, and ends what is late.
struct DeliveryCommands {
    private let context: CommandContext
    private let writer: NotificationWriter
    private let budget: RecipientBudget
    private let wayBack: WayBack
    private let erasures: ErasureCommands
    private var records: any Records { context.records }

    init(
        _ context: CommandContext, _ writer: NotificationWriter,
        _ budget: RecipientBudget, _ wayBack: WayBack, _ erasures: ErasureCommands
    ) {
        self.context = context
        self.writer = writer
        self.budget = budget
        self.wayBack = wayBack
        self.erasures = erasures
    }

    func arm(_ command: ArmNotification, at now: Timestamp) throws -> CommandAnswer {
        guard let tenant = try context.tenant(command.reference.merchant),
            let found = try records.load(command, of: tenant.key)
        else { throw Refusal.notFound(.notification) }
        let stored = found.stored
        // The erasure may not have come to it yet.
        if stored.notification.status == .pending,
            try erasures.isErasing(stored.notification.phone, tenant.key)
        {
            let ended = stored.notification.ended(as: .cancelled, at: now)
            try writer.put(ended, over: stored, of: tenant.key)
            return .armed(.nothing(ended.status))
        }
        let key = stored.key(of: tenant.key)
        let queue = tenant.queueStatus(of: key)
        var effects = command.decide(
            .init(
                merchant: tenant.merchant, notification: stored.notification,
                earlier: found.earlier, queue: queue, channel: stored.channel,
                consent: found.consent),
            at: now, zones: context.zones, ids: &context.ids)
        // Last, because it counts the person.
        if effects.attempt != nil, let portfolio = queue.authenticator?.portfolioKey,
            let room = try budget.reach(
                stored.notification.phone, from: portfolio, in: key.lane, at: now)
        {
            effects = .later(stored.notification, for: .dailyLimit, until: room, at: now)
        }
        let written = try writer.put(
            effects.notification ?? stored.notification, over: stored, of: tenant.key)
        if let attempt = effects.attempt, let number = effects.phoneNumberID {
            let begun = try records.begin(attempt, from: number, of: stored, merchant: tenant.key)
            context.recent.keep(
                .init(merchant: tenant.key.id, notification: written, attempt: begun))
        }
        return .armed(effects.answer)
    }

    func expire(_ command: ExpireNotification, at now: Timestamp) throws(RecordsFault)
        -> CommandAnswer
    {
        guard let (tenant, stored) = try context.find(command.reference) else {
            return .recorded(nil)
        }
        guard let notification = command.decide(stored.notification, at: now) else {
            return .recorded(stored.notification.status)
        }
        try writer.put(notification, over: stored, of: tenant.key)
        return .recorded(notification.status)
    }

    // MARK: Attempts without an answer

    /// Looks at an attempt by what is known of its number.
    func resolve(_ command: ResolveUncertain, at now: Timestamp) throws(RecordsFault)
        -> CommandAnswer
    {
        guard let (tenant, stored) = try context.find(command.reference) else {
            return .recorded(nil)
        }
        guard stored.notification.status == .uncertain else {
            return .recorded(stored.notification.status)
        }
        let attempt = try records.newestAttempt(of: stored, merchant: tenant.key)
        var evidence: ChannelEvidence?
        if let attempt { evidence = try self.evidence(about: attempt, of: tenant, at: now) }
        let verdict = command.decide(
            .init(
                notification: stored.notification, attempt: attempt?.attempt,
                binding: tenant.queueStatus(of: stored.key(of: tenant.key)).binding,
                evidence: evidence),
            at: now)
        switch verdict {
        case .settled:
            return .recorded(stored.notification.status)
        case .wait(let moment):
            context.recent.forget(stored.notification.id)
            try records.postpone(stored, until: moment, of: tenant.key)
            return .recorded(.uncertain)
        case .change(let notification):
            try writer.put(notification, over: stored, of: tenant.key)
            return .recorded(notification.status)
        }
    }

    private func evidence(
        about attempt: StoredAttempt, of tenant: Tenant, at now: Timestamp
    ) throws(RecordsFault) -> ChannelEvidence {
        let account = tenant.authenticators.first { $0.phoneNumberID == attempt.number }?.accountID
        let isHeld = try records.isHeld(
            template: attempt.attempt.template, ofAccount: account ?? "", QualityHold(at: now))
        return wayBack.channels.evidence(
            of: tenant.way(from: attempt.number), isTemplateHeld: isHeld)
    }

    /// Makes attempts uncertain that an earlier start left armed; gives their number.
    func markInterrupted(at now: Timestamp) throws(RecordsFault) -> Int {
        let names = try records.interruptedAttempts()
        for name in names {
            guard let (tenant, stored) = try context.find(name.reference),
                let attempt = try records.attempt(name.token, of: stored, merchant: tenant.key)
            else { throw records.unreadable("an armed attempt's notification") }
            let left = InterruptedAttempt(attempt.attempt, of: stored.notification, at: now)
            try records.update(left.attempt, over: attempt, of: tenant.key)
            try writer.put(left.notification, over: stored, of: tenant.key)
        }
        return names.count
    }
}
