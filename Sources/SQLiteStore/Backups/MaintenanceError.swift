package import EventLoop
import SQLite
import StoreCore

/// Why a database was not copied, put back or looked at by somebody who has it alone.
package enum MaintenanceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such file.
    case missing(path: String)
    /// Something is where the result is to be, or it cannot be made there.
    case cannotMake(reason: String)
    /// Another process has the database open.
    case locked(LockFileError)
    /// It is a database of another version, or of another program.
    case otherSchema(reason: String)
    /// Its bytes are not those that were written, or what has to hold in it does not.
    case damaged(reason: String)
    /// The disk or SQLite failed.
    case failed(reason: String)

    package var description: String {
        switch self {
        case .missing(let path): "there is no file \(path)"
        case .locked(let error): error.description
        case .cannotMake(let reason), .otherSchema(let reason), .damaged(let reason),
            .failed(let reason):
            reason
        }
    }

    init(_ error: SQLiteError) { self = .failed(reason: "\(error)") }

    init(_ error: PrivateFileError) { self = .failed(reason: "\(error)") }

    init(_ refused: BackupRefused) {
        switch refused {
        case .badPath, .cannotWrite: self = .cannotMake(reason: refused.description)
        case .underWay, .closed: self = .failed(reason: refused.description)
        }
    }

    init(_ error: DatabaseVerifierError) {
        switch error {
        case .otherSchema: self = .otherSchema(reason: error.description)
        case .unreadable: self = .damaged(reason: error.description)
        }
    }

    init(_ error: MigrationError) {
        switch error {
        case .newer, .foreign: self = .otherSchema(reason: error.description)
        case .failed: self = .failed(reason: error.description)
        case .unreadable: self = .damaged(reason: error.description)
        }
    }

    /// Any error of what is done here, as one of them.
    init(other error: any Error) {
        switch error {
        case let error as MaintenanceError: self = error
        case let error as BackupRefused: self.init(error)
        case let error as PrivateFileError: self.init(error)
        case let error as MigrationError: self.init(error)
        case let error as DatabaseVerifierError: self.init(error)
        case let error as LockFileError: self = .locked(error)
        default: self = .failed(reason: "\(error)")
        }
    }
}
