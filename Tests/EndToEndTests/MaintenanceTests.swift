import Foundation
import LocalEnvironment
import Messages
import RPC
import RPCClient
import TestKit
import Testing

@testable import PaynotifyDemo

/// Backup, restore and doctor as their operator runs them.
@Suite(.serialized) struct MaintenanceTests {
    private func doctor(_ programs: ProgramFolder, _ path: String) async throws
        -> ProgramFolder.Ended
    {
        try await programs.run("paynotifyd", ["doctor", "--verify", path])
    }

    private func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    @Test func aDaemonThatRunsIsAskedForABackup() async throws {
        try await ProgramFolder.with { programs in
            let backup = programs.folder.appendingPathComponent("backup.db").path
            let arguments = ["backup", "--to", backup, "--database", programs.database]
            try await programs.withDaemon { _, server in
                #expect(try mode(of: programs.database + ".control") == 0o600)
                let ended = try await programs.run("paynotifyd", arguments)
                #expect(ended.status == 0, "\(ended.output)")
                #expect(ended.output.contains(backup))
                #expect(try await programs.run("paynotifyd", arguments).status == 73)
                // Who calls from elsewhere cannot ask for one.
                let client = try RPCClient(server)
                let error = await #expect(throws: RPCError.self) {
                    _ = try await client.call(
                        .startBackup, StartBackupRequest(path: backup + ".2"))
                }
                await client.close()
                guard case .refused(let status) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(status.code == .unimplemented)
            }
            #expect(try mode(of: backup) == 0o600)
            #expect(try await doctor(programs, backup).status == 0)
            let sum = try await programs.run("/usr/bin/sha256sum", [backup])
            let checksum = try String(contentsOfFile: backup + ".sha256", encoding: .utf8)
            #expect(checksum == sum.output.prefix(64) + "  backup.db\n")
            #expect(!FileManager.default.fileExists(atPath: programs.database + ".control"))
        }
    }

    @Test func withoutADaemonTheCommandCopiesItself() async throws {
        try await ProgramFolder.with { programs in
            let backup = programs.folder.appendingPathComponent("backup.db").path
            let arguments = ["--database", programs.database, "backup", "--to", backup, "--quiet"]
            #expect(try await programs.run("paynotifyd", arguments).status == 66)
            try await programs.withDaemon { _, _ in }
            #expect(try await programs.run("paynotifyd", arguments).status == 0)
            #expect(try await doctor(programs, backup).status == 0)
        }
    }

    @Test func aRestoreIsMadeWhereNothingIsAndADaemonGoesOnWithIt() async throws {
        try await ProgramFolder.with { programs in
            let backup = programs.folder.appendingPathComponent("backup.db").path
            try await programs.withDaemon { _, _ in }
            _ = try await programs.run(
                "paynotifyd", ["backup", "--to", backup, "--database", programs.database])
            let arguments = ["restore", "--from", backup, "--into", programs.database]
            let refused = try await programs.run("paynotifyd", arguments)
            #expect(refused.status == 73 && refused.output.contains("Move what is there"))

            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: programs.database + suffix)
            }
            let restored = try await programs.run("paynotifyd", arguments)
            #expect(restored.status == 0)
            #expect(restored.output.contains("generation 2, its checksum is right"))
            let missing = try await programs.run(
                "paynotifyd", ["restore", "--from", backup + ".no", "--into", backup + ".x"])
            #expect(missing.status == 66)
            try await programs.withDaemon { _, _ in
                let again = try await programs.run("paynotifyd", arguments)
                #expect(again.status == 73)
            }
        }
    }

    @Test func theDoctorsStatusSaysWhatItFound() async throws {
        try await ProgramFolder.with { programs in
            #expect(try await doctor(programs, programs.database).status == 66)
            try await programs.withDaemon { _, _ in
                let held = try await doctor(programs, programs.database)
                #expect(held.status == 69)
            }
            let sound = try await doctor(programs, programs.database)
            #expect(sound.status == 0)
            #expect(sound.output.contains("ok      9 the counts of notifications"))
            #expect(sound.output.contains("unseen  12 "))
            let other = programs.folder.appendingPathComponent("other.db").path
            try Data(repeating: 7, count: 9_000).write(to: URL(fileURLWithPath: other))
            #expect(try await doctor(programs, other).status == 1)
            try Data().write(to: URL(fileURLWithPath: other))
            #expect(try await doctor(programs, other).status == 65)
        }
    }

    @Test func aKillLeavesNoFileThatIsNotWhole() async throws {
        try await ProgramFolder.with { programs in
            for round in 0..<5 {
                let backup = programs.folder.appendingPathComponent("backup-\(round).db").path
                let log = programs.folder.appendingPathComponent("killed.log")
                let daemon = try await Program("paynotifyd", programs.daemonOptions, log: log)
                _ = try await daemon.line(
                    after: "paynotifyd ready: rpc ", occurrence: round + 1)
                let client = try RPCClient("unix:\(programs.database).control")
                _ = try await client.call(.startBackup, StartBackupRequest(path: backup))
                try await Task.sleep(for: .milliseconds(2 * round))
                kill(daemon.processIdentifier, SIGKILL)
                _ = try await daemon.waitForEnd()
                await client.close()
                guard FileManager.default.fileExists(atPath: backup) else { continue }
                #expect(FileManager.default.fileExists(atPath: backup + ".sha256"))
                #expect(try await doctor(programs, backup).status == 0)
            }
        }
    }

    @Test func theDaemonMakesBackupsByItselfAndSaysHowOldTheLastOneIs() async throws {
        try await ProgramFolder.with { programs in
            let folder = programs.folder.appendingPathComponent("backups").path
            try await programs.withDaemon(["--backup-folder", folder]) { daemon, _ in
                let isMade = try await eventually {
                    try FileManager.default.contentsOfDirectory(atPath: folder)
                        .contains { $0.hasSuffix("Z.sha256") }
                }
                #expect(isMade)
            }
            #expect(try mode(of: folder) == 0o700)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names.count == 2)
            let backup = try #require(names.first)
            #expect(try await doctor(programs, folder + "/" + backup).status == 0)
            // The next start finds it, and waits a day.
            try await programs.withDaemon(["--backup-folder", folder]) { _, _ in }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
        }
    }
}
