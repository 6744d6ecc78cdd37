/// Finds the name that somebody most likely meant.
enum NearestName {
    /// The known name with the fewest edits to the given one; `known` is not empty.
    static func of(_ name: String, among known: [String]) -> String {
        known.min { edits(name, $0) < edits(name, $1) } ?? ""
    }

    /// How many insertions, deletions and replacements lead from one to the other.
    static func edits(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column + 1] + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
