import Messages

/// Why a session's customer got no message: what is stored, and the fix that goes with it.
struct Silence {
    /// The explanation, a line for each reason.
    let text: String

    /// Nil if a message of the session was accepted by Meta, or may have been.
    init?(_ timeline: GetSessionResponse) {
        guard !timeline.notifications.contains(where: \.mayHaveLeft) else { return nil }
        var lines = ["No message was sent:"]
        if timeline.stateChanges.isEmpty {
            lines.append("  No state was told of. Tell one: paynotify state notify")
        }
        for change in timeline.stateChanges {
            let notification = timeline.notifications.first {
                $0.notificationID == change.notificationID
            }
            let reason = notification?.silence(after: change) ?? change.why
            lines.append("  \(change.state.word): \(reason.printable)")
        }
        text = lines.joined(separator: "\n")
    }
}

extension Notification {
    /// Whether a try to send it was accepted or ended without an answer.
    fileprivate var mayHaveLeft: Bool {
        switch status {
        case .accepted, .sent, .delivered, .read, .failed, .armed, .uncertain, .unresolved: true
        case .unspecified, .held, .pending, .dead, .superseded, .expired, .cancelled,
            .unrecognized:
            false
        }
    }

    /// Why it has not been sent; nil if its decision says all.
    fileprivate func silence(after change: StateChange) -> String? {
        switch status {
        case .held where statusReason == change.reason.name: nil
        case .held: "\(why). It is held; paynotify notifications cancel withdraws it"
        case .pending where statusReason == Reason.quietHours.name:
            "\(why). It waits for the end of the quiet hours"
        case .pending: "it waits to be sent; ask again soon"
        case .dead where statusReason == Reason.optedOut.name:
            "\(why). The customer opted out before it was sent"
        case .dead: "\(why). Meta refused it: \(attempts.last?.detail ?? "")"
        case .superseded: "\(why). A later state made it pointless before it was sent"
        case .expired: "\(why). Its time ran out before it could be sent"
        case .cancelled where statusReason == Reason.channelConflict.name:
            "\(why). A person writes to the customer: paynotify notifications send"
        case .cancelled: "\(why). A person or a changed selection withdrew it before it was sent"
        default: nil
        }
    }
}

extension StateChange {
    /// The reason of its decision, and the sentence that the caller got.
    fileprivate var why: String { "\(reason.name). \(message)" }
}
