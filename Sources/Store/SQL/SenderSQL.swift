/// Statements on what stops a number, for one merchant or, with merchant 0, for all.
enum SenderSQL: StatementText {
    case stop, putStop, deleteStop, released, putRelease

    var text: String {
        switch self {
        case .putStop:
            """
            INSERT INTO sender_stops (merchant, phone_number_id, cause, code, since, until, source)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (phone_number_id, merchant) DO UPDATE SET cause = excluded.cause,
              code = excluded.code, since = excluded.since, until = excluded.until,
              source = excluded.source
            """
        case .stop:
            """
            SELECT cause, code, since, until, source FROM sender_stops
            WHERE merchant = ?1 AND phone_number_id = ?2
            """
        case .released:
            """
            SELECT released_at FROM sender_releases WHERE merchant = ?1 AND phone_number_id = ?2
            """
        case .putRelease:
            """
            INSERT INTO sender_releases (merchant, phone_number_id, released_at)
            VALUES (?1, ?2, ?3)
            ON CONFLICT (phone_number_id, merchant) DO UPDATE SET released_at = ?3
            """
        case .deleteStop: "DELETE FROM sender_stops WHERE merchant = ?1 AND phone_number_id = ?2"
        }
    }
}
