/// Every template of every account; a name and a language are unique within an account.
struct TemplateStore: Sendable {
    private struct Key: Hashable {
        let wabaID: String
        let name: String
        let language: String
    }

    /// The first id that is given out; ids grow by one.
    static let firstID = 1_400_000_000_000_001

    private var byID: [String: Template] = [:]
    private var idByKey: [Key: String] = [:]
    private var nextID = Self.firstID
    private let limit: Int

    /// An empty store for at most so many templates of one account.
    init(limit: Int = Limits.templatesMax) {
        self.limit = limit
    }

    subscript(id: String) -> Template? {
        byID[id]
    }

    func find(wabaID: String, name: String, language: String) -> Template? {
        idByKey[Key(wabaID: wabaID, name: name, language: language)].flatMap { byID[$0] }
    }

    /// The templates of an account in the order of their creation.
    func all(of wabaID: String) -> [Template] {
        byID.values.filter { $0.wabaID == wabaID }
            .sorted { (Int($0.id) ?? 0) < (Int($1.id) ?? 0) }
    }

    /// Stores a draft that keeps the rules; refuses a second one of its name and language.
    ///
    /// `time` is in Unix seconds.
    mutating func create(
        _ draft: TemplateDraft, wabaID: String, status: TemplateStatus, time: Int = 0
    ) throws(GraphError) -> Template {
        let key = Key(wabaID: wabaID, name: draft.name, language: draft.language)
        guard idByKey[key] == nil else { throw .templateExists(draft.name, draft.language) }
        guard byID.values.count(where: { $0.wabaID == wabaID }) < limit else {
            throw .templateLimit(limit)
        }
        let template = Template(
            id: String(nextID), wabaID: wabaID, draft: draft, status: status, ratedAt: time)
        nextID += 1
        byID[template.id] = template
        idByKey[key] = template.id
        return template
    }

    /// Replaces a template that is there already.
    mutating func replace(_ template: Template) {
        precondition(byID[template.id] != nil, "a template is created before it is replaced")
        byID[template.id] = template
    }

    mutating func delete(_ template: Template) {
        byID[template.id] = nil
        idByKey[
            Key(wabaID: template.wabaID, name: template.name, language: template.language)] = nil
    }
}
