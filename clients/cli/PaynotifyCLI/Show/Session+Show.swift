import Messages

extension GetSessionResponse {
    /// The whole timeline: the session, each state change with its decision, each notification
    /// with its attempts and receipts.
    var text: String {
        var parts = [session.text]
        if let explanation = Silence(self)?.text { parts.append(explanation) }
        parts.append(Self.section("State changes", stateChanges.map(\.text)))
        parts.append(Self.section("Notifications", notifications.map(\.timeline)))
        return parts.joined(separator: "\n\n")
    }

    private static func section(_ heading: String, _ entries: [String]) -> String {
        ([heading] + (entries.isEmpty ? ["  (none)"] : entries)).joined(separator: "\n")
    }
}

extension Session {
    fileprivate var text: String {
        var facts = Facts()
        facts.add("session", sessionID)
        facts.add("state", currentState == .unspecified ? "(none told)" : currentState.word)
        facts.add("enabled", enabled ? "yes" : "no")
        facts.add("channel", channel.word)
        facts.add("plugin", plugin.word)
        facts.add("phone", phoneMasked)
        facts.add("language", language)
        facts.add("tells of", selectedStates.map(\.word).joined(separator: ", "))
        facts.add("customer", attributes.customerName)
        facts.add("amount", "\(attributes.amount) \(attributes.currency)".trimmed)
        facts.add("order", attributes.orderNumber)
        facts.add("link", attributes.checkoutLink)
        facts.add("link expires", attributes.checkoutLinkExpiresAtMilliseconds.asMoment)
        facts.add("created", createdAtMilliseconds.asMoment)
        facts.add("updated", updatedAtMilliseconds.asMoment)
        return facts.text()
    }
}

extension StateChange {
    fileprivate var text: String {
        var facts = Facts()
        facts.add("event", eventID)
        facts.add("occurred", occurredAtMilliseconds.asMoment)
        facts.add("decision", "\(outcome.word), \(reason.name)")
        facts.add("message", message)
        facts.add("notification", notificationID)
        facts.add("passed", rulesPassed.joined(separator: ", "))
        return "  \(receivedAtMilliseconds.asMoment)  \(state.word)\n\(facts.text(indent: 4))"
    }
}

extension Notification {
    /// The notification, its attempts with the text as the customer reads it, and their receipts.
    fileprivate var timeline: String {
        let reason = why.isEmpty ? "" : ", \(why)"
        var facts = Facts()
        facts.add("notification", notificationID)
        facts.add("by", origin == .manual ? "a person" : "")
        facts.add("language", language)
        facts.add("expires", expiresAtMilliseconds.asMoment)
        facts.add("updated", updatedAtMilliseconds.asMoment)
        facts.add("duplicate", duplicateWord)
        let heading = "  \(createdAtMilliseconds.asMoment)  \(state.word)  \(status.word)\(reason)"
        return ([heading, facts.text(indent: 4)] + attempts.map(\.timeline))
            .joined(separator: "\n")
    }
}

extension Notification {
    /// Whether the customer may have got it twice; empty if not.
    private var duplicateWord: String {
        if duplicateConfirmed { return "confirmed" }
        return possibleDuplicate ? "possible" : ""
    }
}

extension Attempt {
    fileprivate var timeline: String {
        var facts = Facts()
        facts.add("ended", endedAtMilliseconds.asMoment)
        facts.add("code", metaCode == 0 ? "" : String(metaCode))
        facts.add("detail", detail)
        facts.add("message", messageIDMasked)
        facts.add("token", token)
        facts.add("template", template)
        for receipt in receipts {
            let code = receipt.metaCode == 0 ? "" : " (\(receipt.metaCode))"
            facts.add(receipt.status, receipt.occurredAtMilliseconds.asMoment + code)
        }
        var lines = ["    attempt \(number)  \(armedAtMilliseconds.asMoment)  \(result)"]
        lines.append(facts.text(indent: 6))
        // One that was forgotten is empty.
        if !renderedText.isEmpty {
            lines += renderedText.printable.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "      | \($0)" }
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmed: String { self == " " ? "" : self }
}
