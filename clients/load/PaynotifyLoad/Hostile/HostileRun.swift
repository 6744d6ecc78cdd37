import ClientStage
import EventLoop
import Foundation
import Messages
import RPCClient

/// Plays each attack beside 100 connections that keep the rules.
struct HostileRun {
    /// Who keeps the rules: each connection one call at a time.
    static let shape = LoadShape(
        connections: 100, inFlight: 1, rate: 400, seconds: 5, warmUpSeconds: 1)
    /// Changes of the session with a long story.
    private static let storyLength = 300

    private let stage: Stage
    private let target: Target
    private let runs: SessionRuns
    private let process: Int32
    private let seed: UInt64
    private var next = 0

    init(_ stage: Stage, seed: UInt64) async throws {
        self.stage = stage
        self.seed = seed
        let names = SessionNames(seed: seed)
        process = await stage.daemonProcess
        let address = try SocketAddress(parsing: stage.server)
        let server = LoadServer(
            address: address, process: process, sandbox: stage.sandbox, gateway: stage.gateway,
            admin: stage.admin)
        try await server.prepareTown(names, delivers: false)
        target = try await Self.target(stage, address)
        runs = SessionRuns(
            generator: try Generator(address, server: process, showsProgress: false), names: names)
    }

    /// All attacks, one after the other.
    mutating func run() async throws -> HostileVerdict {
        var quiet: [Double] = []
        for _ in 0..<3 { quiet.append(try await measure().latency.p99) }
        var verdict = HostileVerdict(quiet: quiet.sorted()[1], results: [])
        Notice.say("quiet: good calls' p99 is \(Int(verdict.quiet)) µs")
        for kind in AttackKind.allCases {
            Notice.say(kind.rawValue)
            verdict.results.append(try await play(kind))
            if verdict.results.last?.isAlive == false { break }
        }
        return verdict
    }

    private mutating func play(_ kind: AttackKind) async throws -> HostileResult {
        let before = Footprint(of: process)
        let attack = AttackThread { [target, seed] in kind.attack(on: target, seed: seed) }
        let peak = Task { [process] in
            var peak = 0
            while !Task.isCancelled {
                peak = max(peak, Footprint(of: process).kibibytes)
                try? await Task.sleep(for: .milliseconds(100))
            }
            return peak
        }
        let measured = try await measure()
        attack.end()
        peak.cancel()
        let top = await peak.value
        // What was open is closed: by the gateway, after its time for idle connections.
        var after = Footprint(of: process)
        for _ in 0..<20 where after.descriptors > before.descriptors {
            try await Task.sleep(for: .seconds(1))
            after = Footprint(of: process)
        }
        return HostileResult(
            kind: kind, p99: measured.latency.p99, errors: measured.errors,
            peakKibibytes: max(0, top - before.kibibytes),
            descriptorsLeft: max(0, after.descriptors - before.descriptors),
            isAlive: after.kibibytes > 0)
    }

    /// What those see who keep the rules.
    private mutating func measure() async throws -> Measurement {
        let count = SessionRuns.sessions(rate: 400 * 1.1, seconds: 6.5, Self.shape)
        let numbers = next..<next + count
        next = numbers.upperBound
        _ = try await runs.enable(numbers)
        return try await runs.notify(Self.shape, numbers)
    }

    private static func target(_ stage: Stage, _ address: SocketAddress) async throws -> Target {
        let client = try RPCClient(stage.server)
        let merchant = SessionNames.merchantID(0)
        let known = try await MerchantsClient(client).listAuthenticators(
            ListAuthenticatorsRequest(merchantID: merchant))
        let notifications = NotificationsClient(client)
        let session = "hostile"
        _ = try await notifications.enableNotifications(
            EnableNotificationsRequest(
                merchantID: merchant, sessionID: session, plugin: .paymentRequest,
                phone: "+96550001234", language: "en",
                selection: .phases(PhaseSelection(phases: [.prePayment, .postPayment]))))
        for number in 0..<storyLength {
            _ = try await notifications.notifyStateChange(
                NotifyStateChangeRequest(
                    merchantID: merchant, sessionID: session, state: .paid,
                    eventID: "story-\(number)"))
        }
        await client.close()
        return Target(
            rpc: Target.Door(address: address),
            gateway: Target.Door(
                address: try SocketAddress(
                    parsing: String(stage.gateway.dropFirst("http://".count)))),
            webhookPath: known.authenticators.first?.webhookPath ?? "", merchant: merchant,
            session: session)
    }
}

/// What a process holds at the moment.
private struct Footprint {
    var kibibytes: Int
    var descriptors: Int

    init(of process: Int32) {
        kibibytes = ProcessUsage(process: process)?.residentKibibytes ?? 0
        descriptors =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd"))?.count
            ?? 0
    }
}
