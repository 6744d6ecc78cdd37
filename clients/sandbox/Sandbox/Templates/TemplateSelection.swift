import Foundation

/// Which templates a deletion names.
struct TemplateSelection {
    private let name: String?
    private let ids: Set<String>?

    /// Reads `name` (all its languages), `hsm_id`, or `hsm_ids`, an array of at most 100 ids.
    init(_ query: [String: String]) throws(GraphError) {
        name = query["name"]
        if let list = query["hsm_ids"] {
            let parsed = (try? JSON(parsing: Array(list.utf8)))?.array ?? []
            let texts = parsed.compactMap { $0.string ?? $0.integer.map(String.init) }
            guard (1...100).contains(texts.count), texts.count == parsed.count else {
                throw .invalid("hsm_ids must be an array of 1 to 100 ids")
            }
            ids = Set(texts)
        } else {
            ids = query["hsm_id"].map { [$0] }
        }
        guard name != nil || ids != nil else {
            throw .invalid("name, hsm_id or hsm_ids is required")
        }
    }

    /// The templates that are named; refuses a name or an id that names none.
    func select(from all: [Template]) throws(GraphError) -> [Template] {
        let selected = all.filter { template in
            (name == nil || template.name == name) && (ids?.contains(template.id) ?? true)
        }
        guard !selected.isEmpty, ids == nil || selected.count == ids?.count else {
            throw .invalid("there is no such template")
        }
        return selected
    }
}
