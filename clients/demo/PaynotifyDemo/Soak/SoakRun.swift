import Foundation
import LocalEnvironment
import Messages
import RPCClient
import SQLiteStore

/// One run of the soak: load and faults and kills, payments that show that
/// all goes on, then the time in which all that is left expires.
struct SoakRun: Sendable {
    let options: SoakOptions
    let isNoisy: Bool
    let environment: Environment
    let clock: SoakClock

    /// Connections that the calls share.
    private static let connections = 8
    /// Longer than any notification is worth sending.
    private static let lifetime = 26.0 * 3_600
    /// Longer than any news of the last message takes, in scaled seconds.
    private static let lateSeconds = 150.0
    /// Where a notification stands that may still leave.
    private static let waiting = ["held", "pending", "armed"]

    /// Plays it and judges it.
    func run() async throws -> SoakVerdict {
        let clients = try (0..<Self.connections).map { _ in try RPCClient(patientWith: environment)
        }
        let notifications = clients.map(NotificationsClient.init)
        try await SoakSetup(
            options: options, sandbox: environment.sandbox, gateway: environment.gateway,
            merchants: MerchantsClient(clients[0]), notifications: notifications[0]
        ).run()
        let load = SoakLoad(clients: notifications, clock: clock)
        let customers = SoakCustomers(
            options: options, sandbox: environment.sandbox, load: load,
            recipients: RecipientsClient(clients[1]))
        let watch = SoakWatch(
            options: options, sandbox: environment.sandbox, senders: SendersClient(clients[2]),
            notifications: notifications[2])
        let watching = Task { try await watch.run() }
        defer { watching.cancel() }
        let stops = try await play(load, customers)
        try await close(load)
        let left = try await watch.leftStopped()
        watching.cancel()
        let seen = try await watching.value
        try await settle()
        let records = SoakVerdict.Records(
            answers: load.result, intents: try await intents(of: load.result, notifications),
            messages: try await environment.sandbox.messages().map { SoakMessage($0) },
            refused: try await SoakFaults.refused(at: environment.sandbox),
            stops: try await customers.judged(stops), halts: seen, leftStopped: left,
            danglingRows: try ReferenceCheck.dangling(at: environment.database))
        for client in clients { await client.close() }
        return SoakVerdict(records, sessions: load.result.sessions.count)
    }

    /// Payments, customers, faults and kills; returns who said STOP.
    private func play(_ load: SoakLoad, _ customers: SoakCustomers) async throws -> [SoakStop] {
        let faults = SoakFaults(options: options)
        try await customers.begin()
        try await faults.switchOn(at: environment.sandbox)
        let templates = SoakSetup.templates.map { (name: $0.name, language: $0.language) }
        async let kills: Void = kill()
        async let troubles: Void = faults.play(
            SoakTrouble.plan(options, templates: templates), at: environment.sandbox)
        async let stops = customers.run()
        try await load.play(SoakPlan(options, isNoisy: isNoisy).sessions)
        try await kills
        try await troubles
        let said = try await stops
        try await faults.switchOff(at: environment.sandbox)
        return said
    }

    /// Waits for what is stopped to go on, and pays once more by each template of each merchant.
    private func close(_ load: SoakLoad) async throws {
        // The last of the late failures comes in, with its stop.
        try await Task.sleep(for: .seconds(Self.lateSeconds / options.scale))
        _ = try await isQuiet(Self.waiting, within: 60)
        try await load.play(SoakClosing.plan(options))
        _ = try await isQuiet(Self.waiting, within: 60)
    }

    /// Kills the daemon at random moments of the load.
    private func kill() async throws {
        var numbers = SeededNumbers(seed: options.seed ^ 0xDEAD)
        let begin = ContinuousClock.now
        let moments = (0..<options.kills).map { _ in
            Double.random(in: 0.05..<0.95, using: &numbers) * options.seconds
        }
        for moment in moments.sorted() {
            try await Task.sleep(until: begin + .seconds(moment))
            try await environment.killAndRestart()
        }
    }

    /// Moves the daemon's time on until all the rest has expired.
    private func settle() async throws {
        try await environment.killAndRestart(daemonOptions: clock.ahead(by: Self.lifetime).option)
        _ = try await isQuiet(["pending", "armed", "uncertain"], within: 30)
    }

    /// Whether no notification stands in one of the places any more.
    private func isQuiet(_ places: [String], within seconds: Int) async throws -> Bool {
        for _ in 0..<(seconds * 5) {
            let standing = try await environment.standing()
            if places.allSatisfy({ standing[$0, default: 0] == 0 }) { return true }
            try await Task.sleep(for: .milliseconds(200))
        }
        return false
    }

    private func intents(
        of answers: SoakLoad.Answers, _ clients: [NotificationsClient]
    ) async throws -> [SoakIntent] {
        try await withThrowingTaskGroup(of: [SoakIntent].self) { group in
            for lane in 0..<32 {
                group.addTask {
                    var found: [SoakIntent] = []
                    for index in stride(from: lane, to: answers.sessions.count, by: 32) {
                        found += try await Self.intents(
                            of: answers.sessions[index], clients[lane % clients.count])
                    }
                    return found
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static func intents(
        of session: SoakSession, _ client: NotificationsClient
    ) async throws -> [SoakIntent] {
        let merchant = SoakMerchant.id(session.merchant)
        let timeline = try await client.getSession(
            GetSessionRequest(merchantID: merchant, sessionID: session.id))
        return timeline.notifications.map { SoakIntent($0, merchant: merchant) }
    }
}

extension RPCClient {
    /// A client that many calls wait on while the daemon is down, and that is soon back.
    convenience init(patientWith environment: Environment) throws {
        var options = RPCClientOptions()
        options.callsWaitingMax = 100_000
        options.backoff.longestMax = .milliseconds(200)
        try self.init(environment.server, options: options)
    }
}
