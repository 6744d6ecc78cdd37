/// Statements on sessions and their state changes.
enum SessionSQL: StatementText {
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
