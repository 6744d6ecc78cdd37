import Notifications

/// Names a flow within its sender number.
struct FlowKey: Hashable, Sendable {
    var lane: Lane
    var merchant: MerchantID
    /// The template that goes slowly because its hold ended a moment ago; its queues make a flow of
    /// their own.
    var released: String?
}

/// Names a flow.
struct FlowID: Hashable, Sendable {
    /// nil: those that have no number to leave from.
    var sender: PhoneNumberID?
    var key: FlowKey
}

/// The due notifications of a merchant in a lane of a number: the first of them in memory, in the order
/// in which they leave, the rest in the store.
struct Flow: Sendable {
    /// Those of a recipient who may not be written to yet, first in, first out.
    private struct Parked {
        var until: Duration
        var items: [DueNotification]
    }

    /// The queues that it takes from.
    var queues: Set<QueueID> = []
    /// Whether all that is due is in memory, or on its way out.
    var isComplete = true
    /// Whether the store is being asked.
    private(set) var isLoading = false
    /// The store is not asked before this uptime.
    var askAt = Duration.zero
    /// When something in the store becomes due; nil: not known.
    private(set) var nextDue: Timestamp?
    /// Whether the scheduler passes it over for a while.
    var isResting = false
    private var waiting: [DueNotification] = []
    private var parked: [PhoneNumber: Parked] = [:]
    private var parkedCount = 0
    /// Those that ended since the store was asked, which may show them as they were before.
    private var endedMeanwhile: Set<NotificationReference> = []
    /// Whether something was announced since the store was asked.
    private var isBehind = false

    /// How many are in memory.
    var count: Int { waiting.count + parkedCount }
    /// The next one; nil: none that may be taken now.
    var first: DueNotification? { waiting.first }
    /// All that are in memory.
    var items: [DueNotification] { waiting + parked.values.flatMap(\.items) }
    /// When the first parked ones may be taken; nil: none is parked.
    var wakesAt: Duration? { parked.values.lazy.map(\.until).min() }

    /// Whether the announced one may go straight in: nothing that is due stands before it in the store.
    func takesDirectly(pageMax: Int) -> Bool { isComplete && !isLoading && count < pageMax }

    mutating func append(_ item: DueNotification) { waiting.append(item) }

    mutating func removeFirst() -> DueNotification { waiting.removeFirst() }

    /// Until when others to the recipient wait, which go first; nil: none does.
    func parkedUntil(_ recipient: PhoneNumber) -> Duration? { parked[recipient]?.until }

    /// Lays the first one aside until its recipient may be written to.
    mutating func parkFirst(until uptime: Duration) {
        let item = waiting.removeFirst()
        parked[item.recipient, default: Parked(until: uptime, items: [])].items.append(item)
        parkedCount += 1
    }

    /// Puts those back first whose time has come.
    mutating func unpark(at uptime: Duration) {
        let ended = parked.filter { $0.value.until <= uptime }
        let items = ended.values.flatMap { $0.items.enumerated() }
            .sorted { ($0.element.dueAt, $0.offset) < ($1.element.dueAt, $1.offset) }
            .map(\.element)
        for recipient in ended.keys { parked[recipient] = nil }
        parkedCount -= items.count
        waiting.insert(contentsOf: items, at: 0)
    }

    /// Drops all that do not belong here and returns them.
    mutating func remove(
        where isOut: (DueNotification) -> Bool
    ) -> [DueNotification] {
        let all = items
        let out = all.filter(isOut)
        if out.isEmpty { return [] }
        waiting.removeAll(where: isOut)
        for recipient in parked.keys {
            parked[recipient]?.items.removeAll(where: isOut)
            if parked[recipient]?.items.isEmpty ?? false { parked[recipient] = nil }
        }
        parkedCount = parked.values.reduce(0) { $0 + $1.items.count }
        return out
    }

    /// Something becomes due at the moment.
    mutating func expect(_ moment: Timestamp) { nextDue = min(nextDue ?? moment, moment) }

    /// What was expected is due: the store has it.
    mutating func meetExpectation(at now: ClockReading) -> Bool {
        guard let due = nextDue, due <= now.wall else { return false }
        nextDue = nil
        fallBehind(at: now)
        return true
    }

    /// There is something due that is not in memory.
    mutating func fallBehind(at now: ClockReading) {
        isComplete = false
        isBehind = true
        askAt = min(askAt, now.uptime)
    }
}

// MARK: - The question to the store

extension Flow {
    /// Whether it wants more from the store, as soon as it may ask.
    func needsLoad(pageMax: Int) -> Bool {
        !isComplete && !isLoading && waiting.count <= pageMax / 4 && count <= pageMax * 3 / 4
    }

    /// The store is asked.
    mutating func beginLoading(again uptime: Duration) {
        isLoading = true
        isBehind = false
        askAt = uptime
    }

    /// One of its notifications came to an end, or to another wait.
    mutating func noteEnd(of reference: NotificationReference) {
        if isLoading { endedMeanwhile.insert(reference) }
    }

    /// The store answered; returns those to believe.
    mutating func endLoading(
        _ page: [DueNotification], isLast: Bool
    ) -> [DueNotification] {
        isLoading = false
        let believed = page.filter { !endedMeanwhile.contains($0.reference) }
        isComplete = isLast && !isBehind && believed.count == page.count
        endedMeanwhile = []
        return believed
    }

    /// The store did not answer: it is asked again after the pause.
    mutating func failLoading(until uptime: Duration) {
        isLoading = false
        endedMeanwhile = []
        askAt = max(askAt, uptime)
    }
}
