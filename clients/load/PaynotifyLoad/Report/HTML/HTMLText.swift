extension String {
    /// The text as it may stand in an element or between the quotes of an attribute.
    var escapedForHTML: String {
        reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.append(character)
            }
        }
    }
}

/// Builds elements; every text and every attribute's value that goes in is escaped.
enum HTML {
    /// An element around a text.
    static func element(
        _ name: String, _ text: String, _ attributes: KeyValuePairs<String, String> = [:]
    )
        -> String
    {
        element(name, markup: text.escapedForHTML, attributes)
    }

    /// An element around what is markup already.
    static func element(
        _ name: String, markup: String, _ attributes: KeyValuePairs<String, String> = [:]
    ) -> String {
        let list = attributes.map { " \($0.key)=\"\($0.value.escapedForHTML)\"" }.joined()
        return "<\(name)\(list)>\(markup)</\(name)>"
    }

    /// A table of numbers, but for the columns that are text.
    static func table(head: [String], rows: [[String]], texts: Set<Int>) -> String {
        func cells(_ row: [String], _ name: String) -> String {
            row.enumerated().map { column, text in
                element(name, text, texts.contains(column) ? ["class": "text"] : [:])
            }.joined()
        }
        let titles = cells(head, "th")
        let body = rows.map { element("tr", markup: cells($0, "td")) }.joined(separator: "\n")
        return element(
            "div",
            markup: element(
                "table",
                markup: element("thead", markup: element("tr", markup: titles))
                    + element("tbody", markup: body)), ["class": "table"])
    }
}
