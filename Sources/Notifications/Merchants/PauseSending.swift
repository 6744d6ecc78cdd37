/// Stops a merchant, a sender number or a template until a person resumes it.
package struct PauseSending: Hashable, Sendable {
    package var merchant: MerchantID
    package var scope: PauseScope
    package var reason: String
    package var actor: ActorName

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, scope: UncheckedPauseScope, reason: String, actor: String
    ) throws(Refusal) -> PauseSending {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let scope = check.pauseScope(scope)
        check.line(reason, "reason", lengths: 1...256)
        let actor = check.actor(actor)
        guard check.isClean, let scope else { throw check.refusal }
        return PauseSending(merchant: merchant, scope: scope, reason: reason, actor: actor)
    }

    /// The pause to store; the one that stands already is answered as it is.
    ///
    /// Throws `notFound` where the merchant has no such number or template.
    package func decide(
        current: Pause?, authenticators: [Authenticator], bindings: [TemplateBinding],
        at now: Timestamp
    ) throws(Refusal) -> Pause {
        if let current { return current }
        switch scope {
        case .merchant: break
        case .number(let number):
            guard authenticators.contains(where: { $0.phoneNumberID == number }) else {
                throw .notFound(.authenticator)
            }
        case .template(let name, let language):
            let isBound = bindings.contains {
                $0.content.name == name && $0.content.templateLanguage == language
            }
            guard isBound else { throw .notFound(.template) }
        }
        return Pause(merchant: merchant, scope: scope, reason: reason, actor: actor, since: now)
    }
}

/// Lets go what a person paused.
package struct ResumeSending: Hashable, Sendable {
    package var merchant: MerchantID
    package var scope: PauseScope
    package var actor: ActorName

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, scope: UncheckedPauseScope, actor: String
    ) throws(Refusal) -> ResumeSending {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let scope = check.pauseScope(scope)
        let actor = check.actor(actor)
        guard check.isClean, let scope else { throw check.refusal }
        return ResumeSending(merchant: merchant, scope: scope, actor: actor)
    }

    /// What is answered where nothing of the scope is paused.
    package var notPaused: Refusal {
        .forbidden(
            Refusal.Forbidden(
                reason: "NOT_PAUSED",
                message: "The \(scope.subject) is not paused: ListPauses shows what is."))
    }
}
