package import Foundation

/// A program of ours that runs beside this one, with its output in a file.
///
/// ClientStage is what the client programs that show or measure paynotify share: they start the
/// sandbox and the daemon from the programs beside their own, and end what they started.
package final class Program: Sendable {
    /// Why a program is of no use.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    private let process: Process
    private let log: URL

    /// Starts the program that lies beside this one, or at an absolute path; its output is appended
    /// to `log`.
    package init(_ name: String, _ arguments: [String], log: URL) throws {
        let program = URL(fileURLWithPath: name, relativeTo: Self.folder)
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            throw Failure(
                description: "there is no program \(program.path): build it beside this one")
        }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        if !FileManager.default.fileExists(atPath: log.path) {
            try Data().write(to: log)
        }
        let output = try FileHandle(forWritingTo: log)
        try output.seekToEnd()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        self.process = process
        self.log = log
    }

    /// Nothing that was started stays running, also when a start after it failed.
    deinit {
        if process.isRunning { process.terminate() }
    }

    /// The folder of the built programs.
    package static var folder: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
    }

    package var processIdentifier: Int32 { process.processIdentifier }

    /// Waits for the last line that begins so, and returns what follows it there.
    package func line(after prefix: String, occurrence: Int = 1) async throws -> String {
        for _ in 0..<600 {
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            let found = text.split(separator: "\n").filter { $0.hasPrefix(prefix) }
            if found.count >= occurrence, text.hasSuffix("\n") {
                return String(found[found.count - 1].dropFirst(prefix.count))
            }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(
            description: "\(process.executableURL?.lastPathComponent ?? "") did not start:\n"
                + ((try? String(contentsOf: log, encoding: .utf8)) ?? ""))
    }

    /// Ends it as a power cut would: without a chance to tidy up.
    package func kill() async throws {
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        _ = try await waitForEnd()
    }

    /// Asks it to end as Ctrl-C does, and does not wait.
    package func interrupt() { process.interrupt() }

    /// Asks it to end, waits, and returns its exit status.
    @discardableResult
    package func stop() async throws -> Int32 {
        if process.isRunning { process.terminate() }
        _ = try await waitForEnd()
        return process.terminationStatus
    }

    /// Waits until it ended by itself; returns its exit status.
    package func waitForEnd() async throws -> Int32 {
        for _ in 0..<1_200 where process.isRunning {
            try await Task.sleep(for: .milliseconds(25))
        }
        guard !process.isRunning else {
            _ = Foundation.kill(process.processIdentifier, SIGKILL)
            throw Failure(description: "a program did not end within 30 s")
        }
        return process.terminationStatus
    }
}
