import Notifications
import SQLite
import StoreCore

/// Statements on bindings with their components and variables.
enum TemplateSQL: Int, StatementText {
    case bindings, insert, update, setStatus, askAgain
    case components, insertComponent, deleteComponents
    case variables, insertVariable, deleteVariables

    /// The columns of a binding, as ``TemplateTable`` reads them.
    static let columns = """
        b.binding, m.id, b.id, b.version, a.id, b.plugin, b.scope, b.language, b.name, b.namespace,
        b.template_language, b.category, b.parameter_format, b.status, b.problem,
        b.released_at, b.uncertain_policy, b.fingerprint, b.checked_at, b.button_places,
        b.settled_status
        """

    /// A binding with the outside names of its merchant and authenticator.
    static let source = """
        bindings AS b JOIN merchants AS m ON m.merchant = b.merchant
        JOIN authenticators AS a ON a.authenticator = b.authenticator
        """

    var text: String {
        switch self {
        case .bindings:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE b.merchant = ?1 ORDER BY b.plugin, b.scope, b.language
            """
        case .insert:
            """
            INSERT INTO bindings (merchant, id, version, authenticator, plugin, scope, language, name,
              namespace, template_language, category, parameter_format, status, problem,
              released_at, uncertain_policy)
            VALUES (?1, ?2, ?3, (SELECT authenticator FROM authenticators WHERE merchant = ?1 AND id = ?4),
              ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            """
        case .update:
            """
            UPDATE bindings SET version = ?3,
              authenticator = (SELECT authenticator FROM authenticators WHERE merchant = ?1 AND id = ?4),
              plugin = ?5, scope = ?6, language = ?7, name = ?8, namespace = ?9,
              template_language = ?10, category = ?11, parameter_format = ?12, status = ?13,
              problem = ?14, released_at = ?15, uncertain_policy = ?16
            WHERE merchant = ?1 AND id = ?2
            """
        case .setStatus:
            """
            UPDATE bindings SET status = ?3, problem = ?4, version = ?5, released_at = ?6,
              fingerprint = ?7, checked_at = ?8, button_places = ?9, settled_status = ?10
            WHERE merchant = ?1 AND id = ?2
            """
        case .askAgain: "UPDATE bindings SET checked_at = NULL WHERE merchant = ?1"
        case .components:
            """
            SELECT kind, url, text FROM binding_components
            WHERE merchant = ?1 AND binding = ?2 ORDER BY place
            """
        case .insertComponent:
            """
            INSERT INTO binding_components (merchant, binding, place, kind, url, text)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .deleteComponents:
            "DELETE FROM binding_components WHERE merchant = ?1 AND binding = ?2"
        case .variables:
            """
            SELECT component, name, attribute, default_value FROM binding_variables
            WHERE merchant = ?1 AND binding = ?2 ORDER BY component, place
            """
        case .insertVariable:
            """
            INSERT INTO binding_variables (merchant, binding, component, place, name, attribute,
              default_value)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """
        case .deleteVariables:
            "DELETE FROM binding_variables WHERE merchant = ?1 AND binding = ?2"
        }
    }
}

/// Bindings of templates, with their components and variables.
struct TemplateTable {
    private let statements: Statements<TemplateSQL>
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
        self.connection = connection
    }

    /// By key, without their components.
    func outlines(of merchant: MerchantKey) throws(SQLiteError) -> [StoredBinding] {
        try statements[.bindings].all([.integer(merchant.row)]) { row throws(SQLiteError) in
            try Self.withoutComponents(&row)
        }
    }

    /// By key.
    func bindings(of merchant: MerchantKey) throws(SQLiteError) -> [StoredBinding] {
        var found = try outlines(of: merchant)
        for index in found.indices { try complete(&found[index], of: merchant.row) }
        return found
    }

    func insert(_ binding: TemplateBinding, of merchant: MerchantKey) throws(SQLiteError) {
        try statements[.insert].run(values(of: binding, merchant))
        let row = connection.lastInsertedRow
        try insert(binding.content.components, of: merchant.row, row)
    }

    func update(
        _ binding: TemplateBinding, over stored: StoredBinding, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.update].run(values(of: binding, merchant))
        try setStatus(of: binding, merchant)
        try statements[.deleteVariables].run([.integer(merchant.row), .integer(stored.row)])
        try statements[.deleteComponents].run([.integer(merchant.row), .integer(stored.row)])
        try insert(binding.content.components, of: merchant.row, stored.row)
    }

    /// Writes what a look at Meta's definition changes.
    func setStatus(of binding: TemplateBinding, _ merchant: MerchantKey) throws(SQLiteError) {
        try statements[.setStatus].run([
            .integer(merchant.row), .id(binding.id), .word(binding.status),
            .text(binding.problem), .integer(binding.version), .time(binding.releasedAt),
            .text(binding.fingerprint?.rawValue), .time(binding.checkedAt),
            .text(Self.encode(binding.buttonPlaces)), .word(binding.settledStatus),
        ])
    }

    /// Notes that all of the merchant's wait for a look at Meta's definitions.
    func askAgain(of merchant: MerchantKey) throws(SQLiteError) {
        try statements[.askAgain].run([.integer(merchant.row)])
    }

    private func values(of binding: TemplateBinding, _ merchant: MerchantKey) -> [Value] {
        [
            .integer(merchant.row), .id(binding.id), .integer(binding.version),
            .id(binding.authenticator), .word(binding.key.plugin),
            .text(Self.encode(binding.key.scope)), .word(binding.key.language),
            .text(binding.content.name), .text(binding.content.namespace),
            .text(binding.content.templateLanguage), .word(binding.content.category),
            .word(binding.content.parameterFormat), .word(binding.status),
            .text(binding.problem), .time(binding.releasedAt), .word(binding.uncertainPolicy),
        ]
    }
}

// MARK: - Components and variables

extension TemplateTable {
    /// Adds components and variables to a binding that was read without them.
    func complete(_ stored: inout StoredBinding, of merchant: Int64) throws(SQLiteError) {
        let keys: [Value] = [.integer(merchant), .integer(stored.row)]
        stored.binding.content.components = try statements[.components].all(keys) {
            row throws(SQLiteError) in try Self.component(&row)
        }
        let count = stored.binding.content.components.count
        let found = try statements[.variables].all(keys) { row throws(SQLiteError) in
            let place = row.number()
            guard place < count else { throw .unreadable("a variable's component") }
            return (place, try Self.variable(&row))
        }
        for (place, variable) in found {
            stored.binding.content.components[place].variables.append(variable)
        }
    }

    private func insert(
        _ parts: [TemplateComponent], of merchant: Int64, _ binding: Int64
    ) throws(SQLiteError) {
        for (place, part) in parts.enumerated() {
            try statements[.insertComponent].run([
                .integer(merchant), .integer(binding), .integer(place),
                .text(ComponentWords.kind(of: part)), .text(ComponentWords.target(of: part)),
                .text(ComponentWords.text(of: part)),
            ])
            for (index, variable) in part.variables.enumerated() {
                try statements[.insertVariable].run([
                    .integer(merchant), .integer(binding), .integer(place), .integer(index),
                    .text(variable.name), .word(variable.attribute),
                    .text(variable.defaultValue),
                ])
            }
        }
    }

    /// Reads ``TemplateSQL/columns``.
    static func withoutComponents(_ row: inout Row) throws(SQLiteError) -> StoredBinding {
        let number = row.integer()
        let merchant: MerchantID = row.id()
        let id: BindingID = row.id()
        let version = row.number()
        let authenticator: AuthenticatorID = row.id()
        let key = BindingKey(
            plugin: try row.word(), scope: try decodeScope(row.text()),
            language: try row.word())
        let content = TemplateContent(
            name: row.text(), namespace: row.optionalText(), templateLanguage: row.text(),
            category: try row.word(), parameterFormat: try row.word(), components: [])
        var binding = TemplateBinding(
            id: id, merchant: merchant, version: version, authenticator: authenticator, key: key,
            content: content, status: try row.word(), problem: row.text(),
            releasedAt: row.optionalTime())
        binding.uncertainPolicy = try row.optionalWord()
        binding.fingerprint = row.optionalText().map { TemplateFingerprint(rawValue: $0) }
        binding.checkedAt = row.optionalTime()
        binding.buttonPlaces = try decodePlaces(row.optionalText())
        binding.settledStatus = try row.optionalWord()
        return StoredBinding(row: number, binding: binding)
    }

    private static func component(_ row: inout Row) throws(SQLiteError) -> TemplateComponent {
        try ComponentWords.component(
            kind: row.text(), target: row.optionalText(), text: row.text())
    }

    private static func variable(_ row: inout Row) throws(SQLiteError) -> TemplateVariable {
        TemplateVariable(
            name: row.text(), attribute: try row.word(), defaultValue: row.optionalText())
    }
}

// MARK: - Words

extension TemplateTable {
    static func encode(_ scope: BindingScope) -> String {
        switch scope {
        case .state(let state): "state:\(state.rawValue)"
        case .phase(let phase): "phase:\(phase.rawValue)"
        }
    }

    static func decodeScope(_ text: String) throws(SQLiteError) -> BindingScope {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw .unreadable("a binding's scope") }
        switch parts[0] {
        case "state": return .state(try decodeWord(parts[1]))
        case "phase": return .phase(try decodeWord(parts[1]))
        default: throw .unreadable("a binding's scope")
        }
    }

    /// Numbers with blanks between them; nil for none.
    static func encode(_ places: [Int]) -> String? {
        places.isEmpty ? nil : places.map(String.init).joined(separator: " ")
    }

    static func decodePlaces(_ text: String?) throws(SQLiteError) -> [Int] {
        var places: [Int] = []
        for word in (text ?? "").split(separator: " ") {
            guard let place = Int(word), place >= 0 else {
                throw .unreadable("the places of a template's buttons")
            }
            places.append(place)
        }
        return places
    }
}
