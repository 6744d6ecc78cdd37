import EventLoop
import LocalEnvironment
import Messages
import RPCClient

/// How long single messages took, each alone, in microseconds.
struct LoneResult: Hashable, Sendable {
    /// From the call to its answer.
    var answered: [Double]
    /// From the answer of the call to the request at Meta; below 0 where that came first.
    var left: [Double]
}

/// Tells of one payment after the other, with pauses between, and sees when its message is at Meta.
struct LoneRun: Sendable {
    var messages: Int
    /// Before each call and after it.
    private static let pause = Duration.milliseconds(20)

    /// In an environment of its own.
    func run() async throws -> LoneResult {
        let run = self
        let result = try await withEnvironment(
            named: "paynotify-lone", ports: Environment.Ports(server: nil),
            sandboxOptions: ["--unthrottled"]
        ) { environment, _ in try await run.run(on: environment) }
        guard let result else { throw CancellationError() }
        return result
    }

    private func run(on environment: Environment) async throws -> LoneResult {
        let names = SessionNames(seed: 1, merchants: 1)
        try await LoadServer(of: environment).prepareFixture(names, delivers: true)
        var behaviour = MetaStandIn.Behaviour()
        behaviour.notesArrivals = true
        let standIn = try await MetaStandIn(
            behaviour, sandbox: environment.sandbox, webhook: environment.gateway)
        try await environment.killAndRestart(graph: standIn.baseURL)
        let client = try RPCClient(environment.server)
        let calls = try await notify(NotificationsClient(client))
        try await Task.sleep(for: .milliseconds(300))
        await client.close()
        let arrivals = try standIn.arrivals()
        guard arrivals.count == messages else {
            throw FixtureFailure(
                description: "\(arrivals.count) of \(messages) messages came to Meta")
        }
        try await standIn.stop()
        return LoneResult(
            answered: calls.map { Double($0.answered - $0.sent) / 1_000 },
            left: zip(arrivals, calls).map { Double($0 - $1.answered) / 1_000 })
    }

    private func notify(
        _ client: NotificationsClient
    ) async throws -> [(sent: Int64, answered: Int64)] {
        var calls: [(sent: Int64, answered: Int64)] = []
        for number in 0..<messages {
            let merchant = SessionNames.merchantID(0)
            _ = try await client.enableNotifications(
                EnableNotificationsRequest(
                    merchantID: merchant, sessionID: "lone-\(number)", plugin: .paymentRequest,
                    phone: "+9655\(1_000_000 + number)", language: "en",
                    selection: .phases(PhaseSelection(phases: [.postPayment])),
                    attributes: SessionAttributes(
                        customerName: "Noura", amount: "14", currency: "KWD",
                        orderNumber: "A-\(number)")))
            try await Task.sleep(for: Self.pause)
            let sent = MachineTime.now
            _ = try await client.notifyStateChange(
                NotifyStateChangeRequest(
                    merchantID: merchant, sessionID: "lone-\(number)", state: .paid,
                    eventID: "paid"))
            calls.append((sent, MachineTime.now))
            try await Task.sleep(for: Self.pause)
        }
        return calls
    }
}

extension [Double] {
    /// The smallest value that so many percent are not above; 0 of none.
    func percentile(_ percent: Double) -> Double {
        let sorted = sorted()
        let place = Int((percent / 100 * Double(sorted.count)).rounded(.up)) - 1
        return sorted.isEmpty ? 0 : sorted[Swift.max(0, Swift.min(place, sorted.count - 1))]
    }
}
