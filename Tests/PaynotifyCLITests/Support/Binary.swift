import Foundation
import Testing

/// The built `paynotify`, run as a process of its own.
enum Binary {
    /// What a run left behind.
    struct Run: Sendable {
        var output: String
        var errors: String
        var status: Int32
    }

    /// Beside the bundle that holds the tests.
    private static let url = URL(filePath: CommandLine.arguments[0])
        .resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "paynotify")

    /// Runs to the end; standard input is the text.
    static func run(
        _ arguments: [String], in folder: String, environment: [String: String] = [:],
        input: String = ""
    ) async throws -> Run {
        let started = try Started(
            url, arguments, in: folder, environment: environment, input: input)
        let status = await started.status
        return Run(
            output: try started.output, errors: try started.errors, status: status)
    }

    /// Starts a run that the caller ends.
    static func start(_ arguments: [String], in folder: String) throws -> Started {
        try Started(url, arguments, in: folder, environment: [:], input: "")
    }
}

/// A process whose input and output are files.
final class Started: Sendable {
    private let process: Process
    private let files: URL
    private let ended: AsyncStream<Int32>

    fileprivate init(
        _ program: URL, _ arguments: [String], in folder: String,
        environment: [String: String], input: String
    ) throws {
        files = URL(filePath: folder).appending(path: "run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder)
        try Data(input.utf8).write(to: files.appending(path: "input"))
        process.standardInput = try FileHandle(forReadingFrom: files.appending(path: "input"))
        process.standardOutput = try Self.file(files.appending(path: "output"))
        process.standardError = try Self.file(files.appending(path: "errors"))
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        ended = stream
        process.terminationHandler = { continuation.yield($0.terminationStatus) }
        try process.run()
    }

    private static func file(_ url: URL) throws -> FileHandle {
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    /// The exit status, once there is one.
    var status: Int32 {
        get async {
            for await status in ended { return status }
            return -1
        }
    }

    /// What it has written to standard output so far.
    var output: String {
        get throws { try String(contentsOf: files.appending(path: "output"), encoding: .utf8) }
    }

    /// What it has written to standard error so far.
    var errors: String {
        get throws { try String(contentsOf: files.appending(path: "errors"), encoding: .utf8) }
    }

    /// Interrupts it, as Ctrl-C does.
    func interrupt() { process.interrupt() }
}
