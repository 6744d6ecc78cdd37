/// Statements on what people paused.
enum PauseSQL: StatementText {
    case concerning, insert, delete

    private static let columns = """
        p.pause, p.merchant, m.id, p.scope, p.value, p.reason, p.actor, p.created_at
        """

    var text: String {
        switch self {
        case .concerning:
            """
            SELECT \(Self.columns) FROM pauses AS p JOIN merchants AS m ON m.merchant = p.merchant
            WHERE p.merchant = ?1
            UNION
            SELECT \(Self.columns) FROM authenticators AS a
            JOIN pauses AS p ON p.scope = 'number' AND p.value = a.phone_number_id
            JOIN merchants AS m ON m.merchant = p.merchant
            JOIN authenticators AS o ON o.merchant = p.merchant AND o.phone_number_id = p.value
              AND (o.app IN (a.app, a.replaced_app) OR o.replaced_app = a.app)
            WHERE a.merchant = ?1
            ORDER BY 1
            """
        case .insert:
            """
            INSERT INTO pauses (merchant, scope, value, reason, actor, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .delete: "DELETE FROM pauses WHERE merchant = ?1 AND pause = ?2"
        }
    }
}
