// Carries committed intents to Meta: schedules, arms, sends and records.
//
// Delivery decides nothing about a notification: each step is a command, and the domain's answer
// says what to do. Nothing is sent before its arm is committed, nothing is sent twice for one arm,
// and what is not in memory is found in the store again.

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
        case departures
        case drainTimedOut
    }

    private let inbox: CommitInbox
    private let clocks: ClockPair
    private let clock: any Clock<Duration>
    private let options: DeliveryOptions
    private let metrics: DeliveryMetrics
    private let logger: Logger
    private let store: any DeliveryStore
    private let sweep: Sweep
    private let courier: Courier
    private let departures: Departures
    private let recorder: SenderRecorder
    private let question: TokenQuestion
    private let verification: VerificationWorker
    /// Bounded by what is in flight: each task, timer and page answers a few times.
    private nonisolated let events = AsyncStream<Event>.makeStream()
    private var scheduler: Scheduler
    private var timer: Task<Void, Never>?
    private var isDraining = false
    private var pairWaits = 0

    /// Makes an engine at rest.
    ///
    /// The inbox is the store's observer. `clock` measures and waits, `wallClock` tells the time of
    /// day that the store compares with; `random` spreads retries. Without `senders` a refused token is
    /// tried again with a message; without a gate the engine has one of its own.
    package init(
        store: any DeliveryStore & WorkerStore, inbox: CommitInbox,
        sender: any MessageSender, directory: any TemplateDirectory,
        senders: (any SenderDirectory)? = nil, gate: ManagementGate? = nil,
        wallClock: any WallClock,
        clock: any Clock<Duration> = ContinuousClock(),
        options: DeliveryOptions = DeliveryOptions(), metrics factory: any MetricsFactory,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        logger: Logger
    ) {
        let metrics = DeliveryMetrics(factory: factory)
        let jitter = JitterSource(random)
        let clocks = ClockPair(wallClock: wallClock, clock: clock)
        self.inbox = inbox
        self.store = store
        self.clocks = clocks
        self.clock = clock
        self.options = options
        self.metrics = metrics
        self.logger = logger
        scheduler = Scheduler(limits: options.schedulerLimits)
        sweep = Sweep(
            store: store, wallClock: wallClock, pageMax: options.pageMax, metrics: metrics)
        departures = Departures(
            worthTaking: scheduler.limits.departuresWorthTaking
        ) { [events] in events.continuation.yield(.departures) }
        courier = Courier(
            store: store, sender: sender, clock: clock, clocks: clocks,
            backoff: options.reportBackoff, jitter: jitter, departures: departures,
            metrics: metrics, logger: logger)
        recorder = SenderRecorder(
            store: store, clock: clock, backoff: options.reportBackoff, jitter: jitter,
            metrics: metrics, logger: logger)
        let gate = gate ?? ManagementGate(wallClock: wallClock)
        question = TokenQuestion(
            store: store, directory: senders, gate: gate, logger: logger)
        verification = VerificationWorker(
            store: store, directory: directory,
            gate: gate, wallClock: wallClock,
            clock: clock, options: options, jitter: jitter, metrics: metrics, logger: logger)
    }

    /// Delivers until ``stop()`` and its drain, or until the task is cancelled, which cuts the sends
    /// in flight.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.verification.run() }
            group.addTask { await self.recorder.run() }
            group.addTask { await self.forwardNews() }
            handle(.ticked, in: &group)
            for await event in events.stream {
                switch event {
                case .scheduler(let event): handle(event, in: &group)
                case .news: openInbox(in: &group)
                case .departures: handle(.left(departures.take()), in: &group)
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
        for await _ in inbox.wakeup.signals { events.continuation.yield(.news) }
    }

    private func openInbox(in group: inout DiscardingTaskGroup) {
        let contents = inbox.take()
        if contents.events.isEmpty, contents.isComplete { return }
        if contents.events.hasUnverifiedBindings { verification.wake() }
        handle(.announced(contents.events, isComplete: contents.isComplete), in: &group)
    }

    private func handle(_ event: Scheduler.Event, in group: inout DiscardingTaskGroup) {
        let actions = scheduler.receive(event, at: clocks.read())
        measure(after: event)
        // Before the store is asked for those that are no longer blocked.
        if case .surveyed = event { inbox.leaveOut(scheduler.blockedQueues) }
        if event == .stopped && !isDraining { startDrain() }
        for action in actions {
            switch action {
            case .survey: group.addTask { await self.survey() }
            case .sweep: group.addTask { await self.lookForEnded() }
            case .load(let flow, let queues, let limit):
                group.addTask { await self.load(flow, from: queues, limit: limit) }
            case .arm(let choices): group.addTask { await self.deliver(choices) }
            case .ask(let number, let merchant):
                group.addTask { await self.ask(about: number, of: merchant) }
            case .record(let change): recorder.record(change)
            case .wake(let uptime):
                setTimer(uptime - clocks.read().uptime, then: .scheduler(.ticked))
            case .finish: events.continuation.finish()
            }
        }
    }

    private func measure(after event: Scheduler.Event) {
        metrics.setInFlight(scheduler.inFlightCount)
        metrics.waitedForRecipients(scheduler.pairWaits - pairWaits)
        pairWaits = scheduler.pairWaits
        guard case .surveyed(let survey, cost: _) = event else { return }
        metrics.show(survey)
        metrics.setRates(scheduler.senders)
        for lane in Lane.allCases {
            let oldest = scheduler.oldestDue[lane]
            metrics.setLag(oldest.map { clocks.read().wall.since($0) } ?? .zero, of: lane)
        }
    }
}

// MARK: - What the actions do

extension DeliveryEngine {
    private nonisolated func survey() async {
        let start = clocks.read().uptime
        do throws(StoreFailure) {
            let survey = Scheduler.Survey(
                queues: try await store.queues(), senders: try await store.senders())
            emit(.surveyed(survey, cost: clocks.read().uptime - start))
        } catch {
            logger.warning("cannot read the queues", metadata: ["why": "\(error)"])
            emit(.surveyFailed)
        }
    }

    private nonisolated func lookForEnded() async {
        let start = clocks.read().uptime
        do throws(StoreFailure) {
            let deadline = try await sweep.run()
            emit(.swept(deadline: deadline, cost: clocks.read().uptime - start))
        } catch {
            logger.warning("cannot read what has ended", metadata: ["why": "\(error)"])
            emit(.sweepFailed)
        }
    }

    private nonisolated func load(_ flow: FlowID, from queues: [QueueID], limit: Int) async {
        do throws(StoreFailure) {
            let page = try await store.due(in: queues, at: clocks.read().wall, limit: limit)
            emit(.loaded(flow, page, isLast: page.count < limit))
        } catch {
            logger.warning("cannot read due notifications", metadata: ["why": "\(error)"])
            emit(.loadFailed(flow))
        }
    }

    private nonisolated func deliver(_ choices: [Scheduler.Choice]) async {
        await courier.deliver(choices) { self.emit($0) }
    }

    private nonisolated func ask(about number: PhoneNumberID, of merchant: MerchantID) async {
        emit(.asked(number, merchant, await question.ask(about: number, of: merchant)))
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
