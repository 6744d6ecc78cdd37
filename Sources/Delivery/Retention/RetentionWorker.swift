package import Logging
package import Metrics
package import Notifications

/// Has the store forget what is past its days, a few rows at a time, behind all else.
///
/// It gives the next command when the last one is durable, and rests for some times as long as that took:
/// a writer with much to do is asked seldom. How far each sweep has come is in the store alone.
package struct RetentionWorker: Sendable {
    private let store: any WorkerStore
    private let policy: RetentionPolicy
    private let wallClock: any WallClock
    private let clock: any Clock<Duration>
    private let metrics: RetentionMetrics
    private let logger: Logger

    /// How long to wait when nothing is past its days, or the store could not be asked.
    static let pause = Duration.seconds(60)
    /// The rest after a command, in times of how long it took, and at least.
    static let restFactor = 9
    static let restMin = Duration.milliseconds(20)

    package init(
        store: any WorkerStore, policy: RetentionPolicy, wallClock: any WallClock,
        clock: any Clock<Duration> = ContinuousClock(), metrics factory: any MetricsFactory,
        logger: Logger
    ) {
        self.store = store
        self.policy = policy
        self.wallClock = wallClock
        self.clock = clock
        metrics = RetentionMetrics(factory: factory)
        self.logger = logger
    }

    /// Sweeps until its task is cancelled.
    package func run() async {
        repeat { await sweep() } while (try? await clock.sleep(for: Self.pause)) != nil
    }

    /// Forgets all that is past its days, subject by subject.
    private func sweep() async {
        for subject in RetentionSubject.allCases {
            var forgotten = 0
            var hasMore = true
            while hasMore, !Task.isCancelled {
                guard let answer = await forget(subject) else { return }
                forgotten += answer.forgotten
                hasMore = answer.hasMore
            }
            guard forgotten > 0 else { continue }
            logger.info(
                "forgot what is past its days",
                metadata: ["what": "\(subject.rawValue)", "count": "\(forgotten)"])
        }
    }

    /// Takes one step and rests; nil: the store did not take it.
    private func forget(_ subject: RetentionSubject) async -> ForgetOld.Answer? {
        let command = ForgetOld(
            subject, until: policy.end(of: subject, at: wallClock.now()), limit: subject.rowsAtOnce)
        var result = CommandResult.failure(.unavailable)
        let duration = await clock.measure { result = await store.perform(.forget(command)) }
        guard case .success(.forgot(let answer)) = result else {
            logger.debug("cannot forget", metadata: ["what": "\(subject.rawValue)"])
            return nil
        }
        metrics.forgot(answer.forgotten, of: subject)
        if answer.hasMore {
            try? await clock.sleep(for: max(Self.restMin, duration * Self.restFactor))
        }
        return answer
    }
}

extension RetentionSubject {
    /// Rows that a command looks at: a few milliseconds of the writer's.
    fileprivate var rowsAtOnce: Int {
        switch self {
        case .texts, .names: 256
        case .people, .sessions: 32
        }
    }
}
