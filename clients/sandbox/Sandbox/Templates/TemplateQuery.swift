/// The filters of a list of templates.
struct TemplateQuery {
    private let query: [String: String]

    /// The parameters that filter; each is compared with the member of the same name.
    static let filters = ["name", "status", "language", "category"]

    init(_ query: [String: String]) {
        self.query = query
    }

    func matches(_ template: Template) -> Bool {
        Self.filters.allSatisfy { filter in
            guard let wanted = query[filter] else { return true }
            switch filter {
            case "name": return template.name == wanted
            case "status": return template.status.rawValue == wanted.uppercased()
            case "language": return template.language == wanted
            default: return template.draft.category.rawValue == wanted.uppercased()
            }
        }
    }
}
