package import Logging
package import Metrics
package import Notifications

/// Asks Meta about the sender numbers and commits what it says: about each when it is first seen, after
/// news of it, and once in a while.
///
/// Runs once. It observes the store's commits: what changes queues may have brought a number.
package actor SenderDetailsWorker: CommitObserver {
    /// Accounts read at once.
    static let pageMax = 4_096
    /// Calls that a question takes.
    static let callsPerQuestion = 1

    private let store: any NotificationStore
    private let directory: any SenderDirectory
    private let gate: ManagementGate
    private let wallClock: any WallClock
    private let clock: any Clock<Duration>
    private let options: DeliveryOptions
    private let jitter: JitterSource
    private let metrics: DeliveryMetrics
    private let logger: Logger
    private nonisolated let bell = Bell()
    private var schedule: QuestionSchedule<PhoneNumberID>
    private var timer: Task<Void, Never>?

    /// Makes a worker at rest; `clock` waits, `wallClock` tells the time of day that the store compares
    /// with, `random` spreads retries.
    package init(
        store: any NotificationStore, directory: any SenderDirectory, gate: ManagementGate,
        wallClock: any WallClock, clock: any Clock<Duration> = ContinuousClock(),
        options: DeliveryOptions = DeliveryOptions(), metrics factory: any MetricsFactory,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        logger: Logger
    ) {
        self.store = store
        self.directory = directory
        self.gate = gate
        self.wallClock = wallClock
        self.clock = clock
        self.options = options
        jitter = JitterSource(random)
        metrics = DeliveryMetrics(factory: factory)
        self.logger = logger
        schedule = QuestionSchedule(
            inFlightMax: options.verificationsInFlightMax, backoff: options.verificationBackoff)
    }

    package nonisolated func committed(_ news: CommitNews) {
        if news.queuesChanged { bell.ring() }
    }

    /// Works until its task is cancelled; a question under way is dropped then and asked again later.
    package func run() async {
        await withDiscardingTaskGroup { group in
            bell.ring()
            for await _ in bell.rings {
                let (chosen, opening) = await chooseNext()
                for question in chosen {
                    group.addTask { await self.ask(question) }
                }
                setTimer(opening)
            }
            timer?.cancel()
        }
    }

    /// The accounts to ask with, and when the first account may be asked about again that had to be left
    /// out.
    private func chooseNext() async -> ([SenderQuestion], Timestamp?) {
        do throws(StoreFailure) {
            let waiting = try await store.sendersToAsk(
                since: wallClock.now() - options.senderInterval, limit: Self.pageMax)
            var open: [SenderQuestion] = []
            var openings: [Timestamp] = []
            for question in waiting {
                let opening = gate.opening(
                    question.account, calls: Self.callsPerQuestion, .routine)
                if let opening { openings.append(opening) } else { open.append(question) }
            }
            let chosen = schedule.start(
                from: open, about: \.account.phoneNumberID, at: wallClock.now())
            for question in chosen { gate.spend(Self.callsPerQuestion, on: question.account) }
            return (chosen, openings.min())
        } catch {
            logger.warning("cannot read the sender numbers", metadata: ["why": "\(error)"])
            return ([], nil)
        }
    }

    private func setTimer(_ opening: Timestamp?) {
        let now = wallClock.now()
        let moments = [schedule.nextWakeUp(after: now), opening]
        let pauses = moments.compactMap { $0?.since(now) }.filter { $0 > .zero }
        timer?.cancel()
        timer = Task { [bell, clock, delay = pauses.reduce(options.verificationInterval, min)] in
            // A cancelled sleep has been replaced: it wakes nobody.
            guard (try? await clock.sleep(for: delay)) != nil else { return }
            bell.ring()
        }
    }

    private func ask(_ question: SenderQuestion) async {
        let succeeded = await learn(question)
        schedule.finish(
            question.account.phoneNumberID, succeeded: succeeded, at: wallClock.now(),
            jitter: jitter.next())
        bell.ring()
    }

    /// Whether the details were told and stored.
    private nonisolated func learn(_ question: SenderQuestion) async -> Bool {
        let account = question.account
        let number = account.phoneNumberID
        do throws(DirectoryFailure) {
            let details = try await directory.details(of: account)
            metrics.askedForSender("answered")
            let report = SenderDetailsReport(
                number: number, details: details, authenticator: question.authenticator)
            if case .success = await store.perform(.recordSenderDetails(report)) { return true }
            return false
        } catch {
            gate.note(error, on: account)
            metrics.askedForSender("unanswered")
            logger.warning(
                "cannot ask for a sender number",
                metadata: ["number": "\(number)", "why": "\(error.detail)"])
            return false
        }
    }
}
