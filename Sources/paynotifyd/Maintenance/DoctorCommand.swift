import ArgumentParser
import Foundation
import SQLiteStore

/// `paynotifyd doctor`.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks whether all holds in a database that has to.",
        discussion: """
            Reads the whole file, changes nothing, and prints a line for each thing that has to hold: \
            that SQLite finds it sound, that each row refers to rows that are there, and the \
            invariants that a file shows by itself. The file is a backup, or a database that no \
            daemon has open. Status 0: all holds. Status 1: something does not. Status 65: it is a \
            database of another version or program. Status 66: there is no such file. Status 69: a \
            daemon has it open.
            """)

    @Option(help: ArgumentHelp("The file.", valueName: "file"))
    var verify: String

    func run() throws {
        let report = try Maintenance.attempt { () throws(MaintenanceError) in
            try DatabaseVerifier.verifyAlone(verify)
        }
        print(report.lines.joined(separator: "\n"))
        if !report.isSound { throw ExitCode(1) }
    }
}
