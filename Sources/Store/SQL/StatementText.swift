internal import SQLite

/// The statements of an area, each with its SQL.
protocol StatementText: CaseIterable {
    var text: String { get }
}

extension Connection {
    /// Prepares one of the listed statements: there are no others.
    func prepare(_ statement: some StatementText) throws(SQLiteError) -> Statement {
        try Statement(self, statement.text)
    }
}

/// All SQL that the store runs on its tables.
package enum StatementCatalogue {
    /// A statement and the name that it has in the code, such as `SessionSQL.find`.
    package struct Entry: Hashable, Sendable {
        package let name: String
        package let text: String
    }

    /// Those that name their merchant: in each, `?1` is the merchant.
    package static let tenant =
        entries(of: MerchantSQL.self) + entries(of: TemplateSQL.self)
        + entries(of: SessionSQL.self) + entries(of: NotificationSQL.self)
        + entries(of: AttemptSQL.self) + entries(of: PauseSQL.self)
        + entries(of: OptOutSQL.self) + entries(of: AuditSQL.self)
        + entries(of: QueueSQL.self) + entries(of: SenderSQL.self)
        + entries(of: ReplaySQL.self) + entries(of: NameSQL.self)
        + entries(of: ClaimSQL.self)

    /// Those that look across all merchants, or that find out which merchant is concerned.
    package static let system =
        entries(of: SystemSQL.self) + entries(of: DeliverySQL.self)
        + entries(of: LimitSQL.self) + entries(of: ConversationSQL.self)
        + entries(of: AppSQL.self)

    private static func entries<Area: StatementText>(of area: Area.Type) -> [Entry] {
        Area.allCases.map { Entry(name: "\(Area.self).\($0)", text: $0.text) }
    }
}
