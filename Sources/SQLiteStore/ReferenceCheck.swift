package import SQLite

/// Whether each row refers to rows that are there.
///
/// The writer does not have SQLite look at each write: rows are written by their numbers, which it has
/// just read, and looking costs a search in a tree for each reference. What the schema says is checked
/// over whole files instead.
package enum ReferenceCheck {
    /// The rows that refer to none, such as `attempts 7 refers to notifications`; empty if all is whole.
    ///
    /// Reads each row that refers to another. The database may be open elsewhere.
    package static func dangling(at path: String) throws(SQLiteError) -> [String] {
        try dangling(in: Connection(path: path, access: .queryOnly))
    }

    static func dangling(in connection: Connection) throws(SQLiteError) -> [String] {
        try Statement(connection, "PRAGMA foreign_key_check", isPersistent: false).all {
            row in
            let table = row.text()
            let number = row.optionalInteger().map(String.init) ?? "row"
            return "\(table) \(number) refers to \(row.text())"
        }
    }
}
