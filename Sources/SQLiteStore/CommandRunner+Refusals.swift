internal import Notifications
internal import SQLite

// Messages that Meta refused with a code that may be about more than them: each is kept until another of
// its template is accepted, or until a run of them shows what is refused.

extension CommandRunner {
    /// A message was accepted: those of its template that were refused before it was armed were refused
    /// for what they are.
    func wasAccepted(
        _ attempt: AttemptTable.Stored, of tenant: Tenant, at now: Timestamp
    ) throws(SQLiteError) {
        refusals.accepted(
            attempt.attempt.template, at: .init(merchant: tenant.key.id, number: attempt.number))
        try changeKept(of: tenant, from: attempt.number, attempt.attempt.template) {
            $0.afterAcceptance(ofOneArmedAt: attempt.attempt.armedAt, at: now)
        }
    }

    /// A message was refused: with the ones before it that may say more.
    func wasRefused(
        _ notification: NotificationID, _ attempt: AttemptTable.Stored, code: Int,
        of tenant: Tenant, at now: Timestamp
    ) throws {
        let template = attempt.attempt.template
        noteKept(true, tenant, attempt.number, template)
        let place = RefusalRuns.Place(merchant: tenant.key.id, number: attempt.number)
        let verdict = refusals.refused(notification, of: template, code: code, at: place)
        switch verdict {
        case nil: return
        case .template:
            let finding = TemplateFinding(
                .unapproved, from: .refusals(code: code), of: attempt.attempt,
                sentFrom: attempt.number)
            try apply(finding, of: tenant, at: now)
        case .number:
            let known = try tables.senders.stop(of: attempt.number, for: tenant.key)
            if let stop = place.stop(over: known, code: code, at: now) {
                try tables.senders.put(stop, of: attempt.number, for: tenant.key)
                trace.events.queuesChanged = true
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
    ) throws(SQLiteError) {
        if let template, haveKept[KeptKey(tenant, number, template)] == false { return }
        let kept = try tables.notifications.kept(
            of: tenant.key, from: number, template, limit: Self.keptAtOnce)
        if let template { noteKept(!kept.isEmpty, tenant, number, template) }
        for id in kept {
            guard let stored = try tables.notifications.find(id, of: tenant.key),
                let changed = change(stored.notification)
            else { continue }
            try put(changed, over: stored, of: tenant.key)
        }
    }

    private func noteKept(
        _ isKept: Bool, _ tenant: Tenant, _ number: PhoneNumberID, _ template: String
    ) {
        if haveKept.count >= Self.tenantsMax { haveKept = [:] }
        haveKept[KeptKey(tenant, number, template)] = isKept
    }

    /// Kept messages changed in a command; each that ends makes room for the next ones.
    private static let keptAtOnce = 100
}

/// Whose kept messages are meant.
struct KeptKey: Hashable {
    let merchant: MerchantID
    let number: PhoneNumberID
    let template: String

    init(_ tenant: Tenant, _ number: PhoneNumberID, _ template: String) {
        merchant = tenant.key.id
        self.number = number
        self.template = template
    }
}
