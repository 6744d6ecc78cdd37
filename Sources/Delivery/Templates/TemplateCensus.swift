package import Logging
package import Metrics
package import Notifications

/// Shows how many registered templates stand how with Meta, whether or not messages wait for them.
package struct TemplateCensus: Sendable {
    private let store: any WorkerStore
    private let clock: any Clock<Duration>
    private let interval: Duration
    private let metrics: DeliveryMetrics
    private let logger: Logger

    package init(
        store: any WorkerStore, clock: any Clock<Duration> = ContinuousClock(),
        interval: Duration = .seconds(30), metrics factory: any MetricsFactory, logger: Logger
    ) {
        self.store = store
        self.clock = clock
        self.interval = interval
        metrics = DeliveryMetrics(factory: factory)
        self.logger = logger
    }

    /// Counts once an interval, until its task is cancelled.
    package func run() async {
        repeat {
            do throws(StoreFailure) {
                metrics.show(try await store.templateCounts())
            } catch {
                logger.debug("cannot count templates", metadata: ["why": "\(error)"])
            }
        } while (try? await clock.sleep(for: interval)) != nil
    }
}
