import Calls
import CoreMetrics
import Delivery
import EventLoop
import Foundation
import Gateway
import GraphClient
import Logging
import Logs
import Metrics
import Notifications
import RPCServer
import ServiceLifecycle
import StoreCore
import Version

/// The whole daemon: opens what there is to open, wires it, runs until a signal, and closes it again.
struct Daemon {
    let settings: Settings

    /// Enough for all connections of both listeners and to Meta, and for what else is open.
    private static let descriptorsMax = 20_000
    private static let otherDescriptors = 4_000

    private let metrics = PrometheusMetrics()
    let logs: LogWriter
    private let level: SharedLevel
    let logger: Logger
    /// Reads the settings again.
    private let reload: @Sendable () throws -> Settings

    init(settings: Settings, reload: @escaping @Sendable () throws -> Settings) {
        self.settings = settings
        self.reload = reload
        let logs = LogWriter(metrics: metrics) {
            try? FileHandle.standardError.write(contentsOf: Data($0))
        }
        let level = SharedLevel(settings.logLevel)
        self.logs = logs
        self.level = level
        logger = Logger(label: "paynotifyd") {
            SharedLevelHandler(StreamLogHandler(label: $0, stream: logs), level)
        }
    }

    /// Returns after a graceful shutdown; throws ``StartFailure`` if it cannot start.
    func run() async throws {
        defer { logs.flush(within: Self.flushTimeMax) }
        // A peer that went away must not end the process.
        signal(SIGPIPE, SIG_IGN)
        // Whoever sets it looks for a bug and wants to see the backtrace.
        if ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"] == nil { Crash.endsAtOnce() }
        let descriptors = try raiseDescriptorLimit()
        guard SystemZones().areThere else {
            throw StartFailure(description: "there are no time zones: install tzdata")
        }
        MetricsSystem.bootstrap(metrics)
        logger.notice("starting", metadata: ["version": "\(PaynotifyVersion.text)"])
        Gauge(
            label: "paynotify_build_info", dimensions: [("version", PaynotifyVersion.text)]
        ).record(1)

        let graph = try openGraph()
        let store: any Store & BackupMaker
        do {
            try makeBackupFolder()
            store = try openStore()
        } catch {
            await graph.shutdown()
            throw error
        }
        let failure = await serve(store, graph, descriptors: descriptors)
        await graph.shutdown()
        do {
            try await store.close()
        } catch {
            throw StartFailure(description: error.description)
        }
        if let failure { throw failure }
        logger.notice("stopped")
    }

    /// Runs all of it until a signal; what is returned is why that did not go.
    private func serve(
        _ store: any Store & BackupMaker, _ graph: GraphConnection, descriptors: Int
    ) async -> StartFailure? {
        let inbox = CommitInbox()
        let gate = ManagementGate(wallClock: .scaled(by: settings.timeScale))
        let background = Background(
            settings, store: store, graph: graph, gate: gate, metrics: metrics, logger: logger)
        store.observe(
            CommitFanOut([inbox, TemplateChangeLog(logger)] + background.observers))
        let services = Services(
            settings: settings, store: store, backups: store, inbox: inbox, background: background,
            gate: gate,
            graph: graph, descriptors: descriptors, health: HealthState { store.health.problem },
            places: ConnectionPlaces(max: settings.connectionsMax, metrics),
            signals: [
                Reloading(level: level, reload: reload, logger: logger),
                SecondSignal(logs: logs, logger: logger),
            ], metrics: metrics, logger: logger)
        return await services.run()
    }

    /// Each connection is a descriptor; shells commonly give a process 1,024.
    private func raiseDescriptorLimit() throws(SettingError) -> Int {
        let limit = DescriptorLimit.raise(
            to: max(
                Self.descriptorsMax,
                settings.connectionsMax + settings.sendsInFlightMax + Self.otherDescriptors))
        guard settings.connectionsMax <= limit else {
            throw SettingError(
                description: "\(SettingKey.connectionsMax.rawValue): must be at most \(limit), "
                    + "the descriptors that the system lets the daemon have (ulimit -n), and is "
                    + "\(settings.connectionsMax)")
        }
        logger.debug("descriptors that may be open", metadata: ["limit": "\(limit)"])
        return limit
    }

    private func makeBackupFolder() throws(StartFailure) {
        guard let folder = settings.backupFolder else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StartFailure(
                description: "cannot make the folder \(folder) for backups: "
                    + error.localizedDescription)
        }
    }

    private func openGraph() throws(SettingError) -> GraphConnection {
        var options = GraphOptions()
        options.baseURL = settings.graphURL
        options.version = settings.graphVersion
        // A request for each send under way, and some for the questions beside them.
        options.requestsInFlightMax = settings.sendsInFlightMax + 64
        options.scaleTimeouts(by: settings.timeScale)
        do {
            return try GraphConnection(options: options)
        } catch {
            let key: SettingKey = error.option == "version" ? .graphVersion : .graphURL
            throw SettingError(description: "\(key.rawValue): must be \(error.rule)")
        }
    }

    /// How long the end waits for a log that does not read.
    static let flushTimeMax = Duration.seconds(1)
}
