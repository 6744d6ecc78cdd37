import Notifications

/// What became of sends: the answers that delivery had, and Meta's receipts.
struct ReportCommands {
    private let context: CommandContext
    private let writer: NotificationWriter
    private let customers: CustomerCommands
    private let templates: TemplateCommands
    private let senders: SenderCommands
    private let refused: RefusedMessages
    private let news: NewsCheck
    private let wayBack: WayBack
    private let lost: LostAttempts
    private var records: any Records { context.records }

    init(
        _ context: CommandContext, _ writer: NotificationWriter,
        _ customers: CustomerCommands, _ templates: TemplateCommands,
        _ senders: SenderCommands, _ refused: RefusedMessages,
        _ news: NewsCheck, _ wayBack: WayBack
    ) {
        self.context = context
        self.writer = writer
        self.customers = customers
        self.templates = templates
        self.senders = senders
        self.refused = refused
        self.news = news
        self.wayBack = wayBack
        lost = LostAttempts(context, writer)
    }

    func record(
        _ report: AttemptReport, jitter: () -> Double, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        guard let (tenant, stored) = try context.find(report.reference),
            let attempt = try context.attempt(report.token, of: stored, tenant.key)
        else { return .recorded(nil) }
        let earlier =
            report.looksBack
            ? try records.attempts(of: stored, merchant: tenant.key)
                .filter { $0.number < attempt.attempt.number } : []
        let effects = report.decide(
            notification: stored.notification, attempt: attempt.attempt, earlier: earlier, at: now,
            jitter: jitter())
        try put(effects.attempt, over: attempt, effects.notification, over: stored, tenant.key)
        if let status = effects.templateStatus {
            let finding = TemplateFinding(
                status, from: .refusal, of: attempt.attempt, sentFrom: attempt.number)
            try templates.apply(finding, of: tenant, at: now)
        }
        switch report.result {
        case .accepted(_, _, let names):
            try customers.keep(names, of: stored.notification.phone, tenant.key, at: now)
            try refused.wasAccepted(attempt, of: tenant, at: now)
            if attempt.attempt.receipts.isEmpty {
                wayBack.wasAccepted(attempt.number, of: tenant, at: now)
            }
        case .refused(let code, let refusal, _):
            if let word = OptOut(code: code, at: now) {
                try customers.note(word, of: stored.notification.phone, tenant.key)
            }
            if refusal.mayConcernOthers, effects.attempt != attempt.attempt {
                try refused.wasRefused(
                    stored.notification.id, attempt, code: code, of: tenant, at: now)
            }
        case .notSent, .unknown: break
        }
        return .recorded(effects.notification.status)
    }

    func record(
        _ report: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        wayBack.heard(of: report.phoneNumberID, proof, at: now)
        var found = try find(report, proof, at: now)
        if found == nil { found = try lost.find(report, proof, at: now) }
        guard let (tenant, stored, attempt) = found else {
            return try news.unknown(report.phoneNumberID, proof, at: now)
        }
        if report.status != .failed {
            wayBack.wasProved(attempt, of: tenant)
            try senders.wasProved(attempt, of: tenant, proof, at: now)
        }
        try customers.keep(report.names, of: stored.notification.phone, tenant.key, at: now)
        let effects = report.decide(
            notification: stored.notification, attempt: attempt.attempt,
            others: try others(than: attempt, of: stored, tenant.key), isReplay: stored.isReplay,
            at: now)
        try put(effects.attempt, over: attempt, effects.notification, over: stored, tenant.key)
        if let word = OptOut(code: report.code, at: min(report.occurredAt, now)) {
            try customers.note(word, of: stored.notification.phone, tenant.key)
        }
        if effects.attempt.receipts != attempt.attempt.receipts {
            try senders.learn(from: report, about: attempt, of: tenant, proof, at: now)
        }
        if let status = effects.templateStatus {
            let finding = TemplateFinding(
                status, from: .failure, of: attempt.attempt, sentFrom: attempt.number)
            try templates.apply(finding, of: tenant, at: now)
        }
        return .recorded(effects.notification.status)
    }

    /// Writes what a report changed, and remembers it for the next one.
    private func put(
        _ attempt: Attempt, over storedAttempt: StoredAttempt, _ notification: Notification,
        over stored: StoredNotification, _ merchant: MerchantKey
    ) throws(RecordsFault) {
        let attempt = notification.phone.isForgotten ? attempt.withoutCustomer : attempt
        try records.update(attempt, over: storedAttempt, of: merchant)
        let written = try writer.put(notification, over: stored, of: merchant)
        context.recent.keep(
            .init(
                merchant: merchant.id, notification: written,
                attempt: StoredAttempt(
                    row: storedAttempt.row, number: storedAttempt.number, attempt: attempt)))
    }

    /// The message of a receipt that the app may speak of; nil: there is none.
    private func find(
        _ report: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> (Tenant, StoredNotification, StoredAttempt)? {
        if let known = report.token.flatMap(context.recent.find),
            known.attempt.number == report.phoneNumberID,
            let tenant = try context.tenant(known.merchant),
            tenant.sends(from: report.phoneNumberID, asProvedBy: proof, at: now)
        {
            return (tenant, known.notification, known.attempt)
        }
        guard let name = try records.attempt(of: report, proof, at: now),
            let (tenant, stored) = try context.find(name.reference),
            let attempt = try context.attempt(name.token, of: stored, tenant.key)
        else { return nil }
        return (tenant, stored, attempt)
    }

    /// The notification's attempts but this one, where receipts of two would confirm a duplicate.
    private func others(
        than attempt: StoredAttempt, of stored: StoredNotification, _ merchant: MerchantKey
    ) throws(RecordsFault) -> [Attempt] {
        guard stored.notification.isPossibleDuplicate else { return [] }
        return try records.attempts(of: stored, merchant: merchant)
            .filter { $0.token != attempt.attempt.token }
    }
}
