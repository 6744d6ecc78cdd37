/// Rows of texts in columns, for a terminal.
struct TextTable {
    var rows: [[String]]
    /// The columns whose texts end, not begin, at the same place.
    var rightAligned: Set<Int> = []

    /// A line for each row; columns are two spaces apart.
    var lines: [String] {
        var widths: [Int] = []
        for row in rows {
            for (column, text) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], text.count)
            }
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                return rightAligned.contains(column) ? padding + text : text + padding
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
