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
    /// Those that name their merchant: in each, `?1` is the merchant.
    package static let tenant: [String] =
        MerchantSQL.allCases.map(\.text) + TemplateSQL.allCases.map(\.text)
        + SessionSQL.allCases.map(\.text) + NotificationSQL.allCases.map(\.text)
        + AttemptSQL.allCases.map(\.text)

    /// Those that look across all merchants, or that find out which merchant is concerned.
    package static let system: [String] = SystemSQL.allCases.map(\.text)
}
