import Notifications
import TestKit

@testable import Delivery

/// Drives a scheduler against queues of rows and a scripted Meta, without tasks: its time jumps from
/// one event to the next.
struct Simulation {
    /// The rows of a queue, made when they are asked for; those before `first` are gone, and some after.
    struct Rows {
        var state: QueueState
        var count: Int
        var recipient: (Int) -> String
        var first = 0
        var gone: Set<Int> = []

        func isPending(_ index: Int) -> Bool {
            index >= first && index < count && !gone.contains(index)
        }

        mutating func take(_ index: Int) {
            gone.insert(index)
            while gone.remove(first) != nil { first += 1 }
        }
    }

    struct Send: Hashable {
        var item: DueNotification
        var uptime: Duration
    }

    private struct Planned {
        var uptime: Duration
        var happening: Happening
    }

    private enum Happening {
        case event(Scheduler.Event)
        /// A message begins to leave.
        case departure
    }

    var scheduler: Scheduler
    var now = moment(.zero)
    var rows: [QueueID: Rows] = [:]
    var senders: [Sender] = []
    /// How long a send takes.
    var sendTime = Duration.milliseconds(80)
    /// How long it is from the choice to a send's first byte.
    var leaveTime = Duration.milliseconds(5)
    /// What Meta answers.
    var answer: (DueNotification, Duration) -> SendResult = { item, _ in
        .accepted(MessageID(rawValue: "w"), isHeld: false)
    }
    /// What the store answers to an arm.
    var arm: (Scheduler.Choice, Duration) -> Scheduler.ArmOutcome = { _, _ in .sending }
    private(set) var sent: [Send] = []
    private(set) var changes: [SenderHealth.Change] = []
    private(set) var asked: [Duration] = []
    private(set) var loads = 0
    private(set) var surveys = 0
    private(set) var waitingPeak = 0
    private(set) var inFlightPeak = 0
    private(set) var aheadPeak = 0
    /// Messages that have left and that the scheduler was not told of: too few yet, as in the engine.
    private(set) var departures = 0
    private var planned: [Planned] = []
    private var wake: Duration? = .zero

    init(options: DeliveryOptions = DeliveryOptions()) {
        scheduler = Scheduler(limits: options.schedulerLimits)
    }

    /// Adds rows that are due, in a queue of the merchant; returns the queue.
    @discardableResult
    mutating func add(
        _ count: Int, of merchant: String = "m", lane: Lane = .postPayment,
        from number: String? = "100", after delay: Duration = .zero, releasedAt: Timestamp? = nil,
        app: Int64 = 1,
        to recipient: ((Int) -> String)? = nil
    ) -> QueueID {
        let id = QueueID(rawValue: Int64(rows.count + 1))
        let state = QueueState(
            id: id, merchant: MerchantID(rawValue: merchant), lane: lane,
            sender: number.map { PhoneNumberID(rawValue: $0) },
            app: number.map { _ in AppID(rawValue: app) }, template: "t\(id.rawValue)",
            hold: nil, releasedAt: releasedAt, nextDue: now.wall + delay)
        rows[id] = Rows(
            state: state, count: count,
            recipient: recipient ?? { "+\(id.rawValue)\(1_000_000 + $0)" })
        return id
    }

    /// Adds a row to the queue and announces it, as a commit does.
    mutating func announce(in queue: QueueID) {
        guard let index = rows[queue]?.count else { return }
        rows[queue]?.count += 1
        feed(.announced(CommitEvents(due: [item(index, of: queue)].compactMap(\.self))))
    }

    /// Lets everything happen up to the uptime.
    mutating func run(until end: Duration) {
        while let next = [planned.last?.uptime, wake].compactMap(\.self).min(), next <= end {
            advance(to: next)
            if let wake, wake <= next {
                self.wake = nil
                feed(.ticked)
            } else {
                switch planned.popLast()?.happening {
                case .event(let event): feed(event)
                case .departure: depart()
                case nil: break
                }
            }
        }
        advance(to: end)
    }

    private mutating func depart() {
        departures += 1
        guard departures == scheduler.limits.departuresWorthTaking else { return }
        feed(.left(departures))
        departures = 0
    }

    private mutating func advance(to uptime: Duration) {
        let step = max(uptime - now.uptime, .zero)
        now = ClockReading(wall: now.wall + step, uptime: now.uptime + step)
    }

    /// Tells the scheduler and does what it says.
    mutating func feed(_ event: Scheduler.Event) {
        for action in scheduler.receive(event, at: now) { carryOut(action) }
        waitingPeak = max(waitingPeak, scheduler.waitingCount)
        inFlightPeak = max(inFlightPeak, scheduler.inFlightCount)
        aheadPeak = max(aheadPeak, scheduler.ahead)
    }

    func count(of merchant: String) -> Int {
        sent.count { $0.item.reference.merchant.rawValue == merchant }
    }

    private mutating func carryOut(_ action: Scheduler.Action) {
        switch action {
        case .survey:
            surveys += 1
            plan(.surveyed(survey(), cost: .zero), after: .milliseconds(1))
        case .sweep: plan(.swept(deadline: nil, cost: .zero), after: .milliseconds(1))
        case .load(let flow, let queues, let limit):
            loads += 1
            let page = page(of: queues, limit: limit)
            plan(.loaded(flow, page, isLast: page.count < limit), after: .milliseconds(1))
        case .arm(let choices): arm(choices)
        case .ask(let number, let merchant):
            asked.append(now.uptime)
            plan(.asked(number, merchant, .works), after: .milliseconds(50))
        case .record(let change): changes.append(change)
        case .wake(let uptime): wake = uptime
        case .finish: break
        }
    }

    private mutating func arm(_ choices: [Scheduler.Choice]) {
        let arms = choices.map {
            Scheduler.Arm(reference: $0.reference, outcome: arm($0, now.uptime))
        }
        plan(.armed(arms), after: .milliseconds(4))
        for arm in arms where arm.outcome == .settled { take(arm.reference) }
        for (choice, arm) in zip(choices, arms) where arm.outcome == .sending {
            take(choice.reference)
            let result = answer(choice.item, now.uptime)
            sent.append(Send(item: choice.item, uptime: now.uptime))
            plan(.departure, after: leaveTime)
            plan(.sent(choice.reference, result, took: sendTime), after: sendTime)
            plan(.finished(choice.reference), after: sendTime + .milliseconds(4))
        }
    }

    private mutating func plan(_ event: Scheduler.Event, after delay: Duration) {
        plan(.event(event), after: delay)
    }

    private mutating func plan(_ happening: Happening, after delay: Duration) {
        let uptime = now.uptime + delay
        // The next one comes last; of two at the same time the one that was planned first.
        let index = planned.lastIndex { $0.uptime > uptime }.map { $0 + 1 } ?? 0
        planned.insert(Planned(uptime: uptime, happening: happening), at: index)
    }
}

// MARK: - The store

extension Simulation {
    /// Takes the row out of what is pending.
    mutating func take(_ reference: NotificationReference) {
        let parts = reference.notification.rawValue.split(separator: ":").compactMap { Int64($0) }
        guard parts.count == 2 else { return }
        rows[QueueID(rawValue: parts[0])]?.take(Int(parts[1]))
    }

    private func survey() -> Scheduler.Survey {
        let pending = rows.values.filter { $0.first < $0.count }.map(\.state)
        return Scheduler.Survey(queues: pending, senders: senders)
    }

    private func page(of queues: [QueueID], limit: Int) -> [DueNotification] {
        var page: [DueNotification] = []
        for queue in queues {
            guard let rows = rows[queue], rows.state.nextDue <= now.wall else { continue }
            var taken = 0
            for index in rows.first..<rows.count where rows.isPending(index) {
                if taken == limit { break }
                taken += 1
                if let item = item(index, of: queue) { page.append(item) }
            }
        }
        return Array(page.prefix(limit))
    }

    private func item(_ index: Int, of queue: QueueID) -> DueNotification? {
        guard let rows = rows[queue] else { return nil }
        return due(
            "\(queue.rawValue):\(index)", merchant: rows.state.merchant.rawValue,
            queue: queue.rawValue, to: rows.recipient(index), at: rows.state.nextDue)
    }
}
