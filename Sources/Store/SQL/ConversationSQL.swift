/// Statements on the people whom portfolios wrote to in the last day.
enum ConversationSQL: StatementText {
    case find, put, removeOld, removeAll
    case count, first, inOrder, after
    case recentAttempts

    var text: String {
        switch self {
        case .find:
            """
            SELECT last_sent_at FROM conversations WHERE portfolio_id = ?1 AND phone_number = ?2
            """
        case .put:
            """
            INSERT INTO conversations (portfolio_id, phone_number, last_sent_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (portfolio_id, phone_number)
              DO UPDATE SET last_sent_at = max(last_sent_at, ?3)
            """
        case .removeOld:
            """
            DELETE FROM conversations WHERE portfolio_id = ?1 AND phone_number IN (
              SELECT phone_number FROM conversations
              WHERE portfolio_id = ?1 AND last_sent_at <= ?2 ORDER BY last_sent_at LIMIT ?3)
            """
        case .removeAll: "DELETE FROM conversations WHERE portfolio_id = ?1"
        case .count:
            "SELECT count(*) FROM conversations WHERE portfolio_id = ?1 AND last_sent_at > ?2"
        case .first: "SELECT min(last_sent_at) FROM conversations WHERE portfolio_id = ?1"
        case .inOrder:
            """
            SELECT last_sent_at FROM conversations WHERE portfolio_id = ?1
            ORDER BY last_sent_at LIMIT 1 OFFSET ?2
            """
        case .after:
            """
            SELECT last_sent_at FROM conversations WHERE portfolio_id = ?1 AND last_sent_at > ?2
            ORDER BY last_sent_at LIMIT 1
            """
        case .recentAttempts:
            """
            SELECT a.attempt, a.phone_number_id, a.armed_at, n.phone_number
            FROM attempts AS a CROSS JOIN notifications AS n ON n.notification = a.notification
            WHERE a.attempt < ?1 ORDER BY a.attempt DESC LIMIT ?2
            """
        }
    }
}
