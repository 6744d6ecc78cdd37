/// The rules between a state and its notification, asked in the order of ``Rule``.
///
/// The first rule that refuses ends the asking and suppresses. A rule that only holds lets the others
/// be asked; the first hold is the reason.
struct Eligibility: Sendable {
    let merchant: Merchant
    /// With selection and attributes as they stand after the change.
    let session: Session
    let state: PaymentState
    let transition: Transition
    /// The notification that occupies the state's key; nil for none.
    let existing: NotificationID?
    let hasAuthenticator: Bool
    let consent: Consent
    let expiresAt: Timestamp
    let occurredAt: Timestamp
    /// When the data were put back from a backup; nil: never.
    let restoredAt: Timestamp?
    let now: Timestamp
    /// When the quiet time of the recipient ends; nil: it is not quiet there.
    let quietEnd: Timestamp?
    private let zones: any ZoneRules
    private let bindings: [TemplateBinding]
    /// Where the binding to use stands among ``bindings``; nil: there is none.
    private let place: Int?
    /// Whether its language is the merchant's fallback.
    private let isFallback: Bool

    init(
        merchant: Merchant, session: Session, state: PaymentState, transition: Transition,
        existing: NotificationID?, hasAuthenticator: Bool, consent: Consent,
        bindings: [TemplateBinding], zones: any ZoneRules, occurredAt: Timestamp,
        restoredAt: Timestamp? = nil, now: Timestamp
    ) {
        self.merchant = merchant
        self.session = session
        self.state = state
        self.transition = transition
        self.existing = existing
        self.hasAuthenticator = hasAuthenticator
        self.consent = consent
        expiresAt = Expiry.moment(
            of: state, attributes: session.attributes, occurredAt: occurredAt, receivedAt: now)
        self.occurredAt = occurredAt
        self.restoredAt = restoredAt
        self.now = now
        self.zones = zones
        quietEnd = session.enablement.flatMap {
            merchant.quietEnd(for: state, to: $0.phone, at: now, rules: zones)
        }
        self.bindings = bindings
        let choice = BindingChoice.place(
            for: state, language: session.enablement?.language ?? .english,
            fallback: merchant.fallbackLanguage, among: bindings)
        place = choice?.place
        isFallback = choice?.isFallback ?? false
    }

    /// The verdict of the rules.
    struct Assessment: Hashable, Sendable {
        var outcome: Outcome
        var reason: Reason
        var message: String
        var rulesPassed: [Rule]
        /// The language of the message; nil unless queued or held.
        var language: Language?
    }

    /// A rule that was not passed.
    private struct Obstacle {
        var reason: Reason
        var message: String
        var isHold = false
    }

    /// Asks the rules, in their order.
    func assess(_ rules: [Rule] = Rule.allCases) -> Assessment {
        var passed: [Rule] = []
        passed.reserveCapacity(rules.count)
        var hold: Obstacle?
        for rule in rules where rule != .afterRestore || restoredAt != nil {
            guard let obstacle = obstacle(to: rule) else {
                passed.append(rule)
                continue
            }
            if !obstacle.isHold { return refused(by: obstacle, after: passed) }
            hold = hold ?? obstacle
        }
        let message = hold?.message ?? "The notification is queued."
        return Assessment(
            outcome: hold == nil ? .queued : .held, reason: hold?.reason ?? .queued,
            message: fallbackNote.map { message + $0 } ?? message,
            rulesPassed: passed, language: place.map { bindings[$0].key.language })
    }

    private func refused(by obstacle: Obstacle, after passed: [Rule]) -> Assessment {
        Assessment(
            outcome: obstacle.reason == .duplicate ? .duplicate : .suppressed,
            reason: obstacle.reason, message: obstacle.message, rulesPassed: passed, language: nil)
    }

    private func obstacle(to rule: Rule) -> Obstacle? {
        switch rule {
        case .stateSupported: unsupported
        case .transitionLegal: outOfOrder
        case .notYetNotified: duplicate
        case .sessionEnabled: notEnabled
        case .notOptedOut: optedOut
        case .channelAutomatic: channelManual
        case .phaseAvailable: unavailablePhase
        case .stateSelected: notSelected
        case .authenticatorPresent: noAuthenticator
        case .templateBound: noTemplate
        case .languageBound: languageMissing
        case .variablesPresent: valueUnfit
        case .notExpired: alreadyExpired
        case .afterRestore: beforeRestore
        case .templateApproved: notApproved
        case .outsideQuietHours: quiet
        }
    }
}

// The rules, in the order in which they are asked.
extension Eligibility {
    private var unsupported: Obstacle? {
        if state.isOperation {
            return Obstacle(
                reason: .operationState,
                message: "\(state.words) is an operation on a finished payment: WhatsApp does not "
                    + "tell of it, email and SMS do.")
        }
        guard state.phase == nil else { return nil }
        return Obstacle(
            reason: .stateNotSupported,
            message: "No WhatsApp notification exists for the state \(state.words); the state is "
                + "recorded.")
    }

    private var outOfOrder: Obstacle? {
        if isAnomaly {
            return Obstacle(
                reason: .illegalTransition,
                message: "The session was closed and then became \(state.words): a person has to "
                    + "release or cancel the notification.",
                isHold: true)
        }
        switch transition {
        case .stale:
            return Obstacle(
                reason: .stale,
                message: "The session has moved on to \(currentWords): \(state.words) is old news.")
        case .illegal:
            return Obstacle(
                reason: .illegalTransition,
                message: "A session cannot become \(state.words) from \(currentWords): check "
                    + "which of the two is true.")
        case .advance, .again, .anomaly, .operation:
            return nil
        }
    }

    private var currentWords: String { session.currentState?.words ?? "none" }

    /// A session that became paid after it was closed stays suspect until a notification exists.
    private var isAnomaly: Bool {
        transition == .anomaly || transition == .again && session.currentStateIsAnomaly
    }

    private var duplicate: Obstacle? {
        existing.map {
            Obstacle(
                reason: .duplicate,
                message: "The state \(state.words) has the notification \($0) already; see what "
                    + "became of it there.")
        }
    }

    private var notEnabled: Obstacle? {
        guard session.enablement == nil else { return nil }
        return Obstacle(
            reason: .notEnabled,
            message: "The session has no EnableNotifications. Call it, then repeat "
                + "NotifyStateChange with another event_id.")
    }

    private var optedOut: Obstacle? {
        consent.refusal(of: place.map { bindings[$0].content.category }).map {
            Obstacle(reason: .optedOut, message: $0.sentence)
        }
    }

    private var channelManual: Obstacle? {
        guard session.channel == .manual else { return nil }
        return Obstacle(
            reason: .channelConflict,
            message:
                "A person writes to this customer by hand: nothing is sent automatically. Call "
                + "SendNotification, or SetChannel with AUTOMATIC.")
    }

    private var unavailablePhase: Obstacle? {
        guard let plugin = session.enablement?.plugin, !plugin.notifies(of: state) else {
            return nil
        }
        return Obstacle(
            reason: .pluginPhaseUnavailable,
            message: "The plugin \(plugin.words) has no notification for \(state.words).")
    }

    private var notSelected: Obstacle? {
        guard let enablement = session.enablement, !enablement.states.contains(state) else {
            return nil
        }
        return Obstacle(
            reason: .stateNotSelected,
            message: "The session is not enabled for \(state.words). Call EnableNotifications with "
                + "it, then repeat NotifyStateChange with another event_id.")
    }

    private var noAuthenticator: Obstacle? {
        guard !hasAuthenticator else { return nil }
        return Obstacle(
            reason: .noAuthenticator,
            message: "The merchant has no WhatsApp account. Call RegisterAuthenticator, then "
                + "RegisterTemplate.")
    }

    private var noTemplate: Obstacle? {
        guard place == nil, case .nothingBound = choice, let plugin = session.enablement?.plugin
        else {
            return nil
        }
        let phase = state.phase?.words ?? ""
        return Obstacle(
            reason: .noTemplate,
            message: "No template is bound to \(plugin.words) and \(state.words) or its phase, "
                + "\(phase). Call RegisterTemplate.")
    }

    private var languageMissing: Obstacle? {
        guard place == nil, case .otherLanguages(let bound) = choice,
            let enablement = session.enablement
        else { return nil }
        let languages = bound.map(\.rawValue).joined(separator: ", ")
        return Obstacle(
            reason: .languageMissing,
            message: "The templates for \(state.words) speak \(languages), the session "
                + "\(enablement.language.rawValue). Call RegisterTemplate in that language, or set "
                + "the merchant's fallback language.")
    }

    /// A value is missing or bad, or makes a text too long.
    private var valueUnfit: Obstacle? {
        guard let place else { return nil }
        let values = MessageValues(
            merchantName: merchant.displayName, session: session.id,
            attributes: session.attributes, offsetSeconds: 0)
        if values.plainlyFill(bindings[place].content.components) { return nil }
        do throws(RenderingProblem) {
            let binding = bindings[place]
            try VariableFiller(
                language: binding.key.language, format: binding.content.parameterFormat,
                values: values
            ).check(binding.content)
            return nil
        } catch {
            return Obstacle(reason: error.reason, message: error.message)
        }
    }

    private var alreadyExpired: Obstacle? {
        guard expiresAt <= now else { return nil }
        return Obstacle(
            reason: .alreadyExpired,
            message: "The notification of \(state.words) comes too late to be sent: "
                + "\(lifetime).")
    }

    private var lifetime: String {
        if state.phase == .postPayment { return "it is worth sending for a day" }
        return session.attributes.checkoutLinkExpiresAt == nil
            ? "without the link's expiry it is worth sending for an hour"
            : "the checkout link has expired"
    }

    private var beforeRestore: Obstacle? {
        guard let restoredAt, occurredAt < restoredAt else { return nil }
        return Obstacle(
            reason: .restored,
            message: "It happened before the database was put back from a backup, and the customer "
                + "may have been told then: a person has to release or cancel the notification.",
            isHold: true)
    }

    private var notApproved: Obstacle? {
        guard let place, let hold = HoldReason(bindings[place].status) else { return nil }
        let binding = bindings[place]
        return Obstacle(
            reason: hold.reason,
            message: "The notification waits for the template \(binding.content.name): "
                + "\(binding.statusText).",
            isHold: true)
    }

    private var quiet: Obstacle? {
        guard let quietEnd, let phone = session.enablement?.phone else { return nil }
        let zone = merchant.wallZone(of: phone, rules: zones)
        let end = CivilTime(quietEnd, offsetSeconds: Int(zone.offset(at: quietEnd))).text
        let fate =
            expiresAt > quietEnd
            ? "leaves after \(end)" : "would leave after \(end), but is not worth sending by then"
        return Obstacle(
            reason: .quietHours,
            message: "The customer is left alone for the night: the notification \(fate) "
                + "(\(zone.name)).",
            isHold: true)
    }

    /// Why there is no binding to use.
    private var choice: BindingChoice {
        BindingChoice(
            for: state, language: session.enablement?.language ?? .english,
            fallback: merchant.fallbackLanguage, among: bindings)
    }

    private var fallbackNote: String? {
        guard let place, isFallback else { return nil }
        let language = bindings[place].key.language
        return " It speaks \(language.rawValue), the merchant's fallback language."
    }
}

extension OptOutCategory {
    /// That the recipient wants no such messages, and what can be done.
    fileprivate var sentence: String {
        let unwanted =
            switch self {
            case .all: "no messages"
            case .marketing: "no marketing messages, and the template is one"
            }
        return "The customer wants \(unwanted). If they want them again, call SetOptOut with "
            + "opted_out false, then repeat NotifyStateChange with another event_id."
    }
}

extension TemplateBinding {
    /// Why it is not sent, in the middle of a sentence.
    fileprivate var statusText: String {
        let known = problem.isEmpty ? "" : " (\(problem))"
        return switch status {
        case .approved: "it is approved"
        case .unverified: "it has not been compared with Meta's definition yet"
        case .unapproved: "Meta has not approved it" + known
        case .paused: "Meta paused it" + known
        case .mismatch: "Meta's definition differs from the registered one" + known
        case .drifted: "Meta's definition is not the approved one any more" + known
        }
    }
}
