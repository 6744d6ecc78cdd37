import Delivery
import Gateway
import GraphClient
import Logging
import Metrics
import Notifications
import ServiceLifecycle
import StoreCore

/// What runs beside delivery for as long as the daemon does, and is dropped when it stops.
struct Background {
    private let replays: ReplayWorker
    private let senders: InquiryWorker<SenderInquiry>
    private let claims: InquiryWorker<ClaimInquiry>
    private let silences: SilenceWatch
    private let templates: TemplateCensus
    private let retention: RetentionWorker
    private let erasures: ErasureWorker
    private let storage: StorageWatch

    init(
        _ settings: Settings, store: any Store, graph: GraphConnection, gate: ManagementGate,
        metrics: any MetricsFactory, logger: Logger
    ) {
        let wallClock = SystemWallClock.scaled(by: settings.timeScale)
        let clock = ScaledClock(factor: settings.timeScale.factor)
        let directory = GraphDirectory(graph)
        replays = ReplayWorker(store: store, wallClock: wallClock, clock: clock, logger: logger)
        senders = InquiryWorker(
            SenderInquiry(
                store: store, directory: directory, gate: gate, metrics: metrics, logger: logger),
            wallClock: wallClock, clock: clock, logger: logger)
        claims = InquiryWorker(
            ClaimInquiry(
                store: store, directory: directory, gate: gate, metrics: metrics, logger: logger),
            wallClock: wallClock, clock: clock, logger: logger)
        silences = SilenceWatch(store: store, clock: clock, metrics: metrics, logger: logger)
        templates = TemplateCensus(store: store, clock: clock, metrics: metrics, logger: logger)
        retention = RetentionWorker(
            store: store, policy: settings.retention, wallClock: wallClock, clock: clock,
            metrics: metrics, logger: logger)
        erasures = ErasureWorker(store: store, clock: clock, logger: logger)
        storage = StorageWatch(
            store: store, wallClock: wallClock, clock: clock,
            diskFreeBytes: { [path = settings.database] in
                StorageFigures(database: path)?.freeBytes
            }, metrics: metrics, logger: logger)
    }

    /// Those that have to hear of commits.
    var observers: [any CommitObserver] { [replays, senders, claims, erasures] }

    var services: [any Service] {
        [
            // The next step of a replay is taken after the next start.
            DroppedService { [replays] in await replays.run() },
            DroppedService { [senders] in await senders.run() },
            DroppedService { [claims] in await claims.run() },
            DroppedService { [silences] in await silences.run() },
            DroppedService { [templates] in await templates.run() },
            // What is past its days is forgotten after the next start.
            DroppedService { [retention] in await retention.run() },
            DroppedService { [erasures] in await erasures.run() },
            DroppedService { [storage] in await storage.run() },
        ]
    }
}

/// Work that a stop drops, such as questions to Meta.
private struct DroppedService: Service {
    let work: @Sendable () async -> Void

    func run() async {
        await cancelWhenGracefulShutdown { await work() }
    }
}
