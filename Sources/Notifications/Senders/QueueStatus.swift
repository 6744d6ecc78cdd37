/// What decides how a merchant's queues are served.
package struct QueueConditions: Sendable {
    /// All of the merchant's; their components may be left out.
    package var bindings: [TemplateBinding]
    /// All of the merchant's.
    package var authenticators: [Authenticator]
    /// What people stopped: the merchant's own, and those of its numbers that others asked for.
    package var pauses: [PauseScope]

    package init(
        bindings: [TemplateBinding], authenticators: [Authenticator], pauses: [PauseScope]
    ) {
        self.bindings = bindings
        self.authenticators = authenticators
        self.pauses = pauses
    }
}

/// How a queue stands: what speaks for it, where its messages leave from, and what holds it.
///
/// It follows from the queue's key and is stored nowhere: who arms, who chooses and who shows ask the
/// same rule.
package struct QueueStatus: Hashable, Sendable {
    /// The template that speaks for the queue; nil: none is left.
    package let binding: TemplateBinding?
    /// The account that its messages leave from; nil: none is left.
    package let authenticator: Authenticator?
    /// Why nothing of the queue may be armed; nil: it may.
    ///
    /// A person's pause comes first, then what Meta says of the authenticator, then the template's
    /// state.
    package let hold: HoldReason?

    package init(of key: QueueKey, under conditions: QueueConditions) {
        let choice = BindingChoice(
            for: key.state, language: key.language, fallback: nil,
            among: conditions.bindings.filter { $0.key.plugin == key.plugin })
        let found: TemplateBinding? = if case .found(let best, _) = choice { best } else { nil }
        binding = found
        authenticator = conditions.authenticators.first { $0.id == found?.authenticator }
        hold = Self.hold(found, authenticator, conditions.pauses)
    }

    private static func hold(
        _ binding: TemplateBinding?, _ authenticator: Authenticator?, _ pauses: [PauseScope]
    ) -> HoldReason? {
        if isPaused(binding, authenticator, pauses) { return .paused }
        if let authenticator, authenticator.claim != .valid { return .authenticatorUnproven }
        return binding.flatMap { HoldReason($0.status) }
    }

    private static func isPaused(
        _ binding: TemplateBinding?, _ authenticator: Authenticator?, _ pauses: [PauseScope]
    ) -> Bool {
        pauses.contains { scope in
            switch scope {
            case .merchant: true
            case .number(let number): authenticator?.phoneNumberID == number
            case .template(let name, let language):
                binding?.content.name == name && binding?.content.templateLanguage == language
            }
        }
    }

    /// The number that its messages leave from; nil: it has none.
    package var sender: PhoneNumberID? { authenticator?.phoneNumberID }

    /// The template by its account, name and language; empty without one.
    package var template: String {
        guard let binding else { return "" }
        return "\(authenticator?.accountID ?? "")/\(binding.content.label)"
    }

    /// What delivery learns of the queue.
    package func state(of id: QueueID, _ key: QueueKey, nextDue: Timestamp) -> QueueState {
        QueueState(
            id: id, merchant: key.merchant, lane: key.lane, sender: sender, app: authenticator?.app,
            template: template,
            hold: hold, releasedAt: binding?.releasedAt, nextDue: nextDue)
    }
}

extension Notification {
    /// The notification as people see it: one that waits in a held queue is held.
    package func shown(while hold: HoldReason?) -> Notification {
        guard status == .pending, let hold else { return self }
        var shown = self
        shown.status = .held
        shown.statusReason = hold.rawValue
        return shown
    }
}
