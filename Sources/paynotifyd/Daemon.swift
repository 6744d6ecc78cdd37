internal import Calls
internal import CoreMetrics
internal import Delivery
internal import EventLoop
internal import Foundation
internal import Gateway
internal import GraphClient
internal import Logging
internal import Metrics
internal import Notifications
internal import RPCServer
internal import ServiceLifecycle
internal import Store

/// The whole daemon: opens what there is to open, wires it, runs until a signal, and closes it again.
struct Daemon {
    let settings: Settings

    /// Enough for all connections of both listeners, and for what else is open.
    private static let descriptorsMax = 20_000

    /// Returns after a graceful shutdown; throws ``StartFailure`` if it cannot start.
    func run() async throws {
        // A peer that went away must not end the process.
        signal(SIGPIPE, SIG_IGN)
        let logger = Self.logger(settings.logLevel)
        // Each connection is one; shells commonly give a process 1,024.
        let descriptors = DescriptorLimit.raise(to: Self.descriptorsMax)
        logger.debug("descriptors that may be open", metadata: ["limit": "\(descriptors)"])
        let metrics = PrometheusMetrics()
        MetricsSystem.bootstrap(metrics)

        let graph = try openGraph()
        let store: SQLiteStore
        do {
            store = try openStore(logger)
        } catch {
            await graph.shutdown()
            throw error
        }
        let inbox = CommitInbox()
        let wallClock = SystemWallClock.scaled(by: settings.timeScale)
        let clock = ScaledClock(factor: settings.timeScale.factor)
        let replays = ReplayWorker(
            store: store, wallClock: wallClock, clock: clock, logger: logger)
        let gate = ManagementGate(wallClock: wallClock)
        let directory = GraphDirectory(graph)
        let senders = InquiryWorker(
            SenderInquiry(
                store: store, directory: directory, gate: gate, metrics: metrics, logger: logger),
            wallClock: wallClock, clock: clock, logger: logger)
        let claims = InquiryWorker(
            ClaimInquiry(
                store: store, directory: directory, gate: gate, metrics: metrics, logger: logger),
            wallClock: wallClock, clock: clock, logger: logger)
        let silences = SilenceWatch(
            store: store, clock: clock, metrics: metrics, logger: logger)
        store.observe(CommitFanOut([inbox, replays, senders, claims, TemplateChangeLog(logger)]))
        let health = HealthState { store.health.writing == .open }
        let services = Services(
            settings: settings, store: store, inbox: inbox, replays: replays, senders: senders,
            claims: claims, silences: silences, gate: gate, graph: graph, health: health,
            metrics: metrics,
            logger: logger)
        let failure = await services.run()
        await graph.shutdown()
        do {
            try await store.close()
        } catch {
            throw StartFailure(description: "cannot close the database: \(error)")
        }
        if let failure { throw failure }
        logger.notice("stopped")
    }

    private func openStore(_ logger: Logger) throws(StartFailure) -> SQLiteStore {
        let options = StoreOptions(
            path: settings.database, clock: .scaled(by: settings.timeScale), zones: SystemZones(),
            random: SystemRandomNumberGenerator(), logger: logger)
        do {
            return try SQLiteStore(options) { error in
                // What was not committed is unknown to its callers; a restart settles it.
                logger.critical("the disk failed", metadata: ["error": "\(error)"])
                exit(70)
            }
        } catch {
            throw StartFailure(description: error.description)
        }
    }

    private func openGraph() throws(SettingError) -> GraphConnection {
        var options = GraphOptions()
        options.baseURL = settings.graphURL
        options.version = settings.graphVersion
        // A request for each send under way, and some for the questions beside them.
        options.requestsInFlightMax = DeliveryOptions().sendsInFlightMax + 64
        options.scaleTimeouts(by: settings.timeScale)
        do {
            return try GraphConnection(options: options)
        } catch {
            let key: SettingKey = error.option == "version" ? .graphVersion : .graphURL
            throw SettingError(description: "\(key.rawValue): must be \(error.rule)")
        }
    }

    private static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "paynotifyd") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
