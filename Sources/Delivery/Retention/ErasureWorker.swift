package import Logging
package import Notifications

/// Takes the steps of erasures that go on; where each stands is in the store alone.
///
/// Runs once. It observes the store's commits: an erasure may have begun.
package actor ErasureWorker: CommitObserver {
    private let store: any WorkerStore
    private let clock: any Clock<Duration>
    private let logger: Logger
    private nonisolated let wakeup: Wakeup
    private var alarm: Alarm

    /// Rows that a step looks at: about a millisecond of the writer's, which the next one follows after a
    /// rest.
    static let rowsAtOnce = 2_048
    static let rest = Duration.milliseconds(10)
    /// How long to wait after the store could not be asked.
    static let pauseAfterFailure = Duration.seconds(1)

    package init(
        store: any WorkerStore, clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.store = store
        self.clock = clock
        self.logger = logger
        wakeup = Wakeup()
        alarm = Alarm(wakeup, clock)
    }

    package nonisolated func committed(_ events: CommitEvents) {
        if events.hasErasures { wakeup.signal() }
    }

    /// Works until its task is cancelled; each step is carried out whole or not at all.
    package func run() async {
        wakeup.signal()
        for await _ in wakeup.signals {
            alarm.cancel()
            if await !advanceAll() { alarm.set(after: Self.pauseAfterFailure) }
        }
        alarm.cancel()
    }

    /// Takes steps until nobody is left to be erased; false: the store did not take one.
    private func advanceAll() async -> Bool {
        do throws(StoreFailure) {
            while let erasure = try await store.runningErasures().first {
                let command = AdvanceErasure(
                    reference: erasure.reference, limit: Self.rowsAtOnce)
                let result = await store.perform(.advanceErasure(command))
                guard case .success = result, !Task.isCancelled else { return false }
                try? await clock.sleep(for: Self.rest)
            }
            return true
        } catch {
            logger.warning("cannot read erasures", metadata: ["why": "\(error)"])
            return false
        }
    }
}
