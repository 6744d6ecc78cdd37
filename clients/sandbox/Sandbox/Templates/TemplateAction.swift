/// Something that happens to a template without its owner's call: Meta, a person, or time.
enum TemplateAction: Sendable, Hashable {
    case status(TemplateStatus, reason: String)
    /// A review that ends well, if the template is still under review.
    case approve
    /// The end of the pause with this number, if the template is still in it.
    case endPause(Int)
    /// From here on messages beyond so many are held for a quality assessment.
    case pace(freeSends: Int)
    /// The assessment ended well: what is held goes out.
    case release
    /// The assessment ended badly: what is held fails, and the template is paused.
    case drop
    /// Another rating; RED pauses for three hours, then for six, then disables.
    case quality(QualityRating)
    case category(TemplateCategory)
    /// Other components, by Meta or a person; the template stays as it is otherwise.
    case components(JSON)
    case delete
}

extension TemplateAction {
    /// Reads an action of `POST /sandbox/templates/{id}/{name}`; `nil` if the name is none.
    init?(_ name: String, decoding fields: Fields) throws(GraphError) {
        switch name {
        case "status":
            try fields.allow(only: ["status", "reason", "after_seconds"])
            self = .status(
                try Self.value("status", in: fields),
                reason: try fields.string("reason") ?? "NONE")
        case "pace":
            try fields.allow(only: ["free_sends", "after_seconds"])
            self = .pace(freeSends: try fields.integer("free_sends", in: 0...1_000_000) ?? 0)
        case "quality":
            try fields.allow(only: ["score", "after_seconds"])
            self = .quality(try Self.value("score", in: fields))
        case "category":
            try fields.allow(only: ["category", "after_seconds"])
            self = .category(try Self.value("category", in: fields))
        case "components":
            try fields.allow(only: ["components", "after_seconds"])
            guard let components = fields.value("components") else { throw .missing("components") }
            self = .components(components)
        case "release", "drop", "delete":
            try fields.allow(only: ["after_seconds"])
            self = name == "release" ? .release : name == "drop" ? .drop : .delete
        default: return nil
        }
    }

    private static func value<Value: RawRepresentable<String> & CaseIterable>(
        _ name: String, in fields: Fields
    ) throws(GraphError) -> Value {
        guard let value = Value(rawValue: try fields.required(name).uppercased()) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("\(name) must be one of \(known)")
        }
        return value
    }
}
