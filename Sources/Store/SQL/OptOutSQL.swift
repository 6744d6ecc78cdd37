/// Statements on what recipients want.
enum OptOutSQL: StatementText {
    case find, put, page

    /// The columns of a word, as ``OptOutTable`` reads them.
    private static let columns = "category, opted_out, source, changed_at"

    var text: String {
        switch self {
        case .find:
            """
            SELECT \(Self.columns) FROM opt_outs
            WHERE merchant = ?1 AND phone_number = ?2 ORDER BY category
            """
        case .put:
            """
            INSERT INTO opt_outs (merchant, phone_number, category, opted_out, source, changed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (merchant, phone_number, category) DO UPDATE
            SET opted_out = excluded.opted_out, source = excluded.source,
              changed_at = excluded.changed_at
            """
        case .page:
            """
            SELECT opt_out, phone_number, \(Self.columns) FROM opt_outs
            WHERE merchant = ?1 AND opted_out = 1 AND opt_out < ?2
            ORDER BY opt_out DESC LIMIT ?3
            """
        }
    }
}
