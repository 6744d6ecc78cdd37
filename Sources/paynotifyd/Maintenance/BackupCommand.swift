import ArgumentParser
import EventLoop
import Foundation
import Messages
import RPC
import RPCClient
import SQLiteStore

/// `paynotifyd backup`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies the database, also while the daemon runs.",
        discussion: """
            A daemon that runs is asked to, on the socket beside its database, which only its own \
            user can open; it copies the pages between its commits. If none runs, the command copies \
            the database itself. --database or --config say which it is, as for the daemon. The \
            backup is one file for its owner alone, with its SHA-256 beside it in FILE.sha256; a \
            file that is there is whole. Status 66: there is no database. Status 69: the daemon does \
            not answer. Status 73: something is there already, or it cannot be made. Status 74: the \
            backup failed while it was made.
            """)

    @Option(help: ArgumentHelp("Where to; nothing may be there.", valueName: "file"))
    var to: String

    @Flag(help: "Print nothing while it is made.")
    var quiet = false

    @ParentCommand var daemon: DaemonCommand

    func run() async throws {
        let database = Maintenance.absolute(try daemon.checkedSettings().database)
        let path = Maintenance.absolute(to)
        do throws(MaintenanceError) {
            let digest = try OfflineBackup.make(of: database, to: path, telling: tell)
            print("\(digest)  \(path)")
        } catch .locked {
            try await askDaemon(of: database, for: path)
        } catch {
            throw DaemonCommand.end(error.status, error.description)
        }
    }

    private func tell(_ copied: Int, _ pages: Int) {
        guard !quiet, pages > 0 else { return }
        let line = "copied \(copied) of \(pages) pages\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    // MARK: The daemon that has it

    /// How often it is asked how far it came.
    private static let interval = Duration.milliseconds(200)

    private func askDaemon(of database: String, for path: String) async throws {
        let socket = Maintenance.socketPath(of: database)
        do {
            let client = try RPCClient("unix:\(socket)")
            let backup = try await client.call(
                .startBackup, StartBackupRequest(path: path)
            ).backup
            let ended = try await follow(backup, client)
            await client.close()
            guard ended.status == .done else {
                throw DaemonCommand.end(74, "no backup was made: \(ended.problem)")
            }
            print("\(ended.sha256)  \(path)")
        } catch let error as InvalidServerAddress {
            throw DaemonCommand.end(69, "cannot ask the daemon: \(error)")
        } catch let error as RPCError {
            throw DaemonCommand.end(error.backupStatus, "cannot ask the daemon: \(error)")
        }
    }

    /// The backup at its end.
    private func follow(_ begun: Backup, _ client: RPCClient) async throws -> Backup {
        var backup = begun
        var told: Int64 = -1
        while backup.status == .copying || backup.status == .finishing {
            try await Task.sleep(for: Self.interval)
            backup = try await client.call(
                .getBackup, GetBackupRequest(path: begun.path)
            ).backup
            if backup.pagesCopied != told {
                told = backup.pagesCopied
                tell(Int(told), Int(backup.pages))
            }
        }
        return backup
    }
}

extension RPCError {
    /// The status of a backup that was refused or lost.
    fileprivate var backupStatus: Int32 {
        guard case .refused(let status) = self else { return 69 }
        return switch status.code {
        case .invalidArgument, .failedPrecondition: 73
        default: 74
        }
    }
}
