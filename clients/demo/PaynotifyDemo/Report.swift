import LocalEnvironment
import Messages

/// What the demo shows of each session.
enum Report {
    /// A row for each state change: what was decided, and what the customer reads.
    static func table(
        _ timelines: [GetSessionResponse], messages: [SandboxControl.Message]
    ) -> Table {
        let texts = Dictionary(
            messages.map { ($0.token ?? "", $0.rendered.text) },
            uniquingKeysWith: { first, _ in first })
        var table = Table(header: ["session", "state", "decision", "text", "delivery"])
        for timeline in timelines {
            for change in timeline.stateChanges {
                table.rows.append(row(change, timeline, texts))
            }
        }
        return table
    }

    private static func row(
        _ change: StateChange, _ timeline: GetSessionResponse, _ texts: [String: String]
    ) -> [String] {
        // A repeated state names the notification of its first telling: shown once.
        let notification = timeline.notifications.first {
            change.reason != .duplicate && $0.notificationID == change.notificationID
        }
        let text = notification?.attempts.compactMap { texts[$0.token] }.last ?? ""
        return [
            timeline.session.sessionID, change.state.plainName, decision(change),
            text.split(separator: "\n").joined(separator: " / "),
            notification.map { "\($0.status)" } ?? "",
        ]
    }

    private static func decision(_ change: StateChange) -> String {
        change.outcome == .queued ? "queued" : "\(change.outcome): \(change.reason.name)"
    }
}
