internal import Notifications
internal import SQLite

extension CommandRunner {
    func set(_ command: SetOptOut, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try knownTenant(command.merchant)
        let phone = try PhoneNumber.checked(command.phone, for: tenant.merchant)
        let stored = try word(on: command.category, of: phone, tenant.key)
        try tables.optOuts.put(
            command.decide(over: stored, at: now), of: phone, merchant: tenant.key)
        try tables.audit.insert(command.audit(of: phone, at: now), of: tenant.key)
        return .recipient(
            Recipient(
                phone: phone, optOuts: try tables.optOuts.all(of: phone, merchant: tenant.key)))
    }

    /// Stores a word unless a later one is known.
    func note(
        _ word: OptOut, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        let stored = try self.word(on: word.category, of: phone, merchant)
        let last = stored?.followed(by: word) ?? word
        if last != stored { try tables.optOuts.put(last, of: phone, merchant: merchant) }
    }

    /// What the recipient wants; nil: there is no recipient who could say so.
    func consent(
        of phone: PhoneNumber?, _ merchant: MerchantKey
    ) throws(SQLiteError) -> Consent {
        guard let phone else { return .given }
        return Consent(try tables.optOuts.all(of: phone, merchant: merchant))
    }

    private func word(
        on category: OptOutCategory, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(SQLiteError) -> OptOut? {
        try tables.optOuts.all(of: phone, merchant: merchant).first { $0.category == category }
    }
}
