import Notifications

/// Chooses what to arm, when to ask the store and when to wake: a machine without clock or store.
///
/// Its memory is bounded by ``Limits``: what does not fit stays in the store, which is asked again.
/// Nothing is armed while a result waits to be stored.
struct Scheduler: Sendable {
    /// How much is held and how often the store is asked.
    struct Limits: Hashable, Sendable {
        /// Due notifications held, and asked for at once.
        var pageMax: Int
        /// Notifications between the choice to arm them and the commit of their results.
        var inFlightMax: Int
        /// The longest time without a look at the store.
        var sweepInterval: Duration
        /// The shortest time to a planned look, so that near moments share one.
        var wakeUpDelayMin: Duration
    }

    /// What the store knew when it was asked.
    struct Page: Hashable, Sendable {
        /// Earliest due first; at most ``Limits/pageMax``.
        var due: [NotificationReference]
        /// When something becomes due or expires; nil: never.
        var wakeUp: Timestamp?
    }

    /// What became of an arm.
    enum ArmOutcome: Hashable, Sendable {
        /// It is committed and the message is on its way.
        case sending
        /// It has to wait for another notification; it is announced again then.
        case waiting
        /// It is not to be sent, and no longer due.
        case settled
        /// The store did not carry it out.
        case failed
    }

    /// What happened.
    enum Event: Hashable, Sendable {
        /// The store told of due notifications; without some of them unless complete.
        case announced([DueNotification], isComplete: Bool)
        /// The moment to wake at has come, or the work begins.
        case ticked
        case loaded(Page)
        case loadFailed
        case armed(NotificationReference, ArmOutcome)
        /// A result could not be stored and is kept until it can.
        case reportKept(NotificationReference)
        /// The result is stored, or was given up.
        case finished(NotificationReference)
        /// Nothing is armed from here on.
        case stopped
    }

    /// What the owner is to do.
    enum Action: Hashable, Sendable {
        /// Ask the store for a page, and answer `loaded` or `loadFailed`.
        case load
        /// Arm these in one commit, and answer `armed` for each.
        case arm([NotificationReference])
        /// Answer `ticked` at the moment, in place of an earlier one.
        case wake(at: Timestamp)
        /// Stopped, and nothing is in flight.
        case finish
    }

    private let limits: Limits
    private var ready = ReadyQueue()
    private var inFlight: Set<NotificationReference> = []
    /// Those in flight whose arm is not answered: while there are some, no others are armed, which
    /// keeps the order and fills the next commit.
    private var arming: Set<NotificationReference> = []
    /// Those in flight whose results could not be stored yet.
    private var kept: Set<NotificationReference> = []
    /// Whether the store has due notifications that are not in `ready`.
    private var hasMore = false
    /// Whether something moved since the last page: only then is another one asked for before time.
    private var hasMoved = false
    private var isLoading = false
    /// Those that ended since the page under way was asked for: it may show them as they were before.
    private var endedMeanwhile: Set<NotificationReference> = []
    private var isStopping = false
    private var wakeAt = Timestamp(milliseconds: .min)
    private var plannedWake: Timestamp?

    init(limits: Limits) { self.limits = limits }

    /// How many are between the choice to arm them and the commit of their results.
    var inFlightCount: Int { inFlight.count }

    /// Takes an event in and says what to do.
    mutating func receive(_ event: Event, at now: Timestamp) -> [Action] {
        // A clock that was set back must not put the next look off.
        wakeAt = min(wakeAt, now + limits.sweepInterval)
        switch event {
        case .announced(let due, let isComplete): announce(due, isComplete: isComplete, at: now)
        case .ticked: plannedWake = nil
        case .loaded(let page): take(page, at: now)
        case .loadFailed: giveUpLoading(at: now)
        case .armed(let reference, let outcome):
            arming.remove(reference)
            settle(reference, outcome, at: now)
        case .reportKept(let reference): kept.insert(reference)
        case .finished(let reference): finish(reference)
        case .stopped: isStopping = true
        }
        return plan(at: now)
    }
}

// MARK: - What an event changes

extension Scheduler {
    private mutating func announce(
        _ due: [DueNotification], isComplete: Bool, at now: Timestamp
    ) {
        hasMoved = true
        if !isComplete { hasMore = true }
        // Older ones may wait in the store: it is asked for them in their order. But a page of
        // which all have to wait holds up nobody.
        let isBehind = hasMore && !ready.isEmpty
        for item in due.sorted(by: { $0.dueAt < $1.dueAt }) {
            if item.dueAt > now || inFlight.contains(item.reference) {
                wakeAt = min(wakeAt, max(item.dueAt, now + limits.wakeUpDelayMin))
            } else if isBehind || ready.count >= limits.pageMax {
                hasMore = true
            } else {
                ready.append(item.reference)
            }
        }
    }

    private mutating func take(_ page: Page, at now: Timestamp) {
        isLoading = false
        hasMore = page.due.count >= limits.pageMax
        // What was announced while the page was read is not in it.
        let announced = ready.takeNext(ready.count)
        let believed = page.due.filter { !endedMeanwhile.contains($0) }
        if believed.count < page.due.count { hasMore = true }
        endedMeanwhile = []
        for reference in believed + announced where !inFlight.contains(reference) {
            guard ready.count < limits.pageMax else {
                hasMore = true
                break
            }
            ready.append(reference)
        }
        let sweep = now + limits.sweepInterval
        guard let wakeUp = page.wakeUp, wakeUp > now else { return wakeAt = sweep }
        wakeAt = min(sweep, max(wakeUp, now + limits.wakeUpDelayMin))
    }

    private mutating func giveUpLoading(at now: Timestamp) {
        isLoading = false
        endedMeanwhile = []
        hasMore = true
        wakeAt = now + limits.sweepInterval
    }

    private mutating func settle(
        _ reference: NotificationReference, _ outcome: ArmOutcome, at now: Timestamp
    ) {
        switch outcome {
        case .sending:
            hasMoved = true
            return
        case .settled: hasMoved = true
        case .waiting: break
        case .failed:
            // The store does not write: let go of all, and ask again after the usual time.
            _ = ready.takeNext(ready.count)
            hasMore = true
            hasMoved = false
            wakeAt = now + limits.sweepInterval
        }
        end(reference)
    }

    private mutating func finish(_ reference: NotificationReference) {
        kept.remove(reference)
        end(reference)
        hasMoved = true
    }

    private mutating func end(_ reference: NotificationReference) {
        inFlight.remove(reference)
        if isLoading { endedMeanwhile.insert(reference) }
    }
}

// MARK: - What follows

extension Scheduler {
    private mutating func plan(at now: Timestamp) -> [Action] {
        if isStopping { return inFlight.isEmpty ? [.finish] : [] }
        guard kept.isEmpty else { return [] }
        var actions: [Action] = []
        let chosen = arming.isEmpty ? ready.takeNext(limits.inFlightMax - inFlight.count) : []
        if !chosen.isEmpty {
            inFlight.formUnion(chosen)
            arming.formUnion(chosen)
            actions.append(.arm(chosen))
        }
        if isLoading { return actions }
        if shouldLoad(at: now) {
            isLoading = true
            hasMoved = false
            plannedWake = nil
            actions.append(.load)
        } else if plannedWake != wakeAt {
            plannedWake = wakeAt
            actions.append(.wake(at: wakeAt))
        }
        return actions
    }

    private func shouldLoad(at now: Timestamp) -> Bool {
        if now >= wakeAt { return true }
        return hasMore && hasMoved && ready.isEmpty && inFlight.count < limits.inFlightMax
    }
}
