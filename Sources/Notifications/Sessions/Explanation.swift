/// What became of a state of a session, with the first rule that stopped it and what would mend it.
package struct Explanation: Hashable, Sendable {
    package var state: PaymentState
    /// Whether news of the state came; if not, the rest says what would become of it now.
    package var isTold: Bool
    package var outcome: Outcome
    package var reason: Reason
    /// nil: nothing stops it.
    package var rule: Rule?
    /// For a person.
    package var sentence: String
    /// nil: there is none.
    package var notification: Notification?
}

extension SessionView {
    /// An explanation for each state that notifies.
    package func explanations(zones: any ZoneRules) -> [Explanation] {
        PaymentState.notifying.map { state in
            if let change = stateChanges.last(where: { $0.state == state }) {
                return told(change, zones: zones)
            }
            return untold(state, zones: zones)
        }
    }

    private func told(
        _ change: StateChange, zones: any ZoneRules
    ) -> Explanation {
        let entry = entries.first { $0.notification.state == change.state }
        // A repeat says no more than that there is a notification: its own decision says why.
        let deciding =
            stateChanges.last { $0.state == change.state && $0.decision.reason != .duplicate }
            ?? change
        let decision = deciding.decision
        return Explanation(
            state: change.state, isTold: true, outcome: decision.outcome, reason: decision.reason,
            rule: decision.firstObstacle,
            sentence: entry.map { StatusDescription(entry: $0, view: self).sentence }
                ?? decision.message + today(change.state, zones: zones),
            notification: entry?.notification)
    }

    /// What has changed since a state was suppressed, if it has.
    private func today(
        _ state: PaymentState, zones: any ZoneRules
    ) -> String {
        guard let preview = preview(of: state, zones: zones),
            preview.outcome == .queued || preview.outcome == .held
        else { return "" }
        return " As things stand now it would be \(preview.outcome.rawValue): repeat "
            + "NotifyStateChange with another event_id."
    }

    private func untold(
        _ state: PaymentState, zones: any ZoneRules
    ) -> Explanation {
        guard let preview = preview(of: state, zones: zones) else {
            return Explanation(
                state: state, isTold: false, outcome: .suppressed, reason: .notEnabled,
                rule: .sessionEnabled,
                sentence: "It was not told of, and the session has no EnableNotifications.",
                notification: nil)
        }
        return Explanation(
            state: state, isTold: false, outcome: preview.outcome, reason: preview.reason,
            rule: preview.rule, sentence: "It was not told of. Told now: \(preview.message)",
            notification: nil)
    }
}
