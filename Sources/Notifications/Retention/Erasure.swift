/// An erasure, named by the store.
package struct ErasureID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// An erasure and its tenant.
package struct ErasureReference: Hashable, Sendable {
    package var merchant: MerchantID
    package var erasure: ErasureID

    package init(merchant: MerchantID, erasure: ErasureID) {
        self.merchant = merchant
        self.erasure = erasure
    }

    /// Checks the fields of a question about an erasure; throws `invalid` with every violation.
    package static func checked(
        merchant: String, erasure: String
    ) throws(Refusal) -> ErasureReference {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        check.printable(erasure, "erasure_id", lengthMax: 64)
        try check.finish()
        return ErasureReference(merchant: merchant, erasure: ErasureID(rawValue: erasure))
    }
}

/// How an erasure stands.
package enum ErasureStatus: String, CaseIterable, Hashable, Sendable {
    case running, finished
}

/// The removal of all that says who a customer of a merchant's is, because they asked for it.
///
/// It has no number in it: whoever reads it later learns that somebody was erased, and not who.
package struct Erasure: Hashable, Sendable {
    package var id: ErasureID
    package var merchant: MerchantID
    package var actor: ActorName
    package var status: ErasureStatus
    /// What was found so far.
    package var found: Found
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    /// How much named the customer.
    package struct Found: Hashable, Sendable {
        /// Sessions that were enabled for the number, or had a notification for it.
        package var sessions = 0
        package var notifications = 0
        /// Of the notifications, those that will not be sent any more because of it.
        package var withdrawn = 0

        package init(sessions: Int = 0, notifications: Int = 0, withdrawn: Int = 0) {
            self.sessions = sessions
            self.notifications = notifications
            self.withdrawn = withdrawn
        }

        package static func + (left: Found, right: Found) -> Found {
            Found(
                sessions: left.sessions + right.sessions,
                notifications: left.notifications + right.notifications,
                withdrawn: left.withdrawn + right.withdrawn)
        }
    }

    /// An erasure as the store has it.
    package init(
        id: ErasureID, merchant: MerchantID, actor: ActorName, status: ErasureStatus,
        found: Found, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.merchant = merchant
        self.actor = actor
        self.status = status
        self.found = found
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    package var reference: ErasureReference {
        ErasureReference(merchant: merchant, erasure: id)
    }

    /// The erasure after a step that found so much; the last one ends it.
    package func advanced(by found: Found, isLast: Bool, at now: Timestamp) -> Erasure {
        var next = self
        next.found = self.found + found
        next.status = isLast ? .finished : .running
        next.updatedAt = now
        return next
    }

    /// What the audit keeps of one that has ended.
    package var audit: AuditEntry {
        AuditEntry(
            at: updatedAt, actor: actor, action: .erase, subject: id.rawValue,
            detail: "notifications=\(found.notifications) withdrawn=\(found.withdrawn)",
            rows: found.sessions)
    }
}

/// Begins to erase a customer; whoever is being erased already is not erased twice.
package struct EraseRecipient: Hashable, Sendable {
    package var merchant: MerchantID
    /// As the caller wrote it; completed with the merchant's country when it is decided.
    package var phone: String
    package var actor: ActorName

    package init(merchant: MerchantID, phone: String, actor: ActorName) {
        self.merchant = merchant
        self.phone = phone
        self.actor = actor
    }

    /// Checks the fields of a request; throws `invalid` with every violation.
    ///
    /// The phone is checked when the command is decided.
    package static func checked(
        merchant: String, phone: String, actor: String
    ) throws(Refusal) -> EraseRecipient {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let actor = check.actor(actor)
        try check.finish()
        return EraseRecipient(merchant: merchant, phone: phone, actor: actor)
    }

    /// The erasure at its beginning.
    package func decide(at now: Timestamp, ids: inout IdentifierGenerator) -> Erasure {
        Erasure(
            id: ErasureID(rawValue: ids.next()), merchant: merchant, actor: actor,
            status: .running, found: Erasure.Found(), createdAt: now, updatedAt: now)
    }

    /// Why nothing can be enabled for the number meanwhile.
    package static let isRunning = Refusal.forbidden(
        Refusal.Forbidden(
            reason: "ERASURE_RUNNING",
            message:
                "The customer with this number is being erased: enable the session when that has "
                + "ended."))
}

/// Takes the next step of an erasure.
package struct AdvanceErasure: Hashable, Sendable {
    package var reference: ErasureReference
    /// Rows that it looks at.
    package var limit: Int

    package init(reference: ErasureReference, limit: Int) {
        self.reference = reference
        self.limit = limit
    }
}
