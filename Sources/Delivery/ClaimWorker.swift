package import Logging
package import Metrics
package import Notifications

/// Asks Meta what authenticators' tokens reach, and commits what it says: about each when it is
/// registered, again soon as long as Meta refuses it, and once in a while.
///
/// Runs once. It observes the store's commits: what changes queues may have brought an authenticator.
package actor ClaimWorker: CommitObserver {
    /// Authenticators read at once.
    static let pageMax = 1_024
    /// Calls that a question takes: the account's numbers, and the apps that get its webhooks.
    static let callsPerQuestion = 2

    private let store: any NotificationStore
    private let directory: any ClaimDirectory
    private let gate: ManagementGate
    private let wallClock: any WallClock
    private let clock: any Clock<Duration>
    private let options: DeliveryOptions
    private let jitter: JitterSource
    private let metrics: DeliveryMetrics
    private let logger: Logger
    private nonisolated let bell = Bell()
    private var schedule: QuestionSchedule<AuthenticatorID>
    private var timer: Task<Void, Never>?
    /// The numbers whose silence was told of.
    private var silent: Set<PhoneNumberID> = []

    /// Makes a worker at rest; `clock` waits, `wallClock` tells the time of day that the store compares
    /// with, `random` spreads retries.
    package init(
        store: any NotificationStore, directory: any ClaimDirectory, gate: ManagementGate,
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
                for question in await chooseNext() {
                    group.addTask { await self.ask(question) }
                }
                tellOfSilences()
                setTimer()
            }
            timer?.cancel()
        }
    }

    private func chooseNext() async -> [ClaimToCheck] {
        let now = wallClock.now()
        do throws(StoreFailure) {
            let waiting = try await store.claimsToCheck(
                since: now - options.claimInterval, refusedSince: now - options.recheckInterval,
                limit: Self.pageMax)
            // What has no room is asked for again with the next ring, at the latest by the timer.
            let open = waiting.filter {
                gate.opening($0.account, calls: Self.callsPerQuestion, .awaited) == nil
            }
            let chosen = schedule.start(from: open, about: \.authenticator, at: now)
            for question in chosen { gate.spend(Self.callsPerQuestion, on: question.account) }
            return chosen
        } catch {
            logger.warning("cannot read the authenticators", metadata: ["why": "\(error)"])
            return []
        }
    }

    private func setTimer() {
        let now = wallClock.now()
        let pause = schedule.nextWakeUp(after: now)?.since(now) ?? options.verificationInterval
        timer?.cancel()
        timer = Task { [bell, clock, delay = min(pause, options.verificationInterval)] in
            // A cancelled sleep has been replaced: it wakes nobody.
            guard (try? await clock.sleep(for: delay)) != nil else { return }
            bell.ring()
        }
    }

    /// Tells once of each number that nothing comes back of.
    private func tellOfSilences() {
        let numbers = Set(store.silences.keys.map(\.number))
        metrics.setSilent(numbers.count)
        for number in numbers.subtracting(silent) {
            logger.error(
                "Meta takes messages and tells nothing of any: look at callback and subscription",
                metadata: ["number": "\(number)"])
        }
        silent = numbers
    }

    private func ask(_ question: ClaimToCheck) async {
        let succeeded = await learn(question)
        schedule.finish(
            question.authenticator, succeeded: succeeded, at: wallClock.now(),
            jitter: jitter.next())
        bell.ring()
    }

    /// Whether Meta gave an answer, and it was stored.
    private nonisolated func learn(_ question: ClaimToCheck) async -> Bool {
        guard let claim = await claim(of: question) else { return false }
        var report = ClaimReport(
            merchant: question.merchant, authenticator: question.authenticator,
            version: question.version, claim: claim, isSubscribed: nil)
        if claim == .standing { report.isSubscribed = await subscription(of: question) }
        guard case .success = await store.perform(.recordClaim(report)) else { return false }
        return true
    }

    /// What Meta says; nil: it gave no answer.
    private nonisolated func claim(of question: ClaimToCheck) async -> Claim? {
        do throws(DirectoryFailure) {
            let claim = try await directory.claim(of: question.account)
            note(claim, of: question)
            return claim
        } catch {
            gate.note(error, on: question.account)
            guard case .refused(.credentials) = error.cause else {
                metrics.askedForClaim("unanswered")
                logger.warning(
                    "cannot ask about an authenticator",
                    metadata: question.metadata(["why": "\(error.detail)"]))
                return nil
            }
            let claim = Claim.refused(String(error.detail.prefix(Claim.problemBytesMax)))
            note(claim, of: question)
            return claim
        }
    }

    private nonisolated func note(_ claim: Claim, of question: ClaimToCheck) {
        guard case .refused(let words) = claim else { return metrics.askedForClaim("confirmed") }
        metrics.askedForClaim("refused")
        logger.error(
            "Meta refuses what an authenticator claims: its messages wait",
            metadata: question.metadata(["why": "\(words)"]))
    }

    /// Whether Meta posts the account's webhooks to the token's app, after it was asked to if a person
    /// wants that; nil: Meta did not say.
    private nonisolated func subscription(of question: ClaimToCheck) async -> Bool? {
        do throws(DirectoryFailure) {
            if question.wantsSubscription { try await directory.subscribe(question.account) }
            let isSubscribed = try await directory.isSubscribed(question.account)
            if !isSubscribed {
                logger.error(
                    "Meta posts no webhooks of the account: subscribe the app",
                    metadata: question.metadata([:]))
            }
            return isSubscribed
        } catch {
            gate.note(error, on: question.account)
            logger.warning(
                "cannot ask who gets an account's webhooks",
                metadata: question.metadata(["why": "\(error.detail)"]))
            return nil
        }
    }
}

extension ClaimToCheck {
    /// What a log line says of it.
    fileprivate func metadata(_ more: Logger.Metadata) -> Logger.Metadata {
        more.merging([
            "merchant": "\(merchant)", "authenticator": "\(authenticator)",
            "number": "\(account.phoneNumberID)",
        ]) { own, _ in own }
    }
}
