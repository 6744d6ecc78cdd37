/// Which part of an inspection list is wanted: `?after=N&limit=M`.
struct InspectionPage: Sendable, Hashable {
    /// Only entries with a greater number.
    let after: Int
    let limit: Int

    init(_ query: [String: String]) throws(GraphError) {
        after = try Self.number("after", query, standard: 0, least: 0)
        let wanted = try Self.number(
            "limit", query, standard: Limits.inspectionPageDefault, least: 1)
        limit = min(wanted, Limits.inspectionPageMax)
    }

    private static func number(
        _ name: String, _ query: [String: String], standard: Int, least: Int
    ) throws(GraphError) -> Int {
        guard let text = query[name] else { return standard }
        guard let number = Int(text), number >= least else {
            throw .invalid("\(name) must be a number, \(least) or more")
        }
        return number
    }
}
