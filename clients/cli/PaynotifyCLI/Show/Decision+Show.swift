import Messages

extension NotifyStateChangeResponse {
    /// The decision, its sentence and what follows from it.
    var text: String {
        var facts = Facts()
        facts.add("decision", outcome.word)
        facts.add("reason", reason.name)
        facts.add("message", message)
        facts.add("notification", notificationID)
        facts.add("withdrawn", withdrawn.text)
        facts.add("current state", currentState.word)
        facts.add("mended", mended.text)
        return facts.text()
    }
}

extension EnableNotificationsResponse {
    /// What could be sent today, state by state, and what was missed.
    var text: String {
        var facts = Facts()
        facts.add("phone", phoneMasked)
        facts.add("ignored", ignoredPhases.map(\.word).joined(separator: ", "))
        facts.add("missed", missedStates.map(\.word).joined(separator: ", "))
        facts.add("withdrawn", withdrawn.text)
        facts.add("mended", mended.text)
        let table = Table(
            heading: ["STATE", "TODAY", "MESSAGE"],
            rows: readiness.map { [$0.state.word, $0.reason.name, $0.message] },
            whenEmpty: "notifications are off")
        var text = "\(facts.text())\n\n\(table.text)"
        if !missedStates.isEmpty {
            text += "\n\nThe missed states were told of before this call. To notify of the current "
            text += "one:\n  paynotify state notify with the same --state and another --event-id"
        }
        return text
    }
}

extension [MendedValue] {
    /// Each field with what was done to it.
    var text: String { map { "\($0.field): \($0.change)" }.joined(separator: "; ") }
}
