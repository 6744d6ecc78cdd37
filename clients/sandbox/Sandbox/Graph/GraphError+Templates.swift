/// The errors of creating and editing templates: code 100 with a subcode that tells them apart.
extension GraphError {
    static func template(_ subcode: Int, _ title: String, _ message: String) -> GraphError {
        GraphError(
            status: 400, code: 100, subcode: subcode, title: "Invalid parameter",
            user: UserText(title: title, message: message))
    }

    static func templateLimit(_ limit: Int) -> GraphError {
        template(
            2_388_019, "Template limit reached",
            "The account has \(limit) templates, the most it may have.")
    }

    static func templateExists(_ name: String, _ language: String) -> GraphError {
        template(
            2_388_024, "Content in this language exists",
            "There is already a template \(name) in \(language).")
    }

    static func templateNotEditable(_ status: String) -> GraphError {
        template(
            2_388_039, "Template cannot be edited",
            "Only approved, rejected and paused templates can be edited; this one is \(status).")
    }

    static func templateTextTooLong(_ part: String, limit: Int) -> GraphError {
        template(
            2_388_040, "Character limit exceeded",
            "\(part) may have at most \(limit) characters.")
    }

    static func headerFormat(_ message: String) -> GraphError {
        template(2_388_047, "Header format is wrong", message)
    }

    static func bodyFormat(_ message: String) -> GraphError {
        template(2_388_072, "Body format is wrong", message)
    }

    static func footerFormat(_ message: String) -> GraphError {
        template(2_388_073, "Footer format is wrong", message)
    }

    static let tooManyVariables = template(
        2_388_293, "Too many variables for the length",
        "The body needs more words of its own than it has variables.")

    static let variableAtEdge = template(
        2_388_299, "Variable at the edge",
        "The body may neither start nor end with a variable.")
}
