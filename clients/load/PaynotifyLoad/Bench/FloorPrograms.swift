import EventLoop
import Foundation
import LocalEnvironment

/// Runs `paynotify-floor`, which lies beside this program, with files in a folder of their own.
struct FloorPrograms: Sendable {
    let folder: URL

    /// The file of the server in C, in the folder.
    static let cDatabase = "c.db"

    /// Runs the body with a folder, which is removed at the end.
    static func with<Result>(_ body: (FloorPrograms) async throws -> Result) async throws -> Result
    {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("paynotify-floor-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(FloorPrograms(folder: folder))
    }

    /// How the store's floor is to run.
    struct StoreRun: Hashable, Sendable {
        /// Calls a commit.
        var batch: Int
        /// Sessions that take calls at the same time, and all that there are.
        var openSessions: Int
        var sessions: Int
        var seconds: Double
        var warmUpSeconds: Double

        /// As many sessions as a run of ours has.
        init(batch: Int, like shape: LoadShape, sessions: Int) {
            self.batch = batch
            openSessions = shape.connections * shape.inFlight * NotifyTraffic.openPerLane
            self.sessions = sessions
            seconds = shape.seconds ?? 1
            warmUpSeconds = shape.warmUpSeconds
        }
    }

    /// Commits on a database that is made anew.
    func store(_ run: StoreRun) async throws -> StoreFloorResult {
        let database = folder.appendingPathComponent("floor.db")
        let output = folder.appendingPathComponent("store.log")
        defer {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: database.path + suffix)
            }
            try? FileManager.default.removeItem(at: output)
        }
        let program = try await Program(
            "paynotify-floor",
            [
                "store", "--database", database.path, "--batch", "\(run.batch)",
                "--slots", "\(run.openSessions)", "--sessions", "\(run.sessions)",
                "--seconds", "\(run.seconds)", "--warm-up-seconds", "\(run.warmUpSeconds)",
            ], log: output)
        let status = try await program.waitForEnd()
        let text = try String(contentsOf: output, encoding: .utf8)
        guard status == 0 else {
            throw Program.Failure(
                description: "paynotify-floor ended with status \(status): \(text)")
        }
        return try StoreFloorResult(output: text)
    }

    /// Runs the body with a generator against the responder.
    func withEcho<Result>(_ body: (Generator) async throws -> Result) async throws -> Result {
        try await withServer("paynotify-floor", named: "echo", ["echo"]) {
            try await body(try Generator($0))
        }
    }

    /// Runs the body with the store's statements behind a server of one thread in C.
    func withC<Result>(_ body: (LoadServer) async throws -> Result) async throws -> Result {
        let database = folder.appendingPathComponent(Self.cDatabase).path
        return try await withServer(
            "paynotify-floor", named: "c", ["serve", "--database", database], body)
    }

    /// Runs the body with the same statements behind a server in Go; `clients/load/peers/go/build` made
    /// it.
    func withGo<Result>(_ body: (LoadServer) async throws -> Result) async throws -> Result {
        let script = folder.appendingPathComponent("script.json")
        let printing = try await Program("paynotify-floor", ["script"], log: script)
        _ = try await printing.waitForEnd()
        let database = folder.appendingPathComponent("go.db").path
        return try await withServer(
            "paynotify-peer-go", named: "go",
            ["--database", database, "--script", script.path], body)
    }

    /// Runs the body with a program that serves on a Unix socket and prints its address.
    private func withServer<Result>(
        _ program: String, named name: String, _ arguments: [String],
        _ body: (LoadServer) async throws -> Result
    ) async throws -> Result {
        let path = folder.appendingPathComponent("\(name).sock").path
        let output = folder.appendingPathComponent("\(name).log")
        let program = try await Program(
            program, arguments + ["--listen", "unix:\(path)"], log: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let address = "unix:" + (try await program.line(after: "unix:"))
        let server = LoadServer(
            address: try SocketAddress(parsing: address), process: program.processIdentifier)
        let result = try await body(server)
        try await program.stop()
        return result
    }
}
