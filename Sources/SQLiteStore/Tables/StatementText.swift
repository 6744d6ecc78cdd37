import SQLite

/// The statements of an area, each with its SQL; numbered from 0 in the order of their cases.
protocol StatementText: CaseIterable, RawRepresentable<Int> {
    var text: String { get }
}

/// The statements of an area as a connection has them prepared: there are no others.
struct Statements<Area: StatementText> {
    private let all: [Statement]

    init(_ connection: Connection) throws(SQLiteError) {
        var all: [Statement] = []
        for statement in Area.allCases { all.append(try Statement(connection, statement.text)) }
        self.all = all
    }

    subscript(_ name: Area) -> Statement { all[name.rawValue] }
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
        + entries(of: ReplaySQL.self) + entries(of: ResendSQL.self)
        + entries(of: NameSQL.self) + entries(of: ClaimSQL.self)
        + entries(of: ErasureSQL.self)

    /// Those that look across all merchants, or that find out which merchant is concerned.
    package static let system =
        entries(of: SystemSQL.self) + entries(of: DeliverySQL.self)
        + entries(of: AllSendersSQL.self) + entries(of: LimitSQL.self)
        + entries(of: ConversationSQL.self) + entries(of: AppSQL.self)
        + entries(of: RetentionSQL.self) + entries(of: RemovalSQL.self)
        + entries(of: AllErasuresSQL.self)

    private static func entries<Area: StatementText>(of area: Area.Type) -> [Entry] {
        Area.allCases.map { Entry(name: "\(Area.self).\($0)", text: $0.text) }
    }
}
