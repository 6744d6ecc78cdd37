/// Statements on what people did.
enum AuditSQL: StatementText {
    case insert, page

    var text: String {
        switch self {
        case .insert:
            """
            INSERT INTO audit (merchant, at, actor, action, subject, detail, rows)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """
        case .page:
            """
            SELECT entry, at, actor, action, subject, detail, rows FROM audit
            WHERE merchant = ?1 AND entry < ?2 ORDER BY entry DESC LIMIT ?3
            """
        }
    }
}
