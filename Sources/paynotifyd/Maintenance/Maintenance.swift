import ArgumentParser
import Foundation
import SQLiteStore

/// What the commands share that somebody calls who looks after the database.
enum Maintenance {
    /// Does it; says in one line why it could not be done, and with which status for scripts.
    static func attempt<Result>(
        _ work: () throws(MaintenanceError) -> Result
    ) throws -> Result {
        do {
            return try work()
        } catch {
            throw DaemonCommand.end(error.status, error.description)
        }
    }

    /// Where the socket is that a daemon takes such calls on.
    ///
    /// As the lock it is by the file's only name.
    static func socketPath(of database: String) -> String {
        URL(fileURLWithPath: database).resolvingSymlinksInPath().path + ".control"
    }

    /// The absolute path of a file that somebody named from where they stand.
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}

extension MaintenanceError {
    /// As in sysexits.h.
    var status: Int32 {
        switch self {
        case .damaged: 1
        case .otherSchema: 65
        case .missing: 66
        case .locked: 69
        case .cannotMake: 73
        case .failed: 74
        }
    }
}
