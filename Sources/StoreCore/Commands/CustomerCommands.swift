import Notifications

/// What customers say, and who they are: Meta may name them otherwise than by the number that was
/// dialled.
struct CustomerCommands {
    private let context: CommandContext
    private let news: NewsCheck
    private var records: any Records { context.records }

    init(_ context: CommandContext, _ news: NewsCheck) {
        self.context = context
        self.news = news
    }

    func set(_ command: SetOptOut, at now: Timestamp) throws -> CommandAnswer {
        let tenant = try context.knownTenant(command.merchant)
        let phone = try PhoneNumber.checked(command.phone, for: tenant.merchant)
        try records.showWishes(of: phone, tenant.key)
        let stored = try word(on: command.category, of: phone, tenant.key)
        try records.put(command.decide(over: stored, at: now), of: phone, merchant: tenant.key)
        try records.insert(command.audit(of: phone, at: now), of: tenant.key)
        return .recipient(
            Recipient(phone: phone, optOuts: try records.optOuts(of: phone, merchant: tenant.key)))
    }

    /// Stores the word for every merchant of the app that sends from the number.
    func record(
        _ report: ConsentReport, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        let merchants = try records.merchants(of: report.phoneNumberID, proof, at: now)
        if merchants.isEmpty { return try news.foreign(report.phoneNumberID.rawValue, proof) }
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
    ) throws(RecordsFault) -> CommandAnswer {
        let merchants = try records.merchants(of: change.phoneNumberID, proof, at: now)
        if merchants.isEmpty { return try news.foreign(change.phoneNumberID.rawValue, proof) }
        let before = try phones(
            of: change.before, at: change.phoneNumberID, merchants, proof, at: now)
        if before.isEmpty { return .ignored(.unattributed) }
        let after = change.after.phone.map { [$0] } ?? before
        for merchant in merchants {
            for phone in after { try keep(change.after, of: phone, merchant, at: now) }
            for old in before {
                for word in try records.optOuts(of: old, merchant: merchant)
                where word.isOptedOut {
                    for phone in after where phone != old { try note(word, of: phone, merchant) }
                }
            }
        }
        return .recorded(nil)
    }

    /// Stores a word unless a later one is known, or the customer was forgotten.
    func note(
        _ word: OptOut, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(RecordsFault) {
        guard !phone.isForgotten else { return }
        let stored = try self.word(on: word.category, of: phone, merchant)
        let last = stored?.followed(by: word) ?? word
        if last != stored { try records.put(last, of: phone, merchant: merchant) }
    }

    /// What the recipient wants; nil: there is no recipient who could say so.
    func consent(
        of phone: PhoneNumber?, _ merchant: MerchantKey
    ) throws(RecordsFault) -> Consent {
        guard let phone else { return .given }
        return Consent(try records.optOuts(of: phone, merchant: merchant))
    }

    /// Keeps the names that Meta gave for the number, as far as they are others than the number; none of
    /// a customer who was forgotten.
    func keep(
        _ names: CustomerNames, of phone: PhoneNumber, _ merchant: MerchantKey, at now: Timestamp
    ) throws(RecordsFault) {
        guard !phone.isForgotten else { return }
        for name in names.beside(phone) {
            try records.put(name: name, of: phone, merchant, at: now)
        }
    }

    private func word(
        on category: OptOutCategory, of phone: PhoneNumber, _ merchant: MerchantKey
    ) throws(RecordsFault) -> OptOut? {
        try records.optOuts(of: phone, merchant: merchant).first { $0.category == category }
    }

    /// The numbers that were dialled for the customer: of our message that they answer, by the names that
    /// Meta gave for messages, and the one that the webhook spells.
    private func phones(
        of customer: InboundCustomer, at number: PhoneNumberID, _ merchants: [MerchantKey],
        _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> [PhoneNumber] {
        var phones: [PhoneNumber] = []
        if let answered = customer.answered,
            let name = try records.attempt(of: answered, from: number, proof, at: now),
            let (_, stored) = try context.find(name.reference),
            !stored.notification.phone.isForgotten
        {
            phones.append(stored.notification.phone)
        }
        for merchant in merchants {
            for name in customer.names.all {
                phones += try records.phones(named: name, merchant)
            }
        }
        if let phone = customer.names.phone { phones.append(phone) }
        return phones.reduce(into: []) { known, phone in
            if !known.contains(phone) { known.append(phone) }
        }
    }
}
