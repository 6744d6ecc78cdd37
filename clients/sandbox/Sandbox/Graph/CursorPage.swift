import Foundation

/// One page of a list of nodes, with the cursors that lead to the next.
struct CursorPage<Node> {
    let nodes: [Node]
    private let before: String?
    private let after: String?
    /// Whether there are more; the last page has cursors, but no link to a next one.
    private let hasNext: Bool

    /// Cuts the page that a request's `after` and `limit` ask for out of a list.
    ///
    /// The list is in the order of its nodes' ids as numbers. Refuses a cursor and a limit that
    /// cannot be, with code 100.
    init(
        of list: [Node], id: (Node) -> String, for request: GraphRequest, standard: Int, most: Int
    ) throws(GraphError) {
        var start = 0
        if let cursor = request.query["after"] {
            guard let last = Self.number(of: cursor) else {
                throw .invalid("after is no cursor of this list")
            }
            start = list.firstIndex { (Int(id($0)) ?? 0) > last } ?? list.count
        }
        let limit = try Self.limit(request.query["limit"], standard: standard, most: most)
        let page = list.dropFirst(start).prefix(limit)
        nodes = Array(page)
        before = page.first.map { Self.cursor(of: id($0)) }
        after = page.last.map { Self.cursor(of: id($0)) }
        hasNext = page.endIndex < list.endIndex
    }

    /// The members `data` and, unless the page is empty, `paging`.
    func body(_ data: [JSON], for request: GraphRequest) -> [String: JSON] {
        var body: [String: JSON] = ["data": .array(data)]
        if let before, let after {
            var paging: [String: JSON] = [
                "cursors": ["before": .string(before), "after": .string(after)]
            ]
            if hasNext { paging["next"] = .string(PagingLink.next(request, after: after)) }
            body["paging"] = .object(paging)
        }
        return body
    }

    private static func limit(
        _ text: String?, standard: Int, most: Int
    ) throws(GraphError) -> Int {
        guard let text else { return standard }
        guard let limit = Int(text), limit > 0 else {
            throw .invalid("limit must be a positive number")
        }
        return min(limit, most)
    }

    private static func cursor(of id: String) -> String {
        Data(id.utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
    }

    private static func number(of cursor: String) -> Int? {
        let padded = cursor + String(repeating: "=", count: (4 - cursor.utf8.count % 4) % 4)
        return Data(base64Encoded: padded).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
}
