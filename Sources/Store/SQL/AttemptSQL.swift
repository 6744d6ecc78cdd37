/// Statements on attempts and their receipts.
enum AttemptSQL: StatementText {
    case find, newest, ofNotification, insert, reuse, update
    case receipts, putReceipt

    /// The columns of an attempt, as ``AttemptTable`` reads them.
    private static let columns = """
        attempt, number, token, armed_at, ended_at, result, code, detail, message_id, template,
        rendered_text, phone_number_id
        """

    var text: String {
        switch self {
        case .find:
            """
            SELECT \(Self.columns) FROM attempts
            WHERE merchant = ?1 AND notification = ?2 AND token = ?3
            """
        case .ofNotification:
            """
            SELECT \(Self.columns) FROM attempts
            WHERE merchant = ?1 AND notification = ?2 ORDER BY number
            """
        case .newest:
            """
            SELECT \(Self.columns) FROM attempts
            WHERE merchant = ?1 AND notification = ?2 ORDER BY number DESC LIMIT 1
            """
        case .insert:
            """
            INSERT INTO attempts (merchant, notification, phone_number_id, boot, number, token,
              armed_at, ended_at, result, code, detail, message_id, template, rendered_text)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """
        case .reuse:
            """
            UPDATE attempts SET phone_number_id = ?3, boot = ?4, number = ?5, token = ?6,
              armed_at = ?7, ended_at = ?8, result = ?9, code = ?10, detail = ?11,
              message_id = ?12, template = ?13, rendered_text = ?14
            WHERE merchant = ?1 AND notification = ?2 AND number = ?5 - 1 AND result = 'notSent'
            """
        case .update:
            """
            UPDATE attempts SET ended_at = ?3, result = ?4, code = ?5, detail = ?6, message_id = ?7
            WHERE merchant = ?1 AND attempt = ?2
            """
        case .receipts:
            """
            SELECT status, occurred_at, received_at, code FROM receipts
            WHERE merchant = ?1 AND attempt = ?2
            """
        case .putReceipt:
            """
            INSERT INTO receipts (merchant, attempt, status, occurred_at, received_at, code)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (attempt, status) DO UPDATE SET occurred_at = excluded.occurred_at,
              received_at = excluded.received_at, code = excluded.code
            """
        }
    }
}
