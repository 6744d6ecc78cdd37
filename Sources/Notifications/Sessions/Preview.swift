/// What would become of a state if it were told now; nothing is stored and nothing sent.
package struct Preview: Hashable, Sendable {
    package var plugin: Plugin
    package var state: PaymentState
    package var language: Language
    package var outcome: Outcome
    package var reason: Reason
    /// The sentence that a caller would get.
    package var message: String
    /// The first rule that stops or holds it; nil: none does.
    package var rule: Rule?
    /// What would be sent; nil: nothing.
    package var sending: Sending?

    /// A message that would be sent.
    package struct Sending: Hashable, Sendable {
        /// Meta's name and language of the template.
        package var template: String
        package var sender: PhoneNumberID
        /// The text as the customer would read it: personal data.
        package var text: String
    }
}

extension SessionView {
    /// What would become of each state of the session that notifies; empty before Enable.
    package func previews(zones: any ZoneRules) -> [Preview] {
        PaymentState.notifying.compactMap { preview(of: $0, zones: zones) }
    }

    /// What would be decided, and sent, by the code that decides and arms; nil before Enable.
    package func preview(
        of state: PaymentState, zones: any ZoneRules
    ) -> Preview? {
        guard let session, let enablement = session.enablement,
            let effects = effects(of: state, session, zones: zones)
        else { return nil }
        let decision = effects.change.decision
        return Preview(
            plugin: enablement.plugin, state: state, language: enablement.language,
            outcome: decision.outcome, reason: decision.reason, message: decision.message,
            rule: decision.firstObstacle,
            sending: effects.notification.flatMap {
                sending($0, enablement.plugin, zones: zones)
            })
    }

    private func effects(
        of state: PaymentState, _ session: Session, zones: any ZoneRules
    ) -> NotifyStateChange.Effects? {
        let command = NotifyStateChange(
            merchant: merchant.id, session: session.id, state: state,
            event: EventID(rawValue: "preview"), occurredAt: nil,
            changedAttributes: SessionAttributes(), digest: RequestDigest(bytes: []))
        let snapshot = NotifyStateChange.Snapshot(
            merchant: merchant, replayed: nil, session: session,
            notifications: entries.map(\.notification),
            hasAuthenticator: !conditions.authenticators.isEmpty, consent: consent,
            bindings: conditions.bindings.filter {
                $0.key.plugin == session.enablement?.plugin && $0.key.scope.covers(state)
            })
        var ids = Self.ids(at: now)
        guard let verdict = try? command.decide(snapshot, at: now, zones: zones, ids: &ids),
            case .record(let effects) = verdict
        else { return nil }
        return effects
    }

    /// What the arm would send if nothing held the queue and it were day.
    private func sending(
        _ notification: Notification, _ plugin: Plugin, zones: any ZoneRules
    ) -> Preview.Sending? {
        let key = QueueKey(
            merchant: merchant.id, plugin: plugin, state: notification.state,
            language: notification.language, isReplay: false)
        var awake = merchant
        awake.quietHours = nil
        let command = ArmNotification(
            reference: NotificationReference(
                merchant: merchant.id, notification: notification.id))
        let snapshot = ArmNotification.Snapshot(
            merchant: awake, notification: notification.pending(dueAt: now, at: now),
            earlier: [], queue: QueueStatus(of: key, under: conditions.released),
            channel: notification.origin, consent: consent)
        var ids = Self.ids(at: now)
        let effects = command.decide(snapshot, at: now, zones: zones, ids: &ids)
        guard let attempt = effects.attempt, let sender = effects.phoneNumberID else { return nil }
        return Preview.Sending(
            template: attempt.template, sender: sender, text: attempt.renderedText)
    }

    /// What is made here is thrown away: its names need not differ from others.
    private static func ids(at now: Timestamp) -> IdentifierGenerator {
        IdentifierGenerator(now: now, random: SystemRandomNumberGenerator())
    }
}

// MARK: - The whole matrix

extension SessionView {
    /// What would become of each state in each language and by each plugin, for a sample customer.
    package func matrix(
        phone: PhoneNumber, attributes: SessionAttributes,
        zones: any ZoneRules
    ) -> [Preview] {
        Plugin.allCases.flatMap { plugin in
            merchant.languages.flatMap { language in
                PaymentState.notifying.filter(plugin.notifies).compactMap { state in
                    var view = self
                    view.session = Session(
                        id: SessionID(rawValue: "preview"),
                        enablement: Enablement(
                            plugin: plugin, phone: phone, language: language,
                            states: PaymentState.notifying.filter(plugin.notifies)),
                        currentState: nil,
                        attributes: sample(for: plugin).merging(attributes), createdAt: now,
                        updatedAt: now)
                    return view.preview(of: state, zones: zones)
                }
            }
        }
    }

    /// A payment as it may be, with a link that the plugin's templates accept.
    private func sample(for plugin: Plugin) -> SessionAttributes {
        let urls = conditions.bindings.lazy.filter { $0.key.plugin == plugin }
            .flatMap(\.content.components)
            .compactMap { component -> String? in
                guard case .urlButton(let url) = component.kind else { return nil }
                return url
            }
        let prefix = urls.first.map { String($0.prefix { $0 != "{" }) }
        return SessionAttributes(
            customerName: "Noura", amount: Money(checkedAmount: "14.000", currency: "KWD"),
            orderNumber: "A-1001", checkoutLink: (prefix ?? "https://pay.example/") + "sample",
            checkoutLinkExpiresAt: nil)
    }
}

extension Decision {
    /// The first rule that was not passed, in the order of asking.
    var firstObstacle: Rule? {
        Rule.allCases.first {
            // In data that were never put back it was not asked.
            !rulesPassed.contains($0) && ($0 != .afterRestore || reason == .restored)
        }
    }
}

extension QueueConditions {
    /// The same without anything that holds a queue.
    fileprivate var released: QueueConditions {
        var released = self
        released.pauses = []
        for index in released.bindings.indices { released.bindings[index].status = .approved }
        for index in released.authenticators.indices {
            released.authenticators[index].claim = .valid
        }
        return released
    }
}
