package import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A program of ours that runs beside this one, with its output in a file.
///
/// LocalEnvironment is what the client programs that show or measure paynotify share: they start the
/// sandbox and the daemon from the programs beside their own, and end what they started.
package final class Program: Sendable {
    /// Why a program is of no use.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    package let processIdentifier: Int32
    private let name: String
    private let log: URL
    private let end: End

    /// Starts the program that lies beside this one, or at an absolute path; its output is appended
    /// to `log`, or what it writes to standard error goes elsewhere.
    package init(
        _ name: String, _ arguments: [String], log: URL, errors: FileHandle? = nil
    ) async throws {
        let program = URL(fileURLWithPath: name, relativeTo: Self.folder)
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            throw Failure(
                description: "there is no program \(program.path): build it beside this one")
        }
        let configuration = Configuration(
            executable: .path(FilePath(program.path)), arguments: Arguments(arguments))
        let output = try FileDescriptor.open(
            FilePath(log.path), .writeOnly, options: [.append, .create, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        let errors = errors.map { FileDescriptor(rawValue: $0.fileDescriptor) } ?? output
        let (starts, started) = AsyncStream.makeStream(of: ProcessIdentifier.self)
        let end = End()
        let running = Task.detached {
            defer { started.finish() }
            let result = try await Subprocess.run(
                configuration, input: .none,
                output: .fileDescriptor(output, closeAfterSpawningProcess: false),
                error: .fileDescriptor(errors, closeAfterSpawningProcess: false)
            ) { started.yield($0.processIdentifier) }
            end.come(result.terminationStatus)
        }
        let process = await starts.first { _ in true }
        try output.close()
        guard let process else {
            try await running.value
            throw Failure(description: "\(program.path) did not start")
        }
        processIdentifier = process.value
        self.name = name
        self.log = log
        self.end = end
    }

    /// Nothing that was started stays running, also when a start after it failed.
    deinit { signal(SIGTERM) }

    /// The folder of the built programs.
    package static var folder: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
    }

    /// Waits for the last line that begins so, and returns what follows it there.
    package func line(after prefix: String, occurrence: Int = 1) async throws -> String {
        for _ in 0..<600 {
            let hasEnded = end.status != nil
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            let found = text.split(separator: "\n").filter { $0.hasPrefix(prefix) }
            if found.count >= occurrence, text.hasSuffix("\n") {
                return String(found[found.count - 1].dropFirst(prefix.count))
            }
            if hasEnded { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(
            description: "\(name) did not start:\n"
                + ((try? String(contentsOf: log, encoding: .utf8)) ?? ""))
    }

    /// Sends it a signal, unless it has ended.
    package func signal(_ number: Int32) {
        if end.status == nil { _ = kill(processIdentifier, number) }
    }

    /// Ends it as a power cut would: without a chance to tidy up.
    package func killAndWait() async throws {
        signal(SIGKILL)
        _ = try await waitForEnd()
    }

    /// Asks it to end, waits, and returns its exit status.
    @discardableResult
    package func stop() async throws -> Int32 {
        signal(SIGTERM)
        return try await waitForEnd()
    }

    /// Its exit status, or the signal that ended it; nil: it runs.
    package var status: Int32? {
        switch end.status {
        case .exited(let code): code
        case .signaled(let number): number
        case nil: nil
        }
    }

    /// Waits until it ended by itself, at most 30 s; returns its exit status, or the signal that
    /// ended it.
    package func waitForEnd() async throws -> Int32 {
        for _ in 0..<1_200 {
            if let status { return status }
            try await Task.sleep(for: .milliseconds(25))
        }
        signal(SIGKILL)
        throw Failure(description: "\(name) did not end within 30 s")
    }
}

/// How a process ended, once it did.
private final class End: Sendable {
    private let state = Mutex<TerminationStatus?>(nil)

    var status: TerminationStatus? { state.withLock { $0 } }

    func come(_ status: TerminationStatus) { state.withLock { $0 = status } }
}
