import CSQLite

/// The version of the SQLite library that is linked in.
package enum SQLiteVersion {
    /// As in `3.40.1`.
    package static var text: String {
        // Sound: the library gives a constant string.
        unsafe String(cString: sqlite3_libversion())
    }

    /// Major × 1,000,000 + minor × 1,000 + patch.
    package static var number: Int { Int(sqlite3_libversion_number()) }

    /// The first version in which a checkpoint that begins on a wholly moved log cannot meet a commit
    /// that starts the log again; below it that can destroy the database
    /// (<https://sqlite.org/wal.html>).
    package static let firstWithoutResetRace = 3_051_003
}
