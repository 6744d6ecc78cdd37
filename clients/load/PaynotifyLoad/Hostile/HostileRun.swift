import EventLoop
import Foundation
import LocalEnvironment
import Messages
import RPCClient

/// Plays each attack beside 100 connections that keep the rules.
struct HostileRun {
    /// Who keeps the rules: each connection one call at a time.
    static let shape = LoadShape(
        connections: 100, inFlight: 1, rate: 400, seconds: 5, warmUpSeconds: 1)
    /// Changes of the session with a long story.
    private static let storyLength = 300

    private let environment: Environment
    private let address: SocketAddress
    private let server: LoadServer
    private let target: Target
    private let names: SessionNames
    private let seed: UInt64
    private var process: Int32
    private var runs: SessionRuns
    private var next = 0

    init(_ environment: Environment, seed: UInt64) async throws {
        self.environment = environment
        self.seed = seed
        names = SessionNames(seed: seed)
        process = await environment.daemonProcess
        address = try SocketAddress(parsing: environment.server)
        server = LoadServer(
            address: address, process: process, sandbox: environment.sandbox,
            gateway: environment.gateway,
            admin: environment.admin)
        try await server.prepareFixture(names, delivers: false)
        target = try await Self.target(environment, address)
        runs = try SessionRuns(
            generator: Generator(address, server: process, showsProgress: false), names: names)
    }

    /// The attacks, one after the other; before each one it is quiet.
    mutating func run(_ kinds: [AttackKind]) async throws -> HostileVerdict {
        var verdict = HostileVerdict()
        for kind in kinds {
            Notice.say(kind.rawValue)
            let unread = try await prepare(kind)
            verdict.quiet.append(try await measure().latency.p99)
            verdict.results.append(try await play(kind))
            // A machine that others use has moments of its own: what seems slow is played twice more.
            if verdict.isLastSlow {
                let again = [try await play(kind), try await play(kind)]
                verdict.results.append(verdict.results.removeLast().median(with: again))
            }
            withExtendedLifetime(unread) {}
            if verdict.results.last?.isAlive == false { break }
        }
        return verdict
    }

    /// Starts the daemon anew where an attack needs it otherwise; gives a log that nobody reads.
    private mutating func prepare(_ kind: AttackKind) async throws -> Pipe? {
        var unread: Pipe?
        switch kind {
        case .unreadLog:
            unread = Pipe()
            try await environment.killAndRestart(
                daemonOptions: ["--log-level", "debug"], errors: unread?.fileHandleForWriting)
        case .hostileMeta:
            try await environment.killAndRestart(
                daemonOptions: ["--graph-url", "http://\(target.meta)"])
        default: return nil
        }
        process = await environment.daemonProcess
        runs = try SessionRuns(
            generator: Generator(address, server: process, showsProgress: false), names: names)
        return unread
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
        if kind == .hostileMeta { try await server.prepareFixture(names, delivers: true) }
        let measured = try await measure()
        attack.end()
        if kind == .hostileMeta { try await server.prepareFixture(names, delivers: false) }
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

    private static func target(_ environment: Environment, _ address: SocketAddress) async throws
        -> Target
    {
        let client = try RPCClient(environment.server)
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
                    parsing: String(environment.gateway.dropFirst("http://".count)))),
            meta: try Listener(on: SocketAddress(parsing: "127.0.0.1:0")).address,
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
