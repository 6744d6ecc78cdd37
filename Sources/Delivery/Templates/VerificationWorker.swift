import Logging
import Notifications

/// Compares bindings with Meta's definitions and commits the verdicts: the unverified ones at once,
/// those that are not approved once in a while, as news of Meta's may be lost, and the approved ones
/// seldom, as nobody may have told that they changed.
actor VerificationWorker {
    /// Bindings asked for at once.
    static let pageMax = 256
    /// How old the last look at an approved binding may become.
    static let lookAgeMax = Duration.seconds(6 * 3_600)
    /// Calls that a question takes: a page of templates and the account's namespace.
    static let callsPerQuestion = 2

    private let store: any WorkerStore
    private let directory: any TemplateDirectory
    private let gate: ManagementGate
    private let wallClock: any WallClock
    private let interval: Duration
    private let jitter: JitterSource
    private let metrics: DeliveryMetrics
    private let logger: Logger
    private nonisolated let wakeup: Wakeup
    private var alarm: Alarm
    private var schedule: VerificationSchedule
    private var recheck: RecheckRound
    private var routine: RecheckRound
    /// When the first account may be asked about again whose calls were used up.
    private var opening: Timestamp?

    init(
        store: any WorkerStore, directory: any TemplateDirectory, gate: ManagementGate,
        wallClock: any WallClock, clock: any Clock<Duration>, options: DeliveryOptions,
        jitter: JitterSource, metrics: DeliveryMetrics, logger: Logger
    ) {
        self.store = store
        self.directory = directory
        self.gate = gate
        self.wallClock = wallClock
        interval = options.verificationInterval
        self.jitter = jitter
        self.metrics = metrics
        self.logger = logger
        schedule = VerificationSchedule(
            inFlightMax: options.verificationsInFlightMax, backoff: options.verificationBackoff)
        recheck = RecheckRound(interval: options.recheckInterval, pageMax: Self.pageMax)
        routine = recheck
        wakeup = Wakeup()
        alarm = Alarm(wakeup, clock)
    }

    /// There may be bindings to look at.
    nonisolated func wake() { wakeup.signal() }

    /// Works until its task is cancelled; a question under way is dropped then and asked again later.
    func run() async {
        await withDiscardingTaskGroup { group in
            wakeup.signal()
            for await _ in wakeup.signals {
                for item in await chooseNext() {
                    group.addTask { await self.verify(item) }
                }
                setAlarm()
            }
            alarm.cancel()
        }
    }

    private func chooseNext() async -> [BindingToVerify] {
        do throws(StoreFailure) {
            let unverified = try await store.unverifiedBindings(limit: Self.pageMax)
            recheck.remove(unverified)
            routine.remove(unverified)
            await turnPages()
            opening = nil
            let chosen = schedule.start(
                from: unverified, before: recheck.waiting + routine.waiting,
                at: wallClock.now(), isOpen: isOpen)
            for item in chosen { gate.spend(Self.callsPerQuestion, on: item.account) }
            recheck.remove(chosen)
            routine.remove(chosen)
            return chosen
        } catch {
            logger.warning("cannot read unverified bindings", metadata: ["why": "\(error)"])
            return []
        }
    }

    /// Whether the account has calls left for a question; notes when it has.
    private func isOpen(_ account: SenderAccount, _ urgency: ManagementBudget.Urgency) -> Bool {
        guard let next = gate.opening(account, calls: Self.callsPerQuestion, urgency)
        else { return true }
        opening = min(opening ?? next, next)
        return false
    }

    private func turnPages() async {
        let now = wallClock.now()
        do throws(StoreFailure) {
            if recheck.needsPage(at: now) {
                let page = try await store.unapprovedBindings(
                    limit: Self.pageMax, offset: recheck.offset)
                recheck.take(page, at: now)
            }
            if routine.needsPage(at: now) {
                let page = try await store.overdueBindings(
                    checkedBefore: now - Self.lookAgeMax, limit: Self.pageMax,
                    offset: routine.offset)
                routine.take(page, at: now)
            }
        } catch {
            // The unverified ones are asked about all the same.
            logger.warning("cannot read bindings to look at", metadata: ["why": "\(error)"])
        }
    }

    private func setAlarm() {
        let now = wallClock.now()
        alarm.set(
            for: [
                schedule.nextWakeUp(after: now), recheck.nextRound, routine.nextRound, opening,
            ], at: now, latest: interval)
    }

    private func verify(_ item: BindingToVerify) async {
        let succeeded = await compare(item)
        schedule.finish(
            item.account, succeeded: succeeded, at: wallClock.now(), jitter: jitter.next())
        wakeup.signal()
    }

    /// Whether a verdict was reached and stored.
    private nonisolated func compare(_ item: BindingToVerify) async -> Bool {
        let binding = item.binding
        var details: Logger.Metadata = [
            "merchant": "\(binding.merchant)", "binding": "\(binding.id)",
        ]
        do throws(DirectoryFailure) {
            let answer = try await directory.definition(
                name: binding.content.name, language: binding.content.templateLanguage,
                account: item.account)
            let verdict = TemplateVerdict(comparing: binding.content, with: answer)
            metrics.verified(verdict.status.rawValue)
            return await record(verdict, of: binding, answer.definition?.fingerprint)
        } catch {
            gate.note(error, on: item.account)
            metrics.verified("unreachable")
            details["why"] = "\(error.detail)"
            logger.warning("cannot ask for a template", metadata: details)
            return false
        }
    }

    private nonisolated func record(
        _ verdict: TemplateVerdict, of binding: TemplateBinding,
        _ fingerprint: TemplateFingerprint?
    ) async -> Bool {
        let report = VerificationReport(
            merchant: binding.merchant, binding: binding.id, version: binding.version,
            verdict: verdict, fingerprint: fingerprint)
        guard case .success = await store.perform(.recordVerification(report)) else { return false }
        // A verdict that leaves it unverified is asked for again, after a pause.
        return verdict.status != .unverified
    }
}
