/// Statements on queues.
enum QueueSQL: StatementText {
    case find, insert, all

    var text: String {
        switch self {
        case .find:
            """
            SELECT queue FROM queues
            WHERE merchant = ?1 AND plugin = ?2 AND state = ?3 AND language = ?4 AND replay = ?5
            """
        case .insert:
            """
            INSERT INTO queues (merchant, plugin, state, language, replay)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """
        case .all:
            "SELECT queue, plugin, state, language, replay FROM queues WHERE merchant = ?1"
        }
    }
}
