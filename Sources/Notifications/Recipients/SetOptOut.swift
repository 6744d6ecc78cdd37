/// Records that a recipient wants no messages, or wants them again.
package struct SetOptOut: Hashable, Sendable {
    package var merchant: MerchantID
    /// As the caller wrote it; completed with the merchant's country when it is decided.
    package var phone: String
    package var isOptedOut: Bool
    package var category: OptOutCategory
    /// ``OptOutSource/caller`` or ``OptOutSource/person``.
    package var source: OptOutSource
    package var actor: ActorName

    /// Checks the fields of a request; category and source are nil where none was given: without a
    /// source a service is asking.
    ///
    /// Throws `invalid` with every violation. The phone is checked when the command is decided.
    package static func checked(
        merchant: String, phone: String, isOptedOut: Bool, category: OptOutCategory?,
        source: OptOutSource?, actor: String
    ) throws(Refusal) -> SetOptOut {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let category = check.require(category, "category")
        let source = source ?? .caller
        check.expect(
            source == .caller || source == .person, "source", "must be CALLER or PERSON")
        let actor = check.actor(actor)
        guard check.isClean, let category else { throw check.refusal }
        return SetOptOut(
            merchant: merchant, phone: phone, isOptedOut: isOptedOut, category: category,
            source: source, actor: actor)
    }

    /// The word to store: the last one, whatever was said before.
    package func decide(over stored: OptOut?, at now: Timestamp) -> OptOut {
        OptOut(
            category: category, isOptedOut: isOptedOut, source: source,
            changedAt: max(now, stored?.changedAt ?? now))
    }

    /// What the audit keeps of it: nobody's whole number.
    package func audit(of phone: PhoneNumber, at now: Timestamp) -> AuditEntry {
        AuditEntry(
            at: now, actor: actor, action: isOptedOut ? .optOut : .optIn, subject: phone.masked,
            detail: category.rawValue, rows: 1)
    }
}

/// A recipient of a merchant's, as a caller names it.
package struct RecipientQuestion: Hashable, Sendable {
    package var merchant: MerchantID
    private let phone: String

    /// Checks the merchant of a request; the phone needs the merchant's country.
    ///
    /// Throws `invalid`.
    package static func checked(
        merchant: String, phone: String
    ) throws(Refusal) -> RecipientQuestion {
        RecipientQuestion(merchant: try MerchantID.checked(merchant), phone: phone)
    }

    /// The number, completed with the merchant's country; throws `invalid`.
    package func phone(for merchant: Merchant) throws(Refusal) -> PhoneNumber {
        try .checked(phone, for: merchant)
    }
}

extension PhoneNumber {
    /// Checks the field `phone` of a request, completed with the merchant's country.
    ///
    /// Throws `invalid`.
    package static func checked(
        _ text: String, for merchant: Merchant
    ) throws(Refusal) -> PhoneNumber {
        var check = FieldChecker()
        guard let number = check.phone(text, country: merchant.defaultCountry) else {
            throw check.refusal
        }
        return number
    }
}

/// A page of the opt-outs that stand.
package struct OptOutPage: Hashable, Sendable {
    /// Each with one word.
    package var recipients: [Recipient]
    /// Where the next page begins; nil on the last.
    package var next: Int64?

    package init(recipients: [Recipient], next: Int64?) {
        self.recipients = recipients
        self.next = next
    }
}
