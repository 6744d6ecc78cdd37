/// Rows under a heading, each column as wide as its widest cell.
struct Table {
    var heading: [String]
    var rows: [[String]] = []
    /// Stands for the table when it has no row.
    var whenEmpty = "(none)"

    /// The lines, without blanks at their ends.
    var text: String {
        guard !rows.isEmpty else { return whenEmpty }
        let cells = [heading] + rows.map { row in row.map(Self.cell) }
        let widths = heading.indices.map { column in
            cells.map { $0[column].count }.max() ?? 0
        }
        return cells.map { Self.line($0, widths: widths) }.joined(separator: "\n")
    }

    /// Cells side by side, each padded to its column's width except for the last.
    static func line(_ cells: [String], widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(cells, widths) {
            line += cell + String(repeating: " ", count: max(0, width - cell.count) + 2)
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// A value on one line; a dash stands for an empty one.
    static func cell(_ value: String) -> String {
        value.isEmpty ? "-" : value.printable.replacing("\n", with: " ")
    }
}

/// Names and values, one pair a line, the values aligned.
struct Facts {
    private var pairs: [(name: String, value: String)] = []

    /// Adds a pair; an empty value is left out.
    mutating func add(_ name: String, _ value: String) {
        if !value.isEmpty { pairs.append((name, value)) }
    }

    /// The lines, each with so many blanks before it.
    func text(indent: Int = 0) -> String {
        let width = pairs.map(\.name.count).max() ?? 0
        return pairs.map { pair in
            String(repeating: " ", count: indent)
                + Table.line([pair.name, Table.cell(pair.value)], widths: [width, 0])
        }.joined(separator: "\n")
    }
}
