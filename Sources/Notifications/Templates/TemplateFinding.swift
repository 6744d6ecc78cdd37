/// What became of a message says something of its template: bindings that show it take a status.
package struct TemplateFinding: Hashable, Sendable {
    /// What became of the message.
    package enum Source: Hashable, Sendable {
        case refusal
        case failure
        /// The last of several messages that Meta refused one after the other with the code.
        case refusals(code: Int)
    }

    package var status: TemplateStatus
    package var source: Source
    /// As ``Attempt/template`` names it.
    package var template: String
    /// The number that the message left from.
    package var number: PhoneNumberID
    /// When the message was armed.
    package var armedAt: Timestamp

    package init(
        _ status: TemplateStatus, from source: Source, of attempt: Attempt,
        sentFrom number: PhoneNumberID
    ) {
        self.status = status
        self.source = source
        template = attempt.template
        self.number = number
        armedAt = attempt.armedAt
    }

    /// What the merchant's own bindings take.
    package var verdict: TemplateVerdict {
        TemplateVerdict(status: status, problem: status == .unverified ? "" : problem)
    }

    /// What the bindings of the app's other merchants take that show the template in the account; nil:
    /// nothing.
    ///
    /// A pause is the template's own, whoever sends it. All else may come of how one merchant fills it.
    package var verdictForOthers: TemplateVerdict? {
        guard status == .paused else { return nil }
        return TemplateVerdict(status: .paused, problem: Self.refusedMessage)
    }

    /// Those of the merchant's bindings that show the template in the account that the message was sent
    /// from.
    ///
    /// A template that was let go after the message was armed is not stopped for it.
    package func concerned(
        among bindings: [TemplateBinding], _ authenticators: [Authenticator]
    ) -> [TemplateBinding] {
        let account = sender(among: authenticators)?.accountID
        let senders = authenticators.filter { $0.accountID == account }.map(\.id)
        return bindings.filter { binding in
            binding.content.label == template && senders.contains(binding.authenticator)
                && binding.releasedAt.map { $0 <= armedAt } ?? true
        }
    }

    /// Where the template is, for those who look for others that show it; nil: the merchant has lost it
    /// or the number.
    package func place(
        among bindings: [TemplateBinding], _ authenticators: [Authenticator]
    ) -> (template: TemplatePlace, proof: AppProof)? {
        guard let sender = sender(among: authenticators),
            let content = bindings.lazy.map(\.content).first(where: { $0.label == template })
        else { return nil }
        let place = TemplatePlace(
            accountID: sender.accountID, name: content.name, language: content.templateLanguage)
        return (place, AppProof(app: sender.app))
    }

    private func sender(among authenticators: [Authenticator]) -> Authenticator? {
        authenticators.first { $0.phoneNumberID == number }
    }

    private var problem: String {
        switch source {
        case .refusal: Self.refusedMessage
        case .failure: "a message failed"
        case .refusals(let code):
            "Meta refuses each message with code \(code), although it lists the template as it is"
        }
    }

    private static let refusedMessage = "Meta refused a message"
}

/// A template in a WhatsApp Business account: all bindings that show it stand and fall together.
package struct TemplatePlace: Hashable, Sendable {
    package var accountID: String
    package var name: String
    /// Meta's language code, such as `en_US`.
    package var language: String

    /// The template with its language, as ``Attempt/template`` names it.
    package var label: String { "\(name) (\(language))" }
}
