import Messages
import Notifications

extension ExplainSessionRequest: ZonedQueryRequest {
    func question(zones: any ZoneRules) throws(Refusal) -> Question<ExplainSessionResponse> {
        let reference = try SessionReference.checked(merchant: merchantID, session: sessionID)
        let query = SessionViewQuery(merchant: reference.merchant, session: reference.session)
        return { store throws(StoreFailure) in
            switch try await store.view(query) {
            case .missing(let missing): return .failure(.notFound(missing))
            case .found(let view):
                guard let session = view.session else { return .failure(.notFound(.session)) }
                return .success(
                    ExplainSessionResponse(
                        session: Messages.Session(session),
                        states: view.explanations(zones: zones).map(StateExplanation.init)))
            }
        }
    }
}

extension PreviewNotificationsRequest: ZonedQueryRequest {
    func question(zones: any ZoneRules) throws(Refusal) -> Question<PreviewNotificationsResponse> {
        let question = try PreviewQuestion.checked(
            merchant: merchantID, session: sessionID, phone: phone,
            attributes: UncheckedAttributes(attributes))
        return { store throws(StoreFailure) in
            switch try await store.view(question.query) {
            case .missing(let missing): .failure(.notFound(missing))
            case .found(let view):
                .success(
                    PreviewNotificationsResponse(
                        previews: question.previews(in: view, zones: zones)
                            .map(NotificationPreview.init),
                        mended: question.mended.map(Messages.MendedValue.init)))
            }
        }
    }
}

extension StateExplanation {
    /// What became of one state.
    fileprivate init(_ explanation: Explanation) {
        self.init(
            state: explanation.state.wire, told: explanation.isTold,
            outcome: explanation.outcome.wire, reason: explanation.reason.wire,
            rule: explanation.rule?.rawValue ?? "", sentence: explanation.sentence,
            notificationID: explanation.notification?.id.rawValue ?? "",
            status: explanation.notification?.status.wire ?? .unspecified)
    }
}

extension NotificationPreview {
    /// What would become of a state if it were told now.
    fileprivate init(_ preview: Preview) {
        self.init(
            plugin: preview.plugin.wire, state: preview.state.wire,
            language: preview.language.rawValue, outcome: preview.outcome.wire,
            reason: preview.reason.wire, rule: preview.rule?.rawValue ?? "",
            message: preview.message, template: preview.sending?.template ?? "",
            phoneNumberID: preview.sending?.sender.rawValue ?? "",
            renderedText: preview.sending?.text ?? "")
    }
}
