package import Logging
package import Metrics
package import Notifications

/// Tells once of each number that nothing comes back of.
package struct SilenceWatch: Sendable {
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

    /// Looks once an interval, until its task is cancelled.
    package func run() async {
        var told: Set<PhoneNumberID> = []
        repeat {
            let silent = Set(store.silences.keys.map(\.number))
            metrics.setSilent(silent.count)
            for number in silent.subtracting(told) {
                logger.error(
                    "Meta takes messages and tells nothing of any: look at callback and subscription",
                    metadata: ["number": "\(number)"])
            }
            told = silent
        } while (try? await clock.sleep(for: interval)) != nil
    }
}
