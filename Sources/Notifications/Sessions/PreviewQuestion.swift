/// What a preview is asked for.
package struct PreviewQuestion: Hashable, Sendable {
    package var merchant: MerchantID
    package var subject: Subject
    /// What of the attributes was mended when they were checked.
    package var mended: [MendedValue] = []

    /// A session, or a customer who stands for all.
    package enum Subject: Hashable, Sendable {
        case session(SessionID)
        case matrix(PhoneNumber, SessionAttributes)
    }

    /// A number that nobody has.
    static let samplePhone = PhoneNumber(checkedE164: "+96550000000")

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, session: String, phone: String, attributes: UncheckedAttributes
    ) throws(Refusal) -> PreviewQuestion {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let subject: Subject
        if session.isEmpty {
            subject = .matrix(check.sample(phone), check.attributes(attributes, "attributes"))
        } else {
            check.expect(phone.isEmpty, "phone", "must be empty beside session_id")
            check.expect(
                attributes == UncheckedAttributes(), "attributes",
                "must be empty beside session_id")
            subject = .session(check.sessionID(session))
        }
        try check.finish()
        return PreviewQuestion(merchant: merchant, subject: subject, mended: check.mended)
    }

    /// The view that answers it.
    package var query: SessionViewQuery {
        switch subject {
        case .session(let session): SessionViewQuery(merchant: merchant, session: session)
        case .matrix(let phone, _):
            SessionViewQuery(merchant: merchant, session: nil, recipient: phone)
        }
    }

    /// What would be sent, as things stand in the view.
    package func previews(in view: SessionView, zones: any ZoneRules) -> [Preview] {
        switch subject {
        case .session: view.previews(zones: zones)
        case .matrix(let phone, let attributes):
            view.matrix(phone: phone, attributes: attributes, zones: zones)
        }
    }
}

extension FieldChecker {
    fileprivate mutating func sample(_ phone: String) -> PhoneNumber {
        if phone.isEmpty { return PreviewQuestion.samplePhone }
        do throws(BrokenRule) {
            return try PhoneNumber(phone, defaultCountry: nil)
        } catch {
            refuse("phone", "must be an E.164 number such as +96551234567")
            return PreviewQuestion.samplePhone
        }
    }
}
