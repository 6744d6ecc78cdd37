import Logging
import SQLiteStore
import StoreCore
import TestKit
import Testing

@testable import Delivery
@testable import Notifications

/// The worker on the real store.
@Suite(.timeLimit(.minutes(1)))
struct ErasureWorkerTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = .fixture(in: folder)
    }

    /// Runs a worker beside the body.
    private func withWorker(
        of store: any Store, _ body: () async throws -> Void
    ) async throws {
        let worker = ErasureWorker(
            store: store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        store.observe(worker)
        let run = Task { await worker.run() }
        defer { run.cancel() }
        try await body()
        run.cancel()
        await run.value
    }

    private func begin(_ phone: String, in store: any Store) async throws -> Erasure {
        let command = EraseRecipient(
            merchant: Fixtures.merchant.id, phone: phone, actor: .unknown)
        guard case .erasure(let erasure) = try await store.carryOut(.erase(command)) else {
            throw UnexpectedResult(description: "another answer")
        }
        return erasure
    }

    private func untilEnded(_ erasure: Erasure, in store: any Store) async throws -> Erasure {
        while true {
            guard case .found(let found) = try await store.erasure(erasure.reference) else {
                throw UnexpectedResult(description: "gone")
            }
            if found.status == .finished { return found }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    @Test func erasesWhomItHearsOf() async throws {
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            try await withWorker(of: store) {
                for (phone, sessions) in [("51234568", 0), ("51234567", 1)] {
                    let erasure = try await begin(phone, in: store)
                    #expect(try await untilEnded(erasure, in: store).found.sessions == sessions)
                }
            }
        }
    }

    @Test func goesOnAfterARestart() async throws {
        var begun: Erasure?
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            begun = try await begin("51234567", in: store)
        }
        let erasure = try #require(begun)
        try await withStore(options) { store in
            try await withWorker(of: store) {
                let end = try await untilEnded(erasure, in: store)
                #expect(end.found.sessions == 1)
            }
        }
    }
}
