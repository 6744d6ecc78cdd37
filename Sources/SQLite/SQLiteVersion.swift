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

    /// The first version in which two connections that write or checkpoint cannot race over a reset
    /// of the write-ahead log; below it, one connection alone must do both.
    package static let firstWithoutResetRace = 3_051_003
}
