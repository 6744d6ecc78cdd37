import Foundation

/// One page of a list of templates, with the cursors that lead to the next.
struct TemplatePage {
    let templates: [Template]
    let before: String?
    let after: String?
    /// Whether there are more; the last page has cursors, but no link to a next one.
    let hasNext: Bool

    /// Cuts a page out of a list that is in the order of ids.
    init(of list: [Template], after cursor: String?, limit: Int) throws(GraphError) {
        var start = 0
        if let cursor {
            guard let last = Self.id(of: cursor) else {
                throw .invalid("after is no cursor of this list")
            }
            start = list.firstIndex { (Int($0.id) ?? 0) > last } ?? list.count
        }
        let page = list.dropFirst(start).prefix(limit)
        templates = Array(page)
        before = page.first.map { Self.cursor(of: $0.id) }
        after = page.last.map { Self.cursor(of: $0.id) }
        hasNext = page.endIndex < list.endIndex
    }

    /// The page number a caller asked for: `limit`, within its bounds.
    static func limit(_ text: String?) throws(GraphError) -> Int {
        guard let text else { return Limits.templatePageDefault }
        guard let limit = Int(text), limit > 0 else {
            throw .invalid("limit must be a positive number")
        }
        return min(limit, Limits.templatePageMax)
    }

    private static func cursor(of id: String) -> String {
        Data(id.utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
    }

    private static func id(of cursor: String) -> Int? {
        let padded = cursor + String(repeating: "=", count: (4 - cursor.utf8.count % 4) % 4)
        return Data(base64Encoded: padded).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
}
