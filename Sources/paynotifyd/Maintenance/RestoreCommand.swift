import ArgumentParser
import Foundation
import Logging
import Notifications
import SQLiteStore

/// `paynotifyd restore`.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Puts a backup in the place of a database that was lost.",
        discussion: """
            No daemon may run on the database, and nothing may be in its place: move what is left of \
            it away first. The backup is compared with its checksum, brought to this version's \
            tables and looked through as by doctor. Whatever had not been sent in it may have been \
            sent since: it is uncertain from then on, with the reason RESTORED, until a receipt or a \
            person settles it. Whoever the .erasures file beside the lost database names is erased in it once \
            more. State changes of the time before are held until a person releases \
            them with paynotify notifications release --restored. Status 1: the backup is damaged. \
            Status 65: it is of a later version, or no backup. Status 66: there is no such file. \
            Status 69: a daemon has the database open. Status 73: something is there already.
            """)

    @Option(help: ArgumentHelp("The backup.", valueName: "file"))
    var from: String

    @Option(help: ArgumentHelp("Where the database is to be.", valueName: "file"))
    var into: String

    @Flag(help: "Go on although not all holds in the backup that has to.")
    var acceptViolations = false

    @ParentCommand var daemon: DaemonCommand

    func run() throws {
        let settings = try daemon.checkedSettings()
        let path = Maintenance.absolute(into)
        var restore = DatabaseRestore(
            of: Maintenance.absolute(from),
            into: SQLiteStoreOptions(
                path: path, clock: .scaled(by: settings.timeScale), zones: SystemZones(),
                random: SystemRandomNumberGenerator(),
                logger: Logger(label: "paynotifyd") { _ in SwiftLogNoOpLogHandler() }))
        restore.acceptsViolations = acceptViolations
        let report = try Maintenance.attempt { () throws(MaintenanceError) in try restore.run() }
        for line in report.lines(into: path) { print(line) }
    }
}

extension DatabaseRestore.Report {
    fileprivate func lines(into path: String) -> [String] {
        let checksum =
            hadChecksum ? "its checksum is right" : "WARNING: no checksum lies beside the backup"
        return [
            "restored \(path): generation \(generation), \(checksum)",
            "\(uncertain) notifications had not ended and are uncertain now (RESTORED)",
            "\(replays) replays were ended",
            "\(erased.sessions) sessions and \(erased.notifications) notifications were erased once more",
        ] + violations.map { "accepted: \($0)" }
    }
}
