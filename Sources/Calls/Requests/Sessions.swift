import Messages
import Notifications

extension EnableNotificationsRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .enableNotifications(
            try EnableNotifications.checked(
                merchant: merchantID, session: sessionID, plugin: Notifications.Plugin(plugin),
                phone: phone, language: language,
                selection: selection.map(Notifications.Selection.init),
                attributes: UncheckedAttributes(attributes)))
    }

    static func response(to answer: CommandAnswer) -> EnableNotificationsResponse? {
        guard case .enabled(let enabled) = answer else { return nil }
        return EnableNotificationsResponse(enabled)
    }
}

extension NotifyStateChangeRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .notifyStateChange(
            try NotifyStateChange.checked(
                merchant: merchantID, session: sessionID,
                state: Notifications.PaymentState(state), event: eventID,
                occurredAtMilliseconds: occurredAtMilliseconds,
                changedAttributes: UncheckedAttributes(changedAttributes),
                digest: RequestDigest(digestedFields)))
    }

    static func response(to answer: CommandAnswer) -> NotifyStateChangeResponse? {
        guard case .decided(let decision, let mended) = answer else { return nil }
        return NotifyStateChangeResponse(decision, mended: mended)
    }
}

extension GetSessionRequest: QueryRequest {
    func question() throws(Refusal) -> Question<GetSessionResponse> {
        let reference = try SessionReference.checked(merchant: merchantID, session: sessionID)
        return { store throws(StoreFailure) in
            let found = try await store.timeline(
                of: reference.session, merchant: reference.merchant)
            return switch found {
            case .found(let timeline): .success(GetSessionResponse(timeline))
            case .missing(let missing): .failure(.notFound(missing))
            }
        }
    }
}

extension Notifications.Selection {
    fileprivate init(_ selection: EnableNotificationsRequest.Selection) {
        switch selection {
        case .states(let selection): self.init(selection)
        case .phases(let selection): self.init(selection)
        }
    }

    /// The states of a message; nil where one is not given.
    init(_ selection: StateSelection) {
        self = .states(selection.states.map(Notifications.PaymentState.init))
    }

    /// The phases of a message; nil where one is not given.
    init(_ selection: PhaseSelection) {
        self = .phases(selection.phases.map(Notifications.Phase.init))
    }
}

extension UncheckedAttributes {
    /// As the caller wrote them.
    init(_ attributes: Messages.SessionAttributes) {
        self.init(
            customerName: attributes.customerName, amount: attributes.amount,
            currency: attributes.currency, orderNumber: attributes.orderNumber,
            checkoutLink: attributes.checkoutLink,
            checkoutLinkExpiresAtMilliseconds: attributes.checkoutLinkExpiresAtMilliseconds)
    }
}
