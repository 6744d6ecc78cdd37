import Messages

extension Notification {
    /// Without its attempts, as ListNotifications gives it.
    var json: JSON { .object(members) }

    /// With its attempts, as GetSession gives it.
    var jsonWithAttempts: JSON {
        .object(members + [.init(key: "attempts", value: .array(attempts.map(\.json)))])
    }

    private var members: [JSON.Member] {
        [
            .init(key: "notification_id", value: .string(notificationID)),
            .init(key: "session_id", value: .string(sessionID)),
            .init(key: "state", value: .string(state.word)),
            .init(key: "status", value: .string(status.word)),
            .init(key: "status_reason", value: .string(statusReason)),
            .init(key: "meta_code", value: .integer(Int64(metaCode))),
            .init(key: "phone_masked", value: .string(phoneMasked)),
            .init(key: "language", value: .string(language)),
            .init(key: "created_at_ms", value: .integer(createdAtMilliseconds)),
            .init(key: "updated_at_ms", value: .integer(updatedAtMilliseconds)),
            .init(key: "expires_at_ms", value: .integer(expiresAtMilliseconds)),
            .init(key: "possible_duplicate", value: .bool(possibleDuplicate)),
            .init(key: "duplicate_confirmed", value: .bool(duplicateConfirmed)),
            .init(key: "origin", value: .string(origin.word)),
        ]
    }

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

extension Attempt {
    fileprivate var json: JSON {
        [
            "number": .integer(Int64(number)), "armed_at_ms": .integer(armedAtMilliseconds),
            "ended_at_ms": .integer(endedAtMilliseconds), "result": .string(result),
            "meta_code": .integer(Int64(metaCode)), "detail": .string(detail),
            "message_id_masked": .string(messageIDMasked), "template": .string(template),
            "rendered_text": .string(renderedText), "receipts": .array(receipts.map(\.json)),
            "token": .string(token),
        ]
    }
}

extension Receipt {
    fileprivate var json: JSON {
        [
            "status": .string(status), "occurred_at_ms": .integer(occurredAtMilliseconds),
            "received_at_ms": .integer(receivedAtMilliseconds),
            "meta_code": .integer(Int64(metaCode)),
        ]
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
    var json: JSON {
        .array(
            map {
                ["notification_id": .string($0.notificationID), "state": .string($0.state.word)]
            })
    }

    /// Each with its state, separated by commas.
    var text: String {
        map { "\($0.notificationID) (\($0.state.word))" }.joined(separator: ", ")
    }
}
