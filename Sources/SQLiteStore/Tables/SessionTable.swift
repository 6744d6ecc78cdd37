import Notifications
import SQLite
import StoreCore

/// Statements on sessions and their state changes.
enum SessionSQL: Int, StatementText {
    case find, findForChange, insert, update, putState
    case findChange, changes, recordedStates, insertChange

    /// The columns of a session, as ``SessionTable`` reads them.
    private static let columns = """
        s.session, s.plugin, s.phone_number, s.language, s.selected_states, h.current_state,
        h.is_anomaly, s.customer_name, s.amount, s.currency, s.order_number, s.checkout_link,
        s.checkout_link_expires_at, s.created_at, max(s.updated_at, coalesce(h.updated_at, 0)),
        s.channel
        """

    /// Sessions, each with its state if it ever had one.
    private static let source = """
        sessions AS s LEFT JOIN session_states AS h
          ON h.session = s.session AND h.merchant = s.merchant
        """

    /// The columns of a state change, as ``SessionTable`` reads them.
    private static let changeColumns = """
        state, event_id, occurred_at, received_at, outcome, reason, message, notification, withdrawn,
        current_state, rules_passed
        """

    private static let putStateText = """
        INSERT INTO session_states (merchant, session, current_state, is_anomaly, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (session) DO UPDATE SET current_state = excluded.current_state,
          is_anomaly = excluded.is_anomaly, updated_at = excluded.updated_at
        """

    var text: String {
        switch self {
        case .find:
            "SELECT \(Self.columns) FROM \(Self.source) WHERE s.merchant = ?1 AND s.id = ?2"
        case .findForChange:
            """
            SELECT \(Self.columns),
              EXISTS (SELECT 1 FROM state_changes AS c
                WHERE c.merchant = ?1 AND c.session = s.session AND c.event_id = ?3),
              EXISTS (SELECT 1 FROM opt_outs AS o
                WHERE o.merchant = ?1 AND o.phone_number = s.phone_number)
            FROM \(Self.source) WHERE s.merchant = ?1 AND s.id = ?2
            """
        case .insert:
            """
            INSERT INTO sessions (merchant, id, plugin, phone_number, language, selected_states,
              customer_name, amount, currency, order_number, checkout_link,
              checkout_link_expires_at, created_at, updated_at, channel)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            """
        case .update:
            """
            UPDATE sessions SET plugin = ?3, phone_number = ?4, language = ?5, selected_states = ?6,
              customer_name = ?7, amount = ?8, currency = ?9, order_number = ?10,
              checkout_link = ?11, checkout_link_expires_at = ?12, created_at = ?13,
              updated_at = ?14, channel = ?15
            WHERE merchant = ?1 AND session = ?16 AND id = ?2
            """
        case .putState: Self.putStateText
        case .findChange:
            """
            SELECT digest, \(Self.changeColumns) FROM state_changes
            WHERE merchant = ?1 AND session = ?2 AND event_id = ?3
            """
        case .changes:
            """
            SELECT \(Self.changeColumns) FROM state_changes
            WHERE merchant = ?1 AND session = ?2 ORDER BY number DESC LIMIT ?3
            """
        case .recordedStates:
            """
            SELECT state FROM state_changes WHERE merchant = ?1 AND session = ?2
            GROUP BY state ORDER BY min(number)
            """
        case .insertChange:
            """
            INSERT INTO state_changes (merchant, session, event_id, number, digest, state,
              occurred_at, received_at, outcome, reason, message, notification, withdrawn,
              current_state, rules_passed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            """
        }
    }
}

/// Sessions and their state changes.
struct SessionTable {
    private let statements: Statements<SessionSQL>
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
        self.connection = connection
    }

    func find(_ id: SessionID, of merchant: MerchantKey) throws(SQLiteError) -> StoredSession? {
        try statements[.find].first(
            binding: { values in
                values.integer(merchant.row)
                values.id(id)
            },
            { row throws(SQLiteError) in try Self.stored(&row, id) })
    }

    /// The session with what else a state change has to look at, if there is any.
    func find(
        _ id: SessionID, of merchant: MerchantKey, for event: EventID
    ) throws(SQLiteError) -> Found? {
        try statements[.findForChange].first(
            binding: { values in
                values.integer(merchant.row)
                values.id(id)
                values.id(event)
            },
            { row throws(SQLiteError) in
                Found(
                    stored: try Self.stored(&row, id), hasEvent: row.integer() != 0,
                    hasOptOuts: row.integer() != 0)
            })
    }

    /// A session, and whether there is more to read.
    struct Found {
        let stored: StoredSession
        /// Whether a call has used the `event_id`.
        let hasEvent: Bool
        /// Whether its recipient has said what they want.
        let hasOptOuts: Bool

        /// Whether it may have notifications: before it has a state, nothing makes one.
        var mayHaveNotifications: Bool { stored.session.currentState != nil }
    }

    private static func stored(_ row: inout Row, _ id: SessionID) throws(SQLiteError)
        -> StoredSession
    {
        let number = row.integer()
        let enablement = try enablement(&row)
        var session = Session(
            id: id, enablement: enablement, currentState: try row.optionalShortWord(),
            currentStateIsAnomaly: row.integer() != 0, attributes: row.attributes(),
            createdAt: row.time(), updatedAt: row.time())
        session.channel = try row.shortWord()
        return StoredSession(row: number, session: session)
    }

    /// Writes the session over the stored one, or as a new one; gives its row number.
    func put(
        _ session: Session, over stored: StoredSession?, of merchant: MerchantKey
    ) throws(SQLiteError) -> Int64 {
        guard let stored else {
            try statements[.insert].run(values(of: session, merchant))
            let row = connection.lastInsertedRow
            if session.currentState != nil { try putState(of: session, in: row, merchant) }
            return row
        }
        let changes = SessionChanges(from: stored.session, to: session)
        guard changes.hasAny else { return stored.row }
        if changes.hasOthers {
            try statements[.update].run(values(of: session, merchant) + [.integer(stored.row)])
        }
        if changes.hasState || !changes.hasOthers {
            try putState(of: session, in: stored.row, merchant)
        }
        return stored.row
    }

    /// Writes what every state change changes.
    private func putState(
        of session: Session, in row: Int64, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.putState].run { values in
            values.integer(merchant.row)
            values.integer(row)
            values.word(session.currentState)
            values.flag(session.currentStateIsAnomaly)
            values.time(session.updatedAt)
        }
    }

    private func values(of session: Session, _ merchant: MerchantKey) -> [Value] {
        let enablement = session.enablement
        return [
            .integer(merchant.row), .id(session.id), .word(enablement?.plugin),
            .text(enablement?.phone.e164), .word(enablement?.language),
            enablement.map { .integer(Self.encode($0.states)) } ?? .null,
        ] + Value.attributes(session.attributes) + [
            .time(session.createdAt), .time(session.updatedAt), .word(session.channel),
        ]
    }

    private static func enablement(_ row: inout Row) throws(SQLiteError) -> Enablement? {
        let plugin: Plugin? = try row.optionalShortWord()
        let phone = row.optionalText()
        let language: Language? = try row.optionalShortWord()
        let states = row.optionalInteger()
        guard let plugin, let phone, let language, let states else { return nil }
        return Enablement(
            plugin: plugin, phone: PhoneNumber(checkedE164: phone), language: language,
            states: decodeStates(states))
    }

    /// The bit of a state that a caller can select, which never changes; nil: nobody can.
    private static func bit(of state: PaymentState) -> Int? {
        switch state {
        case .created: 0
        case .paid: 1
        case .authorized: 2
        case .canceled: 3
        case .failed: 4
        case .expired: 5
        case .pending, .attempted, .cod, .invalided, .captured, .captureQueued, .captureRejected,
            .refunded, .refundQueued, .refundRejected, .voided, .voidQueued, .voidRejected:
            nil
        }
    }

    /// By their bits.
    private static let selectable = PaymentState.allCases.filter { bit(of: $0) != nil }
        .sorted { (bit(of: $0) ?? 0) < (bit(of: $1) ?? 0) }

    private static func encode(_ states: [PaymentState]) -> Int {
        states.reduce(0) { bits, state in bit(of: state).map { bits | 1 << $0 } ?? bits }
    }

    private static func decodeStates(_ bits: Int64) -> [PaymentState] {
        selections[Int(truncatingIfNeeded: bits) & (selections.count - 1)]
    }

    /// What each number stands for; made once, because every call reads one.
    private static let selections: [[PaymentState]] = (0..<1 << selectable.count).map { bits in
        selectable.enumerated().filter { bits & 1 << $0.offset != 0 }.map(\.element)
    }
}

/// In what a session differs from the stored one.
private struct SessionChanges {
    /// In its state.
    let hasState: Bool
    /// In anything but its state and the moment of the change.
    let hasOthers: Bool
    /// In anything.
    let hasAny: Bool

    init(from old: Session, to new: Session) {
        hasState =
            old.currentState != new.currentState
            || old.currentStateIsAnomaly != new.currentStateIsAnomaly
        // Field by field: what a copy of all of them costs, a call would pay.
        hasOthers =
            old.id != new.id || old.enablement != new.enablement
            || old.attributes != new.attributes || old.channel != new.channel
            || old.createdAt != new.createdAt
        hasAny = hasState || hasOthers || old.updatedAt != new.updatedAt
    }
}

// MARK: - State changes

extension SessionTable {
    /// The call that used the `event_id` in the session.
    func change(
        by event: EventID, in session: Int64, of merchant: MerchantKey
    ) throws(SQLiteError) -> NotifyStateChange.Replayed? {
        let keys: [Value] = [.integer(merchant.row), .integer(session), .id(event)]
        return try statements[.findChange].first(keys) { row throws(SQLiteError) in
            let digest = RequestDigest(bytes: row.blob())
            return NotifyStateChange.Replayed(
                digest: digest, decision: try Self.change(&row).decision)
        }
    }

    /// The newest of the session's, oldest first.
    func changes(
        of session: Int64, merchant: MerchantKey, limit: Int
    ) throws(SQLiteError) -> [StateChange] {
        let keys: [Value] = [.integer(merchant.row), .integer(session), .integer(limit)]
        return try statements[.changes].all(keys) { row throws(SQLiteError) in
            try Self.change(&row)
        }.reversed()
    }

    /// Each once, in the order of their first telling.
    func recordedStates(
        of session: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> [PaymentState] {
        try statements[.recordedStates].all([.integer(merchant.row), .integer(session)]) {
            row throws(SQLiteError) in try row.word()
        }
    }

    func insert(
        _ change: StateChange, digest: RequestDigest, number: Int64, in session: Int64,
        of merchant: MerchantKey
    ) throws(SQLiteError) {
        let decision = change.decision
        try statements[.insertChange].run { values in
            values.integer(merchant.row)
            values.integer(session)
            values.id(change.event)
            values.integer(number)
            values.blob(digest.words)
            values.word(change.state)
            values.time(change.occurredAt)
            values.time(change.receivedAt)
            values.word(decision.outcome)
            values.word(decision.reason)
            values.text(decision.message)
            values.text(decision.notification?.rawValue)
            values.text(Self.encode(decision.withdrawn))
            values.word(decision.currentState)
            values.text(decision.rulesPassed.encoded)
        }
    }

    private static func change(_ row: inout Row) throws(SQLiteError) -> StateChange {
        let state: PaymentState = try row.word()
        let event: EventID = row.id()
        let occurredAt = row.time()
        let receivedAt = row.time()
        let decision = Decision(
            outcome: try row.word(), reason: try row.word(), message: row.text(),
            notification: row.optionalText().map { NotificationID(rawValue: $0) },
            withdrawn: try decodeWithdrawals(row.text()), currentState: try row.optionalWord(),
            rulesPassed: try [Rule](encoded: row.text()))
        return StateChange(
            state: state, event: event, occurredAt: occurredAt, receivedAt: receivedAt,
            decision: decision)
    }

    private static func encode(_ withdrawals: [Withdrawal]) -> String {
        if withdrawals.isEmpty { return "" }
        return withdrawals.map { "\($0.state.rawValue):\($0.notification.rawValue)" }
            .joined(separator: ",")
    }

    private static func decodeWithdrawals(_ text: String) throws(SQLiteError) -> [Withdrawal] {
        var withdrawals: [Withdrawal] = []
        for entry in text.split(separator: ",") {
            let parts = entry.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw .unreadable("a withdrawal") }
            withdrawals.append(
                Withdrawal(
                    notification: NotificationID(rawValue: parts[1]),
                    state: try decodeWord(parts[0])))
        }
        return withdrawals
    }
}
