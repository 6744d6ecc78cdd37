import Notifications

/// Erases customers, a few rows a command; while one is erased, nothing leaves for them.
final class ErasureCommands {
    private let context: CommandContext
    private let writer: NotificationWriter
    private let budget: RecipientBudget
    private var records: any Records { context.records }
    /// Who is being erased; nil: not asked for yet.
    private var running: Set<Person>?

    /// A customer of a merchant's.
    private struct Person: Hashable {
        let merchant: Int64
        let phone: PhoneNumber
    }

    init(_ context: CommandContext, _ writer: NotificationWriter, _ budget: RecipientBudget) {
        self.context = context
        self.writer = writer
        self.budget = budget
    }

    /// To be called when writes were taken back.
    func forgetAll() { running = nil }

    /// Whether the customer is being erased.
    func isErasing(
        _ phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(RecordsFault) -> Bool {
        let people = try people()
        return !people.isEmpty && people.contains(Person(merchant: merchant.row, phone: phone))
    }

    private func people() throws(RecordsFault) -> Set<Person> {
        if let running { return running }
        let people = Set(
            try records.runningErasures().compactMap { stored in
                stored.phone.map { Person(merchant: stored.merchant.row, phone: $0) }
            })
        running = people
        return people
    }

    func erase(_ command: EraseRecipient, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let phone = try PhoneNumber.checked(command.phone, for: tenant.merchant)
        for stored in try records.runningErasures()
        where stored.phone == phone && stored.merchant == tenant.key {
            return .erasure(stored.erasure)
        }
        let erasure = command.decide(at: now, ids: &context.ids)
        try records.insert(erasure, of: phone, tenant.key)
        try removeAtOnce(phone, tenant)
        running = nil
        context.trace.events.hasErasures = true
        return .erasure(erasure)
    }

    /// What is found by the number.
    private func removeAtOnce(_ phone: PhoneNumber, _ tenant: Tenant) throws(RecordsFault) {
        try records.hideWishes(of: phone, tenant.key)
        try records.removeName(spelling: phone, tenant.key)
        for portfolio in Set(tenant.authenticators.map(\.portfolioKey)) {
            try records.removePerson(phone, of: portfolio)
        }
        budget.forgetAll()
    }

    func advance(_ command: AdvanceErasure, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.reference.merchant)
        guard let stored = try records.erasure(command.reference.erasure, of: tenant.key) else {
            throw Refusal.notFound(.erasure)
        }
        guard let phone = stored.phone else { return .erasure(stored.erasure) }
        let look = try look(for: phone, tenant.key, from: stored.step, limit: command.limit)
        var found = Erasure.Found()
        for session in look.sessions {
            found = found + (try erase(phone, fromSession: session, of: tenant.key, at: now))
        }
        let next = stored.erasure.advanced(by: found, isLast: look.next == .end, at: now)
        if next.status == .finished {
            // Said, or sent, by others meanwhile.
            try removeAtOnce(phone, tenant)
            try records.insert(next.audit, of: tenant.key)
        }
        try records.update(next, look.next, over: stored)
        running = nil
        return .erasure(next)
    }

    private func look(
        for phone: PhoneNumber, _ merchant: MerchantKey, from step: ErasureStep, limit: Int
    ) throws(RecordsFault) -> ErasureLook {
        guard case .names(let name) = step else {
            return try records.look(for: phone, merchant, from: step, limit: limit)
        }
        let last = try records.removeNames(of: phone, merchant, after: name, limit: limit)
        return ErasureLook(sessions: [], next: last.map { .names(after: $0) } ?? .end)
    }

    /// Withdraws what is for the customer, then removes who they are.
    func erase(
        _ phone: PhoneNumber, fromSession row: Int64, of merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) -> Erasure.Found {
        var found = Erasure.Found(sessions: 1)
        for stored in try records.notifications(ofSession: row, merchant: merchant)
        where stored.notification.phone == phone {
            let notification = stored.notification
            guard let withdrawn = notification.withdrawn(at: now) else { continue }
            try writer.put(withdrawn, over: stored, of: merchant)
            found.withdrawn += 1
        }
        found.notifications = try records.erase(phone, fromSession: row, of: merchant)
        context.recent.forget { $0.notification.session == row }
        return found
    }
}

extension Notification {
    /// The notification once nothing more is to be sent of it; nil: nothing would be anyway.
    fileprivate func withdrawn(at now: Timestamp) -> Notification? {
        switch status {
        case .held, .pending: return ended(as: .cancelled, at: now)
        case .armed, .uncertain, .unresolved:
            guard !isWithdrawn else { return nil }
            var withdrawn = self
            withdrawn.isWithdrawn = true
            withdrawn.updatedAt = now
            return withdrawn
        case .accepted, .sent, .delivered, .read, .failed, .dead, .superseded, .expired,
            .cancelled:
            return nil
        }
    }
}
