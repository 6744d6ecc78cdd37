internal import Notifications
internal import SQLite

// What customers say, and who they are: Meta may name them otherwise than by the number that was dialled.

extension CommandRunner {
    /// Stores the word for every merchant of the app that sends from the number.
    func record(
        _ report: ConsentReport, _ proof: AppProof, at now: Timestamp
    ) throws -> CommandAnswer {
        let merchants = try tables.apps.merchants(of: report.phoneNumberID, proof, at: now)
        if merchants.isEmpty { return try foreign(report.phoneNumberID.rawValue, proof) }
        let phones = try phones(
            of: report.customer, at: report.phoneNumberID, merchants, proof, at: now)
        if phones.isEmpty { return .ignored(.unattributed) }
        for merchant in merchants {
            for phone in phones { try note(report.word(at: now), of: phone, merchant) }
        }
        return .recorded(nil)
    }

    /// Carries what the customer said over to their other number, or has the other name stand for the
    /// number.
    func record(
        _ change: CustomerChange, _ proof: AppProof, at now: Timestamp
    ) throws -> CommandAnswer {
        let merchants = try tables.apps.merchants(of: change.phoneNumberID, proof, at: now)
        if merchants.isEmpty { return try foreign(change.phoneNumberID.rawValue, proof) }
        let before = try phones(
            of: change.before, at: change.phoneNumberID, merchants, proof, at: now)
        if before.isEmpty { return .ignored(.unattributed) }
        let after = change.after.phone.map { [$0] } ?? before
        for merchant in merchants {
            for phone in after { try keep(change.after, of: phone, merchant) }
            for old in before {
                for word in try tables.optOuts.all(of: old, merchant: merchant)
                where word.isOptedOut {
                    for phone in after where phone != old { try note(word, of: phone, merchant) }
                }
            }
        }
        return .recorded(nil)
    }

    /// The numbers that were dialled for the customer: of our message that they answer, by the names that
    /// Meta gave for messages, and the one that the webhook spells.
    private func phones(
        of customer: InboundCustomer, at number: PhoneNumberID, _ merchants: [MerchantKey],
        _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [PhoneNumber] {
        var phones: [PhoneNumber] = []
        if let answered = customer.answered,
            let keys = try tables.system.attempt(of: answered, from: number, proof, at: now),
            let (_, stored) = try find(keys.reference)
        {
            phones.append(stored.notification.phone)
        }
        for merchant in merchants {
            for name in customer.names.all {
                phones += try tables.names.phones(named: name, merchant)
            }
        }
        if let phone = customer.names.phone { phones.append(phone) }
        return phones.reduce(into: []) { known, phone in
            if !known.contains(phone) { known.append(phone) }
        }
    }

    /// Keeps the names that Meta gave for the number, as far as they are others than the number.
    func keep(
        _ names: CustomerNames, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        for name in names.beside(phone) {
            try tables.names.put(name, of: phone, merchant)
        }
    }
}
