internal import Calls
internal import Delivery
internal import EventLoop
internal import Foundation
internal import Gateway
internal import GraphClient
internal import Logging
internal import Notifications
internal import RPCServer
internal import ServiceLifecycle
internal import Store
internal import UnixSignals

/// What runs until a signal: gateway, delivery and RPC server.
///
/// They end in the other order: first no call is taken any more, then the sends in flight end, and
/// the gateway takes receipts and shows health to the last.
struct Services {
    let settings: Settings
    let store: SQLiteStore
    let inbox: CommitInbox
    let replays: ReplayWorker
    let senders: InquiryWorker<SenderInquiry>
    let claims: InquiryWorker<ClaimInquiry>
    let silences: SilenceWatch
    let gate: ManagementGate
    let graph: GraphConnection
    let health: HealthState
    let metrics: PrometheusMetrics
    let logger: Logger

    /// Runs them; what is returned is why they could not start or go on, nil after a signal.
    func run() async -> StartFailure? {
        let listening = AsyncStream.makeStream(of: Int.self)
        let gateway = gateway.service { listening.continuation.yield($0) }
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: GatewayAt(address: settings.gateway, service: gateway)),
                // The next step of a replay is taken after the next start.
                .init(service: DroppedService { [replays] in await replays.run() }),
                .init(service: DroppedService { [senders] in await senders.run() }),
                .init(service: DroppedService { [claims] in await claims.run() }),
                .init(service: DroppedService { [silences] in await silences.run() }),
                .init(service: DeliveryService(engine: engine)),
                .init(service: rpc(gatewayPorts: listening.stream)),
            ],
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
        options.host = settings.gateway.host
        options.port = settings.gateway.port
        options.shutdownTimeout = settings.drain
        return Gateway(
            options: options, store: store, wallClock: .scaled(by: settings.timeScale),
            metrics: metrics, readiness: { [health] in health.problem.map { [$0] } ?? [] },
            notes: { [store] in store.silences.lines }, logger: logger)
    }

    private var engine: DeliveryEngine {
        DeliveryEngine(
            store: store, inbox: inbox, sender: GraphSender(graph),
            directory: GraphDirectory(graph), senders: GraphDirectory(graph), gate: gate,
            wallClock: .scaled(by: settings.timeScale),
            clock: ScaledClock(factor: settings.timeScale.factor),
            options: DeliveryOptions(drainTimeout: settings.drain), metrics: metrics,
            logger: logger)
    }

    private func rpc(gatewayPorts: AsyncStream<Int>) -> RPCService {
        let handler = CallHandler(
            store: store, zones: SystemZones(), health: health, refusals: RefusalMetric(metrics),
            queriesOn: QueueTaskExecutor(label: "paynotify.queries"),
            now: { ContinuousClock.now })
        return RPCService(
            settings: settings, handler: handler, health: health, metrics: metrics,
            logger: logger, gatewayPorts: gatewayPorts)
    }
}

extension Settings {
    /// How long what is in flight is waited for.
    var drain: Duration { .seconds(drainSeconds) }
}

/// The gateway, whose failure to listen names the address.
private struct GatewayAt: Service {
    let address: HostPort
    let service: GatewayService

    func run() async throws {
        do {
            try await service.run()
        } catch {
            throw StartFailure(description: "cannot serve HTTP on \(address): \(error)")
        }
    }
}

/// Work that a stop drops, such as questions to Meta.
private struct DroppedService: Service {
    let work: @Sendable () async -> Void

    func run() async {
        await cancelWhenGracefulShutdown { await work() }
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
