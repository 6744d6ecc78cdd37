package import EventLoop
package import SQLite

/// Why a store cannot be opened or closed.
package enum SQLiteStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder or the file cannot be made or written.
    case cannotWrite(PrivateFileError)
    /// Another process has the database open, or the lock cannot be made.
    case locked(LockFileError)
    /// The file is of a later version, or a step of the schema failed.
    case migration(MigrationError)
    /// The backup that is made before a step of the schema failed: no step was taken.
    case noBackup(reason: String)
    case database(SQLiteError)
    /// The file of erasures, or the key to it, cannot be understood.
    case erasures(path: String)

    package var description: String {
        switch self {
        case .cannotWrite(let error): error.description
        case .locked(let error): error.description
        case .migration(let error): error.description
        case .noBackup(let reason):
            "the schema is not brought up to date, because a backup before it cannot be made: "
                + "\(reason)"
        case .database(let error): error.description
        case .erasures(let path):
            "cannot understand \(path): put the files .erasures and .erasures-key back as they were"
        }
    }
}
