package import Logging
package import Metrics
package import Notifications

/// Shows how large the store is, how old what it keeps, and when it will be full.
package struct StorageWatch: Sendable {
    private let store: any WorkerStore
    private let wallClock: any WallClock
    private let clock: any Clock<Duration>
    private let interval: Duration
    private let diskFreeBytes: @Sendable () -> Int?
    private let metrics: RetentionMetrics
    private let logger: Logger

    /// `diskFreeBytes` tells what is free on the disk of the store; nil where nobody knows.
    package init(
        store: any WorkerStore, wallClock: any WallClock,
        clock: any Clock<Duration> = ContinuousClock(), interval: Duration = .seconds(60),
        diskFreeBytes: @escaping @Sendable () -> Int?, metrics factory: any MetricsFactory,
        logger: Logger
    ) {
        self.store = store
        self.wallClock = wallClock
        self.clock = clock
        self.interval = interval
        self.diskFreeBytes = diskFreeBytes
        metrics = RetentionMetrics(factory: factory)
        self.logger = logger
    }

    /// Looks once an interval, until its task is cancelled.
    package func run() async {
        var forecast = StorageForecast()
        var elapsed = Duration.zero
        repeat {
            do throws(StoreFailure) {
                let figures = try await store.figures()
                forecast.add(usedBytes: figures.usedBytes, at: elapsed)
                metrics.show(
                    figures,
                    daysUntilFull: forecast.daysUntilFull(
                        figures, diskFreeBytes: diskFreeBytes(), at: elapsed),
                    at: wallClock.now())
            } catch {
                logger.debug("cannot measure the store", metadata: ["why": "\(error)"])
            }
            elapsed += interval
        } while (try? await clock.sleep(for: interval)) != nil
    }
}
