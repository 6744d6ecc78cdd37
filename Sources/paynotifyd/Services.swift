import Calls
import Delivery
import EventLoop
import Foundation
import Gateway
import GraphClient
import Logging
import Notifications
import RPCServer
import ServiceLifecycle
import StoreCore
import UnixSignals

/// What runs until a signal: what hears of signals, admin, gateway, delivery and RPC server.
///
/// They end in the other order: first no call is taken any more, then the sends in flight end, and
/// the gateway takes receipts and the admin shows health to the last.
struct Services {
    let settings: Settings
    let store: any Store
    let backups: any BackupMaker
    let inbox: CommitInbox
    let background: Background
    let gate: ManagementGate
    let graph: GraphConnection
    /// That the system lets the daemon have.
    let descriptors: Int
    let health: HealthState
    let places: ConnectionPlaces
    let signals: [any Service]
    let metrics: PrometheusMetrics
    let logger: Logger

    /// Runs them; what is returned is why they could not start or go on, nil after a signal.
    func run() async -> StartFailure? {
        let gatewayPort = AsyncStream.makeStream(of: Int.self)
        let adminPort = AsyncStream.makeStream(of: Int.self)
        let control = AsyncStream.makeStream(of: Bool.self)
        let gateway = gateway.service { gatewayPort.continuation.yield($0) }
        let admin = admin.service { adminPort.continuation.yield($0) }
        var configuration = ServiceGroupConfiguration(
            services: (signals + [
                ControlService(database: settings.database, backups: backups, logger: logger) {
                    control.continuation.yield($0)
                },
                HTTPAt(address: settings.admin, service: admin),
                HTTPAt(address: settings.gateway, service: gateway),
            ] + backupTimer + background.services + [
                DeliveryService(engine: engine),
                rpc(gatewayPort.stream, adminPort.stream, control.stream),
            ]).map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(3 * settings.drainSeconds + 5)
        do {
            try await ServiceGroup(configuration: configuration).run()
            return nil
        } catch let failure as StartFailure {
            return failure
        } catch {
            return StartFailure(description: "\(error)")
        }
    }

    private var gateway: Gateway {
        var options = GatewayOptions()
        options.listener = listener(at: settings.gateway, connectionsMax: webhookConnectionsMax)
        return Gateway(
            options: options, store: store, wallClock: .scaled(by: settings.timeScale),
            metrics: metrics, logger: logger)
    }

    private var admin: Admin {
        Admin(
            listener: listener(at: settings.admin, connectionsMax: 64), metrics: metrics,
            storage: { [path = settings.database] in StorageFigures(database: path) },
            readiness: { [health] in health.problem.map { [$0] } ?? [] },
            notes: { [store, places] in store.silences.lines + places.lines }, logger: logger)
    }

    /// A listener without a descriptor for who comes would spin: it has no more places than there are,
    /// beside the callers, the sends and the files.
    private var webhookConnectionsMax: Int {
        let others = settings.connectionsMax + settings.sendsInFlightMax + 512
        return min(1_024, max(16, descriptors - others))
    }

    private func listener(at address: HostPort, connectionsMax: Int) -> HTTPListener {
        var listener = HTTPListener(host: address.host, port: address.port)
        listener.connectionsMax = connectionsMax
        listener.shutdownTimeout = settings.drain
        return listener
    }

    private var engine: DeliveryEngine {
        DeliveryEngine(
            store: store, inbox: inbox, sender: GraphSender(graph),
            directory: GraphDirectory(graph), senders: GraphDirectory(graph), gate: gate,
            wallClock: .scaled(by: settings.timeScale),
            clock: ScaledClock(factor: settings.timeScale.factor),
            options: DeliveryOptions(
                sendsInFlightMax: settings.sendsInFlightMax,
                sendsPerNumberMax: settings.sendsPerNumberMax, drainTimeout: settings.drain),
            metrics: metrics, logger: logger)
    }

    private func rpc(
        _ gatewayPort: AsyncStream<Int>, _ adminPort: AsyncStream<Int>,
        _ control: AsyncStream<Bool>
    ) -> RPCService {
        let handler = CallHandler(
            store: store, access: OpenAccess(), zones: SystemZones(), health: health,
            refusals: RefusalMetric(metrics),
            queriesOn: ThreadTaskExecutor(name: "queries", priority: .low),
            queriesAtOnce: min(4, max(1, ProcessInfo.processInfo.activeProcessorCount / 2)),
            clock: SystemClock())
        return RPCService(
            settings: settings, handler: handler, health: health, places: places, metrics: metrics,
            logger: logger, gatewayPort: gatewayPort, adminPort: adminPort, control: control)
    }

    private var backupTimer: [any Service] {
        guard let folder = settings.backupFolder else { return [] }
        let name = settings.database.split(separator: "/").last.map(String.init) ?? "database"
        return [
            BackupTimer(
                schedule: BackupSchedule(
                    database: name, interval: .seconds(3_600 * settings.backupHours),
                    kept: settings.backupsKept),
                folder: folder, backups: backups, wallClock: .scaled(by: settings.timeScale),
                clock: ScaledClock(factor: settings.timeScale.factor), metrics: metrics,
                logger: logger)
        ]
    }
}

extension Settings {
    /// How long what is in flight is waited for.
    var drain: Duration { .seconds(drainSeconds) }
}

/// A listener whose failure to listen names the address.
private struct HTTPAt: Service {
    let address: HostPort
    let service: HTTPService

    func run() async throws {
        do {
            try await service.run()
        } catch {
            throw StartFailure(description: "cannot serve HTTP on \(address): \(error)")
        }
    }
}

/// Delivery, from start to drain.
private struct DeliveryService: Service {
    let engine: DeliveryEngine

    func run() async {
        await withGracefulShutdownHandler {
            await engine.run()
        } onGracefulShutdown: {
            engine.stop()
        }
    }
}

extension ConnectionPlaces {
    /// What a person has to know of the services.
    fileprivate var lines: [String] {
        wereTaken
            ? ["the server is full: who is not in use gives the place to who comes"] : []
    }
}
