import Foundation
import LocalEnvironment
import Messages
import RPCClient

/// Fills the queues of paused merchants and lets them go.
struct BacklogRun: Sendable {
    let rows: Int
    let secondsMax: Int
    /// Sender numbers.
    let numbers: Int

    /// The merchants are a soak's: what is asked about their templates is within Meta's limit for the
    /// number's account.
    private var soak: SoakOptions {
        var options = SoakOptions(seed: 1)
        options.senders = numbers
        options.merchants = 5 * numbers
        return options
    }
    private static let connections = 8
    private static let callsInFlight = 32

    /// Fills, drains, and says what it saw.
    func run(on environment: Environment) async throws -> String {
        try await prepare(environment)
        try await fill(environment)
        try await environment.killAndRestart()
        let idle = try await environment.daemonMemory()
        let client = try RPCClient(environment.server)
        try await setPaused(false, client)
        let begin = ContinuousClock.now
        let left = try await drain(environment)
        let seconds = begin.duration(to: .now) / .seconds(1)
        let memory = try await environment.daemonMemory()
        await client.close()
        let drained = rows - left
        return """
            backlog: \(rows) pending; the daemon has \(idle.resident) MiB after its start
            drained: \(drained) in \(Self.short(seconds)) s, \(Int(Double(drained) / seconds)) a second
            the daemon's peak: \(memory.peak) MiB
            """
    }

    private func prepare(_ environment: Environment) async throws {
        let client = try RPCClient(environment.server)
        try await SoakSetup(
            options: soak, sandbox: environment.sandbox, gateway: environment.gateway,
            merchants: MerchantsClient(client), notifications: NotificationsClient(client)
        ).run()
        try await setPaused(true, client)
        await client.close()
    }

    private func setPaused(_ isPaused: Bool, _ client: RPCClient) async throws {
        let operations = OperationsClient(client)
        for place in 0..<soak.merchants {
            let merchant = SoakMerchant.id(place)
            if isPaused {
                _ = try await operations.pause(
                    PauseRequest(
                        merchantID: merchant, scope: .merchant, reason: "a backlog is made",
                        actor: "paynotify-demo"))
            } else {
                _ = try await operations.resume(
                    ResumeRequest(merchantID: merchant, scope: .merchant, actor: "paynotify-demo"))
            }
        }
    }

    private func fill(_ environment: Environment) async throws {
        let clients = try (0..<Self.connections).map { _ in try RPCClient(environment.server) }
        let lanes = Self.connections * Self.callsInFlight
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<lanes {
                let client = NotificationsClient(clients[lane % clients.count])
                group.addTask {
                    for row in stride(from: lane, to: rows, by: lanes) {
                        try await makePending(row, client)
                    }
                }
            }
            try await group.waitForAll()
        }
        for client in clients { await client.close() }
    }

    private func makePending(_ row: Int, _ client: NotificationsClient) async throws {
        let merchant = SoakMerchant.id(row % soak.merchants)
        let session = "b-\(row)"
        _ = try await client.enableNotifications(
            EnableNotificationsRequest(
                merchantID: merchant, sessionID: session, plugin: .paymentRequest,
                phone: "+9655\(1_000_000 + row % 9_000_000)", language: "en",
                selection: .phases(PhaseSelection(phases: [.postPayment])),
                attributes: SessionAttributes(
                    customerName: "Noura", amount: "14", currency: "KWD",
                    orderNumber: "A-\(row)")))
        _ = try await client.notifyStateChange(
            NotifyStateChangeRequest(
                merchantID: merchant, sessionID: session, state: .paid, eventID: "paid"))
    }

    /// Waits until nothing is pending or the time is over; returns what is left.
    private func drain(_ environment: Environment) async throws -> Int {
        var left = rows
        for _ in 0..<(secondsMax * 5) {
            let standing = try await environment.standing()
            left = standing["pending", default: 0] + standing["armed", default: 0]
            if left == 0 { break }
            try await Task.sleep(for: .milliseconds(200))
        }
        return left
    }

    private static func short(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }
}

extension Environment {
    /// The daemon's memory in MiB, as the kernel counts it.
    func daemonMemory() throws -> (resident: Int, peak: Int) {
        let lines = try String(
            decoding: Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemonProcess)/status")),
            as: UTF8.self
        ).split(separator: "\n")
        func value(_ key: String) -> Int {
            let line = lines.first { $0.hasPrefix(key) } ?? ""
            return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
        }
        return (value("VmRSS:"), value("VmHWM:"))
    }
}
