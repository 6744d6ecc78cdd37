import Foundation
import LocalEnvironment

/// `paynotify-floor meta`: answers sends at next to no cost, and leaves the rest to the sandbox.
final class MetaStandIn: Sendable {
    /// How it answers.
    struct Behaviour: Hashable, Sendable {
        /// From a send to its answer.
        var latencyMilliseconds = 0
        /// Whether each message is followed by its receipts, sent and delivered.
        var hasReceipts = false
        /// Whether ``MetaStandIn/arrivals()`` tells when sends came.
        var notesArrivals = false
    }

    /// What the daemon takes for the Graph API, such as `http://127.0.0.1:8081`.
    let baseURL: String
    private let program: Program
    private let log: URL

    /// Starts it; `webhook` is where receipts go, signed with the secret of ``LoadFixture``.
    init(_ behaviour: Behaviour, sandbox: SandboxControl, webhook: String) async throws {
        log = FileManager.default.temporaryDirectory
            .appendingPathComponent("paynotify-meta-\(UUID().uuidString.prefix(8)).log")
        let receipts =
            behaviour.hasReceipts
            ? ["--receipts", webhook, "--app-secret", LoadFixture.appSecret] : []
        program = try await Program(
            "paynotify-floor",
            [
                "meta", "--sandbox", sandbox.baseURL, "--latency-ms",
                "\(behaviour.latencyMilliseconds)",
            ] + receipts + (behaviour.notesArrivals ? ["--arrivals"] : []), log: log)
        let address = "127.0.0.1:"
        baseURL = "http://" + address + (try await program.line(after: address))
    }

    deinit { try? FileManager.default.removeItem(at: log) }

    /// When sends came, in the order in which they did, in nanoseconds by `MachineTime`.
    func arrivals() throws -> [Int64] {
        try String(contentsOf: log, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.first == "arrival" ? words.last.flatMap { Int64($0) } : nil
        }
    }

    /// CPU and memory that it has used so far.
    var usage: ProcessUsage? { ProcessUsage(process: program.processIdentifier) }

    /// Ends it.
    func stop() async throws { try await program.stop() }
}
