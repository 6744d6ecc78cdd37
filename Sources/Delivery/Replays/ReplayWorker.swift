package import Logging
package import Notifications

/// Takes the steps of running replays when they are due; where each stands is in the store alone.
///
/// Runs once. It observes the store's commits: a replay may have begun.
package actor ReplayWorker: CommitObserver {
    private let store: any WorkerStore
    private let wallClock: any WallClock
    private let logger: Logger
    private nonisolated let wakeup: Wakeup
    private var alarm: Alarm

    /// Makes a worker at rest; `clock` waits, `wallClock` tells the time of day that the store compares
    /// with.
    package init(
        store: any WorkerStore, wallClock: any WallClock,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.store = store
        self.wallClock = wallClock
        self.logger = logger
        wakeup = Wakeup()
        alarm = Alarm(wakeup, clock)
    }

    package nonisolated func committed(_ events: CommitEvents) {
        if events.hasReplays { wakeup.signal() }
    }

    /// Works until its task is cancelled; each step is carried out whole or not at all.
    package func run() async {
        wakeup.signal()
        for await _ in wakeup.signals {
            let schedule = await advance()
            alarm.cancel()
            if let delay = schedule.delay(at: wallClock.now()) { alarm.set(after: delay) }
        }
        alarm.cancel()
    }

    /// Takes one step of each replay that is due, and tells how they stand then.
    private func advance() async -> ReplaySchedule {
        do throws(StoreFailure) {
            var schedule = ReplaySchedule(try await store.runningReplays())
            for replay in schedule.due(at: wallClock.now()) {
                let command = AdvanceReplay(reference: replay.reference)
                // What failed is due again after a pause, with the same step.
                let result = await store.perform(.advanceReplay(command))
                guard case .success(.replay(let next)) = result else { return .failed }
                schedule.put(next)
            }
            return schedule
        } catch {
            logger.warning("cannot read replays", metadata: ["why": "\(error)"])
            return .failed
        }
    }
}
