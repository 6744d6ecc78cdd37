package import SQLite

/// What a database's file holds of what callers were promised, for who compares it with what they were
/// answered.
///
/// Reads the whole file, in one transaction; the database may be open elsewhere.
package struct StoredRecord: Sendable {
    /// A state change that was stored, by the outside's names.
    package struct Change: Hashable, Sendable {
        package var merchant: String
        package var session: String
        package var state: String
        /// The notification that its answer named; empty if there is none.
        package var notification: String

        package init(merchant: String, session: String, state: String, notification: String) {
            self.merchant = merchant
            self.session = session
            self.state = state
            self.notification = notification
        }
    }

    /// A notification.
    package struct Intent: Hashable, Sendable {
        package var merchant: String
        package var session: String
        package var id: String
        package var state: String
        package var status: String
        /// Whether a policy sent it once more without proof that the first message was lost.
        package var mayBeDuplicate: Bool
        /// Its attempts' tokens, oldest first.
        package var tokens: [String]

        package init(
            merchant: String, session: String, id: String, state: String, status: String,
            mayBeDuplicate: Bool, tokens: [String]
        ) {
            self.merchant = merchant
            self.session = session
            self.id = id
            self.state = state
            self.status = status
            self.mayBeDuplicate = mayBeDuplicate
            self.tokens = tokens
        }
    }

    /// A session that notifications were enabled for.
    package struct Session: Hashable, Sendable {
        package var merchant: String
        package var id: String

        package init(merchant: String, id: String) {
            self.merchant = merchant
            self.id = id
        }
    }

    package var enabled: Set<Session> = []
    package var changes: [Change] = []
    package var intents: [Intent] = []
    /// What SQLite says of the file, and rows that refer to rows that are not there; empty if all is whole.
    package var damage: [String] = []

    /// Nothing.
    package init() {}

    /// Reads the file.
    package init(readingFrom path: String) throws(SQLiteError) {
        let connection = try Connection(path: path, access: .queryOnly)
        // Ends with the connection.
        try connection.execute("BEGIN")
        enabled = Set(
            try Self.all(connection, Self.sessions) { row in
                Session(merchant: row.text(), id: row.text())
            })
        changes = try Self.all(connection, Self.stateChanges) { row in
            Change(
                merchant: row.text(), session: row.text(), state: row.text(),
                notification: row.text())
        }
        let tokens = Dictionary(
            grouping: try Self.all(connection, Self.attempts) { row in
                (notification: row.text(), token: row.text())
            }, by: \.notification)
        intents = try Self.all(connection, Self.notifications) { row in
            let id = row.text()
            return Intent(
                merchant: row.text(), session: row.text(), id: id, state: row.text(),
                status: row.text(), mayBeDuplicate: row.integer() != 0,
                tokens: tokens[id, default: []].map(\.token))
        }
        damage = try Self.all(connection, "PRAGMA integrity_check") { row in row.text() }
            .filter { $0 != "ok" }
        damage += try ReferenceCheck.dangling(in: connection)
    }

    private static func all<Element>(
        _ connection: Connection, _ text: String,
        _ read: (inout Row) throws(SQLiteError) -> Element
    ) throws(SQLiteError) -> [Element] {
        try Statement(connection, text, isPersistent: false).all([], read)
    }

    private static let sessions = """
        SELECT m.id, s.id FROM sessions AS s JOIN merchants AS m ON m.merchant = s.merchant
        WHERE s.selected_states IS NOT NULL
        """

    private static let stateChanges = """
        SELECT m.id, s.id, c.state, coalesce(c.notification, '')
        FROM state_changes AS c
          JOIN sessions AS s ON s.session = c.session
          JOIN merchants AS m ON m.merchant = c.merchant
        ORDER BY c.number
        """

    private static let attempts = """
        SELECT n.id, a.token
        FROM attempts AS a JOIN notifications AS n ON n.notification = a.notification
        ORDER BY a.attempt
        """

    private static let notifications = """
        SELECT n.id, m.id, s.id, n.state, n.status, n.possible_duplicate
        FROM notifications AS n
          JOIN sessions AS s ON s.session = n.session
          JOIN merchants AS m ON m.merchant = n.merchant
        ORDER BY n.notification
        """
}
