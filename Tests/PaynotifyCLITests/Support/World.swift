import Calls
import EventLoop
import Notifications
import SQLiteStore
import StoreCore
import TestKit

/// A server with a database of its own, whose time stands still and whose identifiers come again.
struct World {
    let store: any Store
    let clock: ManualClock
    let folder: TemporaryFolder
    let address: String

    /// A terminal of this world.
    var terminal: Terminal { Terminal(address, in: folder) }

    /// Runs the body in a world that ends after it.
    static func run(
        isServing: Bool = true, verifies status: TemplateStatus? = nil,
        _ body: (World) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        var options = SQLiteStoreOptions.fixture(in: folder, clock: clock)
        options.random = SeededGenerator(seed: 7)
        try await withStore(options) { store in
            let handler = CallHandler(
                store: store, access: OpenAccess(), zones: Fixtures.zones,
                health: FixedHealth(isServing: isServing), refusals: NoCounter(),
                queriesOn: globalConcurrentExecutor, queriesAtOnce: 4, clock: SystemClock())
            let verifier = Verifier(store: store, verdict: status)
            store.observe(verifier)
            try await TestServer.run(handler) { server in
                try await body(
                    World(
                        store: store, clock: clock, folder: folder, address: "\(server.address)"))
            }
        }
    }

    /// A merchant with an authenticator, as a terminal would set it up.
    func prepareMerchant() async throws {
        _ = try await store.carryOut(.setMerchant(SetMerchant(merchant: Fixtures.merchant)))
        _ = try await store.register(Fixtures.authenticator.phoneNumberID.rawValue)
    }

    /// The merchant, with approved templates for all states.
    func prepareTemplates(approving: Bool = true) async throws {
        try await store.prepare(
            phoneNumberID: Fixtures.authenticator.phoneNumberID.rawValue, approving: approving)
    }
}

/// Always says the same.
struct FixedHealth: HealthSource {
    let isServing: Bool
}

/// Counts nothing.
struct NoCounter: RefusalCounter {
    func countRefusal(reason: String) {}
}

/// Compares templates with Meta's definitions as soon as they are stored, always with one outcome.
struct Verifier: CommitObserver {
    let store: any Store
    /// nil: nothing is ever compared.
    let verdict: TemplateStatus?

    func committed(_ events: CommitEvents) {
        guard let verdict, events.hasUnverifiedBindings else { return }
        Task {
            for waiting in try await store.unverifiedBindings(limit: 10) {
                try await store.verify(waiting.binding, as: verdict)
            }
        }
    }
}
