import Notifications

/// Messages that Meta refused with a code that may be about more than them: each is kept until another of
/// its template is accepted, or until a run of them shows what is refused.
final class RefusedMessages {
    private let context: CommandContext
    private let writer: NotificationWriter
    private let templates: TemplateCommands
    private var records: any Records { context.records }
    /// What Meta refused one after the other.
    private var runs = RefusalRuns()
    /// Whether there are messages that were refused and are kept; missing: not known.
    private var haveKept: [KeptKey: Bool] = [:]

    init(
        _ context: CommandContext, _ writer: NotificationWriter,
        _ templates: TemplateCommands
    ) {
        self.context = context
        self.writer = writer
        self.templates = templates
    }

    /// To be called when writes were taken back.
    func forgetAll() { haveKept = [:] }

    /// A message was accepted: those of its template that were refused before it was armed were refused
    /// for what they are.
    func wasAccepted(
        _ attempt: StoredAttempt, of tenant: Tenant, at now: Timestamp
    ) throws(RecordsFault) {
        runs.accepted(
            attempt.attempt.template, at: .init(merchant: tenant.key.id, number: attempt.number))
        try changeKept(of: tenant, from: attempt.number, attempt.attempt.template) {
            $0.afterAcceptance(ofOneArmedAt: attempt.attempt.armedAt, at: now)
        }
    }

    /// A message was refused: with the ones before it that may say more.
    func wasRefused(
        _ notification: NotificationID, _ attempt: StoredAttempt, code: Int, of tenant: Tenant,
        at now: Timestamp
    ) throws(RecordsFault) {
        let template = attempt.attempt.template
        noteKept(true, tenant, attempt.number, template)
        let place = RefusalRuns.Place(merchant: tenant.key.id, number: attempt.number)
        let verdict = runs.refused(notification, of: template, code: code, at: place)
        switch verdict {
        case nil: return
        case .template:
            let finding = TemplateFinding(
                .unapproved, from: .refusals(code: code), of: attempt.attempt,
                sentFrom: attempt.number)
            try templates.apply(finding, of: tenant, at: now)
        case .number:
            let known = try records.stop(of: attempt.number, for: tenant.key)
            if let stop = place.stop(over: known, code: code, at: now) {
                try records.put(stop, of: attempt.number, for: tenant.key)
                context.trace.events.queuesChanged = true
            }
        }
        try changeKept(
            of: tenant, from: attempt.number, verdict == .template ? template : nil
        ) { $0.afterStop(at: now) }
    }

    /// Changes those of the merchant's kept messages that left from the number, of the template or, with
    /// nil, of all.
    private func changeKept(
        of tenant: Tenant, from number: PhoneNumberID, _ template: String?,
        _ change: (Notification) -> Notification?
    ) throws(RecordsFault) {
        if let template, haveKept[KeptKey(tenant, number, template)] == false { return }
        let kept = try records.kept(
            of: tenant.key, from: number, template, limit: KeptKey.changedAtOnce)
        if let template { noteKept(!kept.isEmpty, tenant, number, template) }
        for id in kept {
            guard let stored = try records.notification(id, of: tenant.key),
                let changed = change(stored.notification)
            else { continue }
            try writer.put(changed, over: stored, of: tenant.key)
        }
    }

    private func noteKept(
        _ isKept: Bool, _ tenant: Tenant, _ number: PhoneNumberID, _ template: String
    ) {
        if haveKept.count >= KeptKey.countMax { haveKept = [:] }
        haveKept[KeptKey(tenant, number, template)] = isKept
    }
}

/// Whose kept messages are meant.
private struct KeptKey: Hashable {
    let merchant: MerchantID
    let number: PhoneNumberID
    let template: String

    /// Kept messages changed in a command; each that ends makes room for the next ones.
    static let changedAtOnce = 100
    /// Keys that are remembered at most.
    static let countMax = 10_000

    init(_ tenant: Tenant, _ number: PhoneNumberID, _ template: String) {
        merchant = tenant.key.id
        self.number = number
        self.template = template
    }
}
