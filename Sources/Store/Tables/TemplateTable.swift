internal import Notifications
internal import SQLite

/// Bindings of templates, with their components and variables.
struct TemplateTable {
    private let bindings: Statement
    private let insert: Statement
    private let update: Statement
    private let setStatus: Statement
    private let askAgain: Statement
    private let components: Statement
    private let insertComponent: Statement
    private let deleteComponents: Statement
    private let variables: Statement
    private let insertVariable: Statement
    private let deleteVariables: Statement
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        bindings = try connection.prepare(TemplateSQL.bindings)
        insert = try connection.prepare(TemplateSQL.insert)
        update = try connection.prepare(TemplateSQL.update)
        setStatus = try connection.prepare(TemplateSQL.setStatus)
        askAgain = try connection.prepare(TemplateSQL.askAgain)
        components = try connection.prepare(TemplateSQL.components)
        insertComponent = try connection.prepare(TemplateSQL.insertComponent)
        deleteComponents = try connection.prepare(TemplateSQL.deleteComponents)
        variables = try connection.prepare(TemplateSQL.variables)
        insertVariable = try connection.prepare(TemplateSQL.insertVariable)
        deleteVariables = try connection.prepare(TemplateSQL.deleteVariables)
    }

    /// A binding and its row number.
    struct Stored {
        let row: Int64
        var binding: TemplateBinding
    }

    /// By key, without their components.
    func outlines(of merchant: MerchantKey) throws(SQLiteError) -> [Stored] {
        try bindings.all([.integer(merchant.row)]) { row throws(SQLiteError) in
            try Self.withoutComponents(&row)
        }
    }

    /// By key.
    func bindings(of merchant: MerchantKey) throws(SQLiteError) -> [Stored] {
        var found = try outlines(of: merchant)
        for index in found.indices { try complete(&found[index], of: merchant.row) }
        return found
    }

    func insert(_ binding: TemplateBinding, of merchant: MerchantKey) throws(SQLiteError) {
        try insert.run(values(of: binding, merchant))
        let row = connection.lastInsertedRow
        try insert(binding.content.components, of: merchant.row, row)
    }

    func update(
        _ binding: TemplateBinding, over stored: Stored, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try update.run(values(of: binding, merchant))
        try setStatus(of: binding, merchant)
        try deleteVariables.run([.integer(merchant.row), .integer(stored.row)])
        try deleteComponents.run([.integer(merchant.row), .integer(stored.row)])
        try insert(binding.content.components, of: merchant.row, stored.row)
    }

    /// Writes what a look at Meta's definition changes.
    func setStatus(of binding: TemplateBinding, _ merchant: MerchantKey) throws(SQLiteError) {
        try setStatus.run([
            .integer(merchant.row), .id(binding.id), .word(binding.status),
            .text(binding.problem), .integer(binding.version), .time(binding.releasedAt),
            .text(binding.fingerprint?.rawValue), .time(binding.checkedAt),
            .text(Self.encode(binding.buttonPlaces)), .word(binding.settledStatus),
        ])
    }

    /// Notes that all of the merchant's wait for a look at Meta's definitions.
    func askAgain(of merchant: MerchantKey) throws(SQLiteError) {
        try askAgain.run([.integer(merchant.row)])
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
    func complete(_ stored: inout Stored, of merchant: Int64) throws(SQLiteError) {
        let keys: [Value] = [.integer(merchant), .integer(stored.row)]
        stored.binding.content.components = try components.all(keys) {
            row throws(SQLiteError) in try Self.component(&row)
        }
        let count = stored.binding.content.components.count
        let found = try variables.all(keys) { row throws(SQLiteError) in
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
            try insertComponent.run([
                .integer(merchant), .integer(binding), .integer(place),
                .text(ComponentWords.kind(of: part)), .text(ComponentWords.target(of: part)),
                .text(ComponentWords.text(of: part)),
            ])
            for (index, variable) in part.variables.enumerated() {
                try insertVariable.run([
                    .integer(merchant), .integer(binding), .integer(place), .integer(index),
                    .text(variable.name), .word(variable.attribute),
                    .text(variable.defaultValue),
                ])
            }
        }
    }

    /// Reads ``TemplateSQL/columns``.
    static func withoutComponents(_ row: inout Row) throws(SQLiteError) -> Stored {
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
        return Stored(row: number, binding: binding)
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
