import EventLoop
import Foundation
import LocalEnvironment

/// Runs `paynotify-floor`, which lies beside this program, with files in a folder of their own.
struct FloorPrograms: Sendable {
    private let folder: URL

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
        /// Calls a commit, at most.
        var batch: Int
        /// Calls a second of an open loop; nil: as fast as it goes.
        var rate: Double?
        /// Sessions that take calls at the same time, and all that there are.
        var openSessions: Int
        var sessions: Int
        var seconds: Double
        var warmUpSeconds: Double

        /// As many sessions as a run of ours has.
        init(batch: Int, like shape: LoadShape, sessions: Int) {
            self.batch = batch
            rate = shape.rate
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
        let rate = run.rate.map { ["--rate", "\($0)"] } ?? []
        let program = try await Program(
            "paynotify-floor",
            [
                "store", "--database", database.path, "--batch", "\(run.batch)",
                "--slots", "\(run.openSessions)", "--sessions", "\(run.sessions)",
                "--seconds", "\(run.seconds)", "--warm-up-seconds", "\(run.warmUpSeconds)",
            ] + rate, log: output)
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
        let path = folder.appendingPathComponent("echo.sock").path
        let output = folder.appendingPathComponent("echo.log")
        let program = try await Program(
            "paynotify-floor", ["echo", "--listen", "unix:\(path)"], log: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let address = "unix:" + (try await program.line(after: "unix:"))
        let generator = try Generator(
            try SocketAddress(parsing: address), server: program.processIdentifier)
        let result = try await body(generator)
        try await program.stop()
        return result
    }
}
