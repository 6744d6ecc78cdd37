package import Logging
package import Metrics
package import Notifications

/// Delivers what the store holds: does what the scheduler says and tells it what happened.
///
/// Runs once. What it has in memory may be lost at any moment: the store knows all of it, but the
/// results that it could not be given.
package actor DeliveryEngine {
    private enum Event: Sendable {
        case scheduler(Scheduler.Event)
        case news
        case drainTimedOut
    }

    private let inbox: CommitInbox
    private let wallClock: any WallClock
    private let clock: any Clock<Duration>
    private let options: DeliveryOptions
    private let metrics: DeliveryMetrics
    private let logger: Logger
    private let sweep: Sweep
    private let courier: Courier
    private let verification: VerificationWorker
    /// Bounded by what is in flight: each task, timer and page answers a few times.
    private nonisolated let events = AsyncStream<Event>.makeStream()
    private var scheduler: Scheduler
    private var timer: Task<Void, Never>?
    private var isDraining = false

    /// Makes an engine at rest.
    ///
    /// The inbox is the store's observer. `clock` measures and waits, `wallClock` tells the time of
    /// day that the store compares with; `random` spreads retries.
    package init(
        store: any NotificationStore, inbox: CommitInbox, sender: any MessageSender,
        directory: any TemplateDirectory, wallClock: any WallClock,
        clock: any Clock<Duration> = ContinuousClock(),
        options: DeliveryOptions = DeliveryOptions(), metrics factory: any MetricsFactory,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        logger: Logger
    ) {
        let metrics = DeliveryMetrics(factory: factory)
        let jitter = JitterSource(random)
        self.inbox = inbox
        self.wallClock = wallClock
        self.clock = clock
        self.options = options
        self.metrics = metrics
        self.logger = logger
        scheduler = Scheduler(limits: options.schedulerLimits)
        sweep = Sweep(
            store: store, wallClock: wallClock, pageMax: options.pageMax, metrics: metrics)
        courier = Courier(
            store: store, sender: sender, clock: clock, backoff: options.reportBackoff,
            jitter: jitter, metrics: metrics, logger: logger)
        verification = VerificationWorker(
            store: store, directory: directory, wallClock: wallClock, clock: clock,
            options: options, jitter: jitter, metrics: metrics, logger: logger)
    }

    /// Delivers until ``stop()`` and its drain, or until the task is cancelled, which cuts the sends
    /// in flight.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.verification.run() }
            group.addTask { await self.forwardNews() }
            handle(.ticked, in: &group)
            for await event in events.stream {
                switch event {
                case .scheduler(let event): handle(event, in: &group)
                case .news: openInbox(in: &group)
                case .drainTimedOut: cutDrain()
                }
            }
            timer?.cancel()
            group.cancelAll()
        }
    }

    /// Arms nothing more, lets the sends in flight end and be recorded, then lets ``run()`` return.
    package nonisolated func stop() { events.continuation.yield(.scheduler(.stopped)) }

    private nonisolated func forwardNews() async {
        for await _ in inbox.bell.rings { events.continuation.yield(.news) }
    }

    private func openInbox(in group: inout DiscardingTaskGroup) {
        let contents = inbox.take()
        if contents.hasUnverifiedBindings { verification.wake() }
        if contents.due.isEmpty && contents.isComplete { return }
        handle(.announced(contents.due, isComplete: contents.isComplete), in: &group)
    }

    private func handle(_ event: Scheduler.Event, in group: inout DiscardingTaskGroup) {
        let actions = scheduler.receive(event, at: wallClock.now())
        metrics.setInFlight(scheduler.inFlightCount)
        if event == .stopped && !isDraining { startDrain() }
        for action in actions {
            switch action {
            case .load: group.addTask { await self.load() }
            case .arm(let references): group.addTask { await self.deliver(references) }
            case .wake(let moment):
                setTimer(moment.since(wallClock.now()), then: .scheduler(.ticked))
            case .finish: events.continuation.finish()
            }
        }
    }
}

// MARK: - What the actions do

extension DeliveryEngine {
    private nonisolated func load() async {
        do throws(StoreFailure) {
            emit(.loaded(try await sweep.run()))
        } catch {
            logger.warning("cannot read due notifications", metadata: ["why": "\(error)"])
            emit(.loadFailed)
        }
    }

    private nonisolated func deliver(_ references: [NotificationReference]) async {
        await courier.deliver(references) { self.emit($0) }
    }

    private nonisolated func emit(_ event: Scheduler.Event) {
        events.continuation.yield(.scheduler(event))
    }

    private func setTimer(_ delay: Duration, then event: Event) {
        timer?.cancel()
        timer = Task { [clock, events] in
            // A cancelled sleep has been replaced: it wakes nobody.
            guard (try? await clock.sleep(for: delay)) != nil else { return }
            events.continuation.yield(event)
        }
    }

    private func startDrain() {
        isDraining = true
        let count = scheduler.inFlightCount
        logger.info("delivery stops", metadata: ["in_flight": "\(count)"])
        setTimer(options.drainTimeout, then: .drainTimedOut)
    }

    private func cutDrain() {
        let count = scheduler.inFlightCount
        logger.warning("delivery cuts sends at its stop", metadata: ["in_flight": "\(count)"])
        events.continuation.finish()
    }
}
