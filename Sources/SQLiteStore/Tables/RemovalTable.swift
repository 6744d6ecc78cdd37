import Notifications
import SQLite

/// Statements that remove sessions with all that hangs on them.
enum RemovalSQL: Int, StatementText {
    case receipts, resends, attempts, changes, state, later
    case statuses, addRemoved, notifications, session, removed

    /// The session's notifications.
    private static let own = "SELECT notification FROM notifications WHERE session = ?1"

    var text: String {
        switch self {
        case .receipts:
            """
            DELETE FROM receipts WHERE attempt IN (
              SELECT attempt FROM attempts WHERE notification IN (\(Self.own)))
            """
        case .resends: "DELETE FROM resends WHERE notification IN (\(Self.own))"
        case .attempts: "DELETE FROM attempts WHERE notification IN (\(Self.own))"
        case .changes: "DELETE FROM state_changes WHERE session = ?1"
        case .state: "DELETE FROM session_states WHERE session = ?1"
        case .later:
            "DELETE FROM retention_later WHERE subject IN ('people', 'sessions') AND session = ?1"
        case .statuses: "SELECT status FROM notifications WHERE session = ?1"
        case .addRemoved:
            """
            INSERT INTO removed_notifications (status, total) VALUES (?1, ?2)
            ON CONFLICT (status) DO UPDATE SET total = total + excluded.total
            """
        case .notifications: "DELETE FROM notifications WHERE session = ?1"
        case .session: "DELETE FROM sessions WHERE session = ?1"
        case .removed: "SELECT status, total FROM removed_notifications"
        }
    }
}

/// Sessions that go, and how many notifications went with those before.
struct RemovalTable {
    private let statements: Statements<RemovalSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// Removes the session with all that hangs on it; gives how many of its notifications had each status.
    func remove(_ session: Int64) throws(SQLiteError) -> [NotificationStatus: Int] {
        var counts: [NotificationStatus: Int] = [:]
        let statuses = try statements[.statuses].all([.integer(session)]) {
            row throws(SQLiteError) in try row.word() as NotificationStatus
        }
        for status in statuses { counts[status, default: 0] += 1 }
        for (status, count) in counts {
            try statements[.addRemoved].run([.word(status), .integer(count)])
        }
        for part in Self.parts { try statements[part].run([.integer(session)]) }
        return counts
    }

    /// What refers to something goes before it.
    private static let parts: [RemovalSQL] = [
        .receipts, .resends, .attempts, .changes, .state, .later, .notifications, .session,
    ]

    /// Notifications that were removed, by the status that they had.
    func removed() throws(SQLiteError) -> [NotificationStatus: Int] {
        let rows = try statements[.removed].all { row throws(SQLiteError) in
            (status: try row.word() as NotificationStatus, total: row.number())
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.status, $0.total) })
    }
}
