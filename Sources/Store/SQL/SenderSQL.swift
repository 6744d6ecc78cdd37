/// Statements on what stops a number, for one merchant or, with merchant 0, for all.
enum SenderSQL: StatementText {
    case putStop, deleteStop

    var text: String {
        switch self {
        case .putStop:
            """
            INSERT INTO sender_stops (merchant, phone_number_id, cause, code, since, until)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (phone_number_id, merchant) DO UPDATE SET cause = excluded.cause,
              code = excluded.code, since = excluded.since, until = excluded.until
            """
        case .deleteStop: "DELETE FROM sender_stops WHERE merchant = ?1 AND phone_number_id = ?2"
        }
    }
}
