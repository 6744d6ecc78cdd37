package import Foundation

/// The sandbox and the daemon on loopback, with a folder of their own that is removed at the end.
package actor Environment {
    package nonisolated let sandbox: SandboxControl
    /// Where the daemon takes calls.
    package nonisolated let server: String
    /// Where the daemon takes webhooks, such as `http://127.0.0.1:8080`.
    package nonisolated let gateway: String
    /// Where the daemon shows health and metrics, such as `http://127.0.0.1:9464`.
    package nonisolated let admin: String
    /// The account that the sandbox has from the start.
    package nonisolated let account = SandboxAccount.usual
    private let folder: URL
    package nonisolated let sandboxProgram: Program
    private var daemon: Program
    /// Times that the daemon said that it is ready.
    private var starts = 1
    private var daemonOptions: [String]
    /// What the daemon takes for Meta.
    private var graph: String

    /// Which ports to use; 0 for any free one.
    package struct Ports {
        var server: Int?
        var gateway: Int
        var admin: Int
        var sandbox: Int

        /// Without a port for the server it listens on a Unix socket in the environment's folder.
        package init(server: Int? = 0, gateway: Int = 0, admin: Int = 0, sandbox: Int = 0) {
            self.server = server
            self.gateway = gateway
            self.admin = admin
            self.sandbox = sandbox
        }

        func listening(in folder: URL) -> String {
            server.map { "127.0.0.1:\($0)" }
                ?? "unix:" + folder.appendingPathComponent("rpc.sock").path
        }
    }

    /// Starts both, each with options of its own, and waits until they are ready.
    package init(
        ports: Ports, folder: URL, sandboxOptions: [String] = [], daemonOptions: [String] = []
    ) async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        self.daemonOptions = daemonOptions
        sandboxProgram = try await Program(
            "whatsapp-sandbox",
            ["--port", "\(ports.sandbox)", "--status-delay-milliseconds", "100"] + sandboxOptions,
            log: folder.appendingPathComponent("sandbox.log"))
        sandbox = SandboxControl(
            baseURL: try await sandboxProgram.line(after: "whatsapp-sandbox listening on "))
        graph = sandbox.baseURL
        daemon = try await Self.daemon(
            server: ports.listening(in: folder), gateway: "127.0.0.1:\(ports.gateway)",
            admin: "127.0.0.1:\(ports.admin)", graph: graph, folder: folder,
            options: daemonOptions)
        (server, gateway, admin) = try await Self.addresses(daemon, start: 1)
    }

    /// Kills the daemon with -9 and starts it again on the same addresses and database, with other
    /// options of its own if they are given, another Meta than the sandbox if one is, and its log
    /// elsewhere if that is; in between something may be done to its files.
    package func killAndRestart(
        daemonOptions other: [String]? = nil, graph another: String? = nil,
        errors: FileHandle? = nil, whileDown work: () async throws -> Void = {}
    ) async throws {
        try await killDaemon()
        try await work()
        graph = another ?? graph
        try await startDaemon(daemonOptions: other, errors: errors)
    }

    /// Kills the daemon with -9, unless it has ended.
    package func killDaemon() async throws { try await daemon.killAndWait() }

    /// Starts the daemon, which has ended, on the same addresses and database, and waits until it is
    /// ready; with other options if they are given, and its log elsewhere if that is.
    ///
    /// A launcher is a command that runs the one that follows it in its own process, such as `env` or
    /// `strace -D`: its absolute path, and its arguments.
    package func startDaemon(
        behind launcher: [String] = [], daemonOptions other: [String]? = nil,
        errors: FileHandle? = nil
    ) async throws {
        daemonOptions = other ?? daemonOptions
        daemon = try await Self.daemon(
            server: server, gateway: String(gateway.dropFirst("http://".count)),
            admin: String(admin.dropFirst("http://".count)), graph: graph, folder: folder,
            options: daemonOptions, launcher: launcher, errors: errors)
        _ = try await Self.addresses(daemon, start: starts + 1)
        starts += 1
    }

    /// How the daemon ended by itself, as ``Program/waitForEnd()`` tells it; nil: it did not, within
    /// that time.
    package func daemonEnd(within time: Duration) async throws -> Int32? {
        let deadline = ContinuousClock.now + time
        while daemon.status == nil, .now < deadline {
            try await Task.sleep(for: .milliseconds(10))
        }
        return daemon.status
    }

    /// Asks the daemon to end, and returns its exit status.
    package func stopDaemon() async throws -> Int32 { try await daemon.stop() }

    /// The process id of the daemon that runs at the moment.
    package var daemonProcess: Int32 { daemon.processIdentifier }

    /// How many notifications stand where, as the daemon's metrics show it.
    package func standing() async throws -> [String: Int] {
        let text = String(decoding: try await sandbox.fetch(admin + "/metrics"), as: UTF8.self)
        var standing: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\"")
            guard line.hasPrefix("paynotify_notifications{status="), parts.count == 3,
                let value = Double(parts[2].drop { $0 != " " }.dropFirst())
            else { continue }
            standing[String(parts[1])] = Int(value)
        }
        return standing
    }

    /// Ends both, and removes the folder if the daemon ended well.
    package func close() async throws {
        let status = try await daemon.stop()
        try await sandboxProgram.stop()
        guard status == 0 else {
            throw Program.Failure(
                description: "the daemon ended with status \(status); its log is in \(folder.path)")
        }
        try FileManager.default.removeItem(at: folder)
    }

    /// The path of the daemon's database.
    package nonisolated var database: String { Self.database(in: folder) }

    private static func database(in folder: URL) -> String {
        folder.appendingPathComponent("data/paynotify.db").path
    }

    private static func daemon(
        server: String, gateway: String, admin: String, graph: String, folder: URL,
        options: [String], launcher: [String] = [], errors: FileHandle? = nil
    ) async throws -> Program {
        let program = Program.folder.appendingPathComponent("paynotifyd").path
        let command = launcher + [program]
        return try await Program(
            command[0],
            command.dropFirst() + [
                "--database", database(in: folder),
                "--listen", server, "--gateway", gateway, "--admin", admin,
                "--graph-url", graph, "--log-level", "warning",
            ] + options,
            log: folder.appendingPathComponent("daemon.log"), errors: errors)
    }

    private static func addresses(
        _ daemon: Program, start: Int
    ) async throws -> (server: String, gateway: String, admin: String) {
        let line = try await daemon.line(after: "paynotifyd ready: rpc ", occurrence: start)
        let parts = line.components(separatedBy: ", ")
        let gateway = parts[1].dropFirst("gateway ".count)
        let admin = parts[2].dropFirst("admin ".count)
        return (parts[0], String(gateway), String(admin))
    }
}
