package import Foundation
import UnixSignals

/// Starts sandbox and daemon, runs the body and ends both, also when the body fails or a signal
/// (SIGINT, SIGTERM) cuts it short; then the result is nil.
package func withEnvironment<Result: Sendable>(
    named name: String, ports: Environment.Ports, sandboxOptions: [String] = [],
    daemonOptions: [String] = [],
    _ body: @escaping @Sendable (Environment, URL) async throws -> Result
) async throws -> Result? {
    // A signal that comes while both start waits until they can be ended.
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("\(name)-\(ProcessInfo.processInfo.processIdentifier)")
    let environment: Environment
    do {
        environment = try await Environment(
            ports: ports, folder: folder, sandboxOptions: sandboxOptions,
            daemonOptions: daemonOptions)
    } catch {
        // The error tells what the folder's logs say.
        try? FileManager.default.removeItem(at: folder)
        throw error
    }
    do {
        let result = try await until(signals) { try await body(environment, folder) }
        try await environment.close()
        return result
    } catch {
        // The first failure is the one to tell of.
        try? await environment.close()
        throw error
    }
}

/// What the body returns, or nil if a signal came first; the body is cancelled then.
private func until<Result: Sendable>(
    _ signals: UnixSignalsSequence, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result? {
    try await withThrowingTaskGroup(of: Result?.self) { race in
        race.addTask { try await body() }
        race.addTask {
            for await _ in signals { return nil }
            return nil
        }
        defer { race.cancelAll() }
        return try await race.next() ?? nil
    }
}
