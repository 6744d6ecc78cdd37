internal import Foundation
internal import UnixSignals

/// Starts sandbox and daemon, runs the body and ends both, also when the body fails or a signal
/// (SIGINT, SIGTERM) cuts it short; then the result is nil.
func withStage<Result: Sendable>(
    named name: String, ports: Stage.Ports,
    _ body: @escaping @Sendable (Stage, URL) async throws -> Result
) async throws -> Result? {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("\(name)-\(ProcessInfo.processInfo.processIdentifier)")
    let stage = try await Stage(ports: ports, folder: folder)
    do {
        let result = try await untilSignal { try await body(stage, folder) }
        try await stage.close()
        return result
    } catch {
        // The first failure is the one to tell of.
        try? await stage.close()
        throw error
    }
}

/// What the body returns, or nil if a signal came first; the body is cancelled then.
private func untilSignal<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result? {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    return try await withThrowingTaskGroup(of: Result?.self) { race in
        race.addTask { try await body() }
        race.addTask {
            for await _ in signals { return nil }
            return nil
        }
        defer { race.cancelAll() }
        return try await race.next() ?? nil
    }
}
