/// Statements on the names that Meta gives customers.
enum NameSQL: StatementText {
    case phones, insert

    var text: String {
        switch self {
        case .phones:
            "SELECT phone_number FROM customer_names WHERE merchant = ?1 AND name = ?2 LIMIT 16"
        case .insert:
            """
            INSERT INTO customer_names (merchant, name, phone_number) VALUES (?1, ?2, ?3)
            ON CONFLICT DO NOTHING
            """
        }
    }
}
