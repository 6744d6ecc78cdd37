import Foundation
import LocalEnvironment
import Messages
import RPCClient
import SQLiteStore
import Synchronization

/// Sandbox and daemon under a small steady load, for a rig to do its worst to, and the records of it.
struct Testbed: Sendable {
    let environment: Environment
    let folder: URL
    let load: SoakLoad
    private let payments = Counter()

    /// Payments that are made at the same time.
    private static let lanes = 6
    /// From a payment of a lane to its next.
    private static let pause = Duration.milliseconds(30)
    private static let connections = 3
    /// How long what was acknowledged may take to leave after the harm.
    private static let patience = Duration.seconds(40)
    /// So that the log is moved often, and starts again often.
    static let options = ["--checkpoint-pages", "200"]

    private final class Counter: Sendable {
        private let count = Atomic(0)

        func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
    }

    private final class End: Sendable {
        let hasCome = Atomic(false)
    }

    /// Starts all with two merchants and their templates, runs the body, and ends all.
    static func with<Result: Sendable>(
        _ rig: any Rig.Type, seed: UInt64, sandboxOptions: [String] = [],
        daemonOptions: [String] = [],
        _ body: @escaping @Sendable (Testbed) async throws -> Result
    ) async throws -> Result {
        let name = "paynotify-chaos-\(rig.name)"
        let result = try await withEnvironment(
            named: name, ports: Environment.Ports(),
            sandboxOptions: ["--unthrottled"] + sandboxOptions,
            daemonOptions: options + daemonOptions
        ) { environment, folder in
            let clients = try (0..<connections).map { _ in
                try RPCClient(patientWith: environment)
            }
            let notifications = clients.map(NotificationsClient.init)
            var size = SoakOptions(seed: seed)
            size.merchants = 2
            size.senders = 1
            try await SoakSetup(
                options: size, sandbox: environment.sandbox, gateway: environment.gateway,
                merchants: MerchantsClient(clients[0]), notifications: notifications[0]
            ).run()
            let load = SoakLoad(clients: notifications, clock: SoakClock(scale: 1))
            let result = try await body(
                Testbed(environment: environment, folder: folder, load: load))
            for client in clients { await client.close() }
            return result
        }
        // A signal came.
        guard let result else { throw CancellationError() }
        return result
    }

    private init(environment: Environment, folder: URL, load: SoakLoad) {
        self.environment = environment
        self.folder = folder
        self.load = load
    }

    /// Makes payments, each call until it is answered, for as long as the body runs; a daemon runs when it
    /// returns.
    func underLoad<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let end = End()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            for _ in 0..<Self.lanes {
                group.addTask {
                    while !end.hasCome.load(ordering: .relaxed) {
                        try await load.play([payment(payments.next())])
                        try await Task.sleep(for: Self.pause)
                    }
                    return nil
                }
            }
            group.addTask {
                defer { end.hasCome.store(true, ordering: .relaxed) }
                return try await body()
            }
            var result: Result?
            while let ended = try await group.next() { result = ended ?? result }
            guard let result else { throw CancellationError() }
            return result
        }
    }

    /// A payment of a customer of its own: the link, then its end.
    private func payment(_ number: Int) -> SoakSession {
        SoakSession(
            merchant: number % 2, id: "p-\(number)", plugin: .paymentRequest,
            phone: "+9655\(1_000_000 + number)", language: number % 3 == 0 ? "ar" : "en",
            linkLifetime: nil,
            calls: [
                .init(at: 0, kind: .enable), .init(at: 0, kind: .notify(.created, event: 0)),
                .init(at: 0, kind: .notify(.paid, event: 1)),
            ])
    }

    /// What the records say once nothing is on its way any more.
    func verdict() async throws -> ChaosVerdict {
        let waiting = try await left()
        var verdict = try await verdictAtOnce()
        if waiting > 0 { verdict.broken.append("\(waiting) notifications were not sent") }
        return verdict
    }

    /// What the records say at the moment.
    func verdictAtOnce() async throws -> ChaosVerdict {
        // A message that is accepted later may have an attempt that is not read.
        let messages = try await environment.sandbox.messages().map { SoakMessage($0) }
        let answers = load.result
        do {
            let stored = try StoredRecord(readingFrom: environment.database)
            return ChaosVerdict(answers, stored, messages)
        } catch {
            return ChaosVerdict(broken: ["the database cannot be read: \(error)"])
        }
    }

    /// How many notifications still wait when patience is at its end.
    private func left() async throws -> Int {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let standing = try await environment.standing()
            let waiting = ["held", "pending", "armed"].map { standing[$0, default: 0] }.reduce(0, +)
            if waiting == 0 || .now > deadline { return waiting }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
