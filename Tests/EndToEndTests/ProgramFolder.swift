import Foundation
import LocalEnvironment
import Testing

@testable import PaynotifyDemo

/// Suites that keep several programs busy: one after another, so that none starves another.
@Suite(.serialized) enum HeavyTests {}

/// A folder of a test's own, removed at its end, in which it runs our programs.
struct ProgramFolder {
    let folder: URL

    /// Runs the body in a new folder.
    static func with<Result>(_ body: (ProgramFolder) async throws -> Result) async throws -> Result
    {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("paynotify-test-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(ProgramFolder(folder: folder))
    }

    /// What a program that ended left behind.
    struct Ended {
        var status: Int32
        var output: String
    }

    /// Runs the program, ours or one at an absolute path, to its end, at most 30 s.
    func run(_ program: String, _ arguments: [String]) async throws -> Ended {
        let log = folder.appendingPathComponent("run-\(UUID().uuidString.prefix(8)).log")
        let running = try await Program(program, arguments, log: log)
        let status = try await running.waitForEnd()
        return Ended(status: status, output: try String(contentsOf: log, encoding: .utf8))
    }

    /// The database of this folder.
    var database: String { folder.appendingPathComponent("data/paynotify.db").path }

    /// Options that let the daemon start on free ports.
    var daemonOptions: [String] {
        [
            "--database", database, "--listen", "127.0.0.1:0", "--gateway", "127.0.0.1:0",
            "--admin", "127.0.0.1:0", "--graph-url", "http://127.0.0.1:1", "--drain-seconds", "5",
        ]
    }

    /// Starts the daemon, hands its RPC address to the body, and stops it.
    func withDaemon(
        _ options: [String] = [], _ body: (Program, String) async throws -> Void
    ) async throws {
        let log = folder.appendingPathComponent("daemon.log")
        let starts =
            (try? String(contentsOf: log, encoding: .utf8))?
            .components(separatedBy: "paynotifyd ready").count ?? 1
        let daemon = try await Program("paynotifyd", daemonOptions + options, log: log)
        do {
            let ready = try await daemon.line(after: "paynotifyd ready: rpc ", occurrence: starts)
            try await body(daemon, ready.components(separatedBy: ", gateway ")[0])
        } catch {
            try await daemon.stop()
            throw error
        }
        let status = try await daemon.stop()
        #expect(status == 0, "the daemon drains and ends well")
    }
}
