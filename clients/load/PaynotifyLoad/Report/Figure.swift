/// One result, beside what the machine would allow.
struct Figure: Codable, Hashable, Sendable {
    /// Such as "echo 64x16".
    var name: String
    var value: Double
    /// Such as "calls/s", or "µs" at a percentile.
    var unit: String
    /// The same of the floor, measured in the same run; nil where there is none.
    var floor: Double?

    /// The value for each unit of the floor; nil without a floor that says something.
    var ratio: Double? { floor.flatMap { $0 > 0 ? value / $0 : nil } }
}

extension [Figure] {
    /// A line each: name, value, unit and ratio to the floor, in columns.
    var lines: [String] {
        TextTable(
            rows: map { figure in
                [
                    figure.name, Quantity.plain(figure.value), figure.unit,
                    figure.ratio.map(Quantity.ratio) ?? "-",
                ]
            }, rightAligned: [1, 3]
        ).lines
    }
}
