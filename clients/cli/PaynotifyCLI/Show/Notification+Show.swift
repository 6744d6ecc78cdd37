import Messages

extension Notification {
    /// Why it is held or how it ended, with Meta's code if there is one.
    var why: String {
        metaCode == 0 ? statusReason : "\(statusReason)(\(metaCode))"
    }

    /// One line with what matters.
    var text: String {
        let reason = why.isEmpty ? "" : ", \(why)"
        return "notification \(notificationID) of \(sessionID), \(state.word): "
            + "\(status.word)\(reason)"
    }

    /// The cells of its row in a table.
    fileprivate var row: [String] {
        [updatedAtMilliseconds.asMoment, state.word, status.word, why, notificationID, sessionID]
    }
}

extension Table {
    private static let notificationHeading = [
        "UPDATED", "STATE", "STATUS", "WHY", "NOTIFICATION", "SESSION",
    ]

    /// One notification a row.
    init(_ notifications: [Notification]) {
        self.init(
            heading: Self.notificationHeading, rows: notifications.map(\.row),
            whenEmpty: "no notifications")
    }

    /// The row of one notification in columns of fixed widths, for a list that goes on growing.
    static func followedLine(_ notification: Notification) -> String {
        line(notification.row.map(cell), widths: [24, 10, 10, 20, 36, 0])
    }
}

extension [WithdrawnNotification] {
    /// Each with its state, separated by commas.
    var text: String {
        map { "\($0.notificationID) (\($0.state.word))" }.joined(separator: ", ")
    }
}
