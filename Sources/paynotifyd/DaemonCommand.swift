import ArgumentParser
import Foundation
import Notifications
import Version

/// The command line of the daemon.
struct DaemonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paynotifyd",
        abstract: "Tells payments' customers on WhatsApp what became of their payments.",
        discussion: """
            Takes calls over ttRPC, keeps everything in one SQLite file, hands messages to the \
            WhatsApp Cloud API and takes receipts by webhook. Each option but --config can stand \
            in the configuration file as a line KEY = VALUE; an option beats the file. SIGTERM \
            drains and ends it with status 0, a second one at once with 1. SIGHUP reads the file \
            again and takes over its log-level. Status 64: a bad option or key. Status 69: it \
            cannot start: the address is in use, or another daemon holds the database. Status \
            70: the disk failed while it ran.
            """,
        version: PaynotifyVersion.text,
        subcommands: [BackupCommand.self, RestoreCommand.self, DoctorCommand.self])

    @Option(help: "A file with a KEY = VALUE on each line.")
    var config: String?

    @Option(help: "The SQLite file (default: \(Settings().database)).")
    var database: String?

    @Option(
        help:
            "Where to take calls: loopback or unix:PATH; may repeat (default: \(Settings.usualListen))."
    )
    var listen: [String] = []

    @Option(help: "Calling connections at the same time (default: \(Settings().connectionsMax)).")
    var connectionsMax: String?

    @Option(
        help: "Calls of one connection in work, more wait (default: \(Settings().callsInWorkMax)).")
    var callsInWorkMax: String?

    @Option(
        help:
            "Unanswered calls of all connections, more are refused (default: \(Settings().callsMax))."
    )
    var callsMax: String?

    @Option(help: "Where to take webhooks (default: \(Settings().gateway)).")
    var gateway: String?

    @Option(help: "Where to show health and metrics (default: \(Settings().admin)).")
    var admin: String?

    @Option(help: "The Graph API (default: \(Settings().graphURL), the sandbox).")
    var graphURL: String?

    @Option(help: "The version of the Graph API (default: \(Settings().graphVersion)).")
    var graphVersion: String?

    @Option(help: "Messages to Meta under way (default: \(Settings().sendsInFlightMax)).")
    var sendsInFlightMax: String?

    @Option(
        help:
            "Those of a sender number at most (default: \(Settings().sendsPerNumberMax)).")
    var sendsPerNumberMax: String?

    @Option(
        help: "Days that texts of messages are kept (default: \(Settings().retention.textDays)).")
    var keepTextDays: String?

    @Option(
        help:
            "Days that customers' numbers, names and links are kept (default: \(Settings().retention.personalDays))."
    )
    var keepPersonalDays: String?

    @Option(
        help:
            "Days that sessions are kept, at least 30 (default: \(Settings().retention.sessionsDays))."
    )
    var keepSessionsDays: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical (default: info).")
    var logLevel: String?

    @Option(
        help:
            "How long to wait for what is in flight on shutdown (default: \(Settings().drainSeconds))."
    )
    var drainSeconds: String?

    @Option(help: "A folder for backups that the daemon makes by itself (default: none).")
    var backupFolder: String?

    @Option(help: "Hours between those backups (default: \(Settings().backupHours)).")
    var backupHours: String?

    @Option(help: "Of those, the newest ones that are kept (default: \(Settings().backupsKept)).")
    var backupsKept: String?

    #if DEBUG || PAYNOTIFY_TEST_BUILD
        @Option(
            help: ArgumentHelp(
                "Test builds: time goes so many times as fast from a moment on.",
                valueName: "factor@seconds"))
        var timeScale: String?

        @Option(help: "Test builds: pages of the write-ahead log above which it is moved.")
        var checkpointPages: String?
    #endif

    func run() async throws {
        do {
            let daemon = Daemon(settings: try settings()) { try settings() }
            try await daemon.run()
        } catch let error as SettingError {
            throw Self.end(64, "\(error)")
        } catch let failure as StartFailure {
            throw Self.end(69, "\(failure)")
        }
    }

    /// The settings, or the end of a command that cannot use them.
    func checkedSettings() throws -> Settings {
        do { return try settings() } catch { throw Self.end(64, "\(error)") }
    }

    /// Says why in one line; there is nothing to be learned from the usage.
    static func end(_ status: Int32, _ reason: String) -> ExitCode {
        FileHandle.standardError.write(Data("paynotifyd: \(reason)\n".utf8))
        return ExitCode(status)
    }

    /// The defaults, then the file, then the options.
    func settings() throws(SettingError) -> Settings {
        var settings = Settings()
        if let config {
            try ConfigurationFile(try Self.read(config), at: config).apply(to: &settings)
        }
        if !listen.isEmpty { settings.listen = [] }
        for (key, value) in options {
            try key.set(value, in: &settings)
        }
        if settings.listen.isEmpty {
            try SettingKey.listen.set(Settings.usualListen, in: &settings)
        }
        try settings.retention.check()
        return settings
    }

    private var options: [(SettingKey, String)] {
        let single: [(SettingKey, String?)] = [
            (.database, database), (.connectionsMax, connectionsMax),
            (.callsInWorkMax, callsInWorkMax), (.callsMax, callsMax), (.gateway, gateway),
            (.admin, admin), (.graphURL, graphURL),
            (.graphVersion, graphVersion), (.sendsInFlightMax, sendsInFlightMax),
            (.sendsPerNumberMax, sendsPerNumberMax),
            (.keepTextDays, keepTextDays), (.keepPersonalDays, keepPersonalDays),
            (.keepSessionsDays, keepSessionsDays), (.logLevel, logLevel),
            (.drainSeconds, drainSeconds), (.backupFolder, backupFolder),
            (.backupHours, backupHours), (.backupsKept, backupsKept),
        ]
        return (single + testing).compactMap { key, value in value.map { (key, $0) } }
            + listen.map { (.listen, $0) }
    }

    private var testing: [(SettingKey, String?)] {
        #if DEBUG || PAYNOTIFY_TEST_BUILD
            [(.timeScale, timeScale), (.checkpointPages, checkpointPages)]
        #else
            []
        #endif
    }

    private static func read(_ path: String) throws(SettingError) -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SettingError(description: "\(path): cannot be read as UTF-8 text")
        }
    }
}

/// Why the daemon could not start, as a sentence for its operator.
struct StartFailure: Error, CustomStringConvertible {
    var description: String
}
