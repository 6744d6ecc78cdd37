import Notifications

// Queues and senders, and the flows that follow from them.

extension Scheduler {
    /// How long a queue goes slowly after the hold of its template ended.
    static let releaseTime = Duration.seconds(180)

    mutating func take(_ answer: Survey, cost: Duration, at now: ClockReading) {
        survey.end(at: now.uptime, took: cost)
        for sender in answer.senders { take(sender, at: now) }
        apply(answer, at: now)
        let found = Dictionary(
            answer.queues.map { ($0.id, place(of: $0, at: now)) }, uniquingKeysWith: { $1 })
        // What is not listed has nothing pending and is as it was, unless something changed.
        places = stalenessAsked.hasChanged ? found : places.merging(found) { $1 }
        arrangeFlows(at: now)
        setReleased(answer.queues, at: now)
        askForDue(answer.queues, at: now)
        hasSurvey = true
        stalenessAsked = Staleness()
    }

    mutating func failSurvey(at now: ClockReading) {
        survey.fail(at: now.uptime)
        if stalenessAsked.hasChanged { staleness.hasChanged = true }
        if stalenessAsked.hasLost { staleness.hasLost = true }
    }

    private mutating func take(_ sender: Sender, at now: ClockReading) {
        let isNew = !hasSurvey || indices[sender.number] == nil
        let index = index(of: sender.number)
        if isNew { senders[index].health?.install(sender.stops, at: now) }
        guard let throughput = sender.details?.throughput else { return }
        if isNew { senders[index].rate = SendRate(ceiling: throughput) }
        senders[index].rate?.setCeiling(throughput, at: now.uptime)
    }

    /// News of an account stop numbers, and let them go, from outside.
    private mutating func apply(_ answer: Survey, at now: ClockReading) {
        let known = Dictionary(
            answer.senders.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        let queues = Dictionary(grouping: answer.queues, by: \.sender)
        for index in senders.indices {
            guard let number = senders[index].number else { continue }
            let apps = Dictionary(
                (queues[number] ?? []).compactMap { queue in queue.app.map { (queue.merchant, $0) }
                },
                uniquingKeysWith: { $1 })
            senders[index].health?.learn(apps, isShared: known[number]?.isShared ?? false)
            senders[index].health?.apply(known[number]?.stops ?? [], at: now)
        }
    }

    private func place(of queue: QueueState, at now: ClockReading) -> Place {
        if queue.hold != nil { return .blocked }
        let isReleased = queue.releasedAt.map { isSlow($0, at: now) } ?? false
        let key = FlowKey(
            lane: queue.lane, merchant: queue.merchant,
            released: isReleased ? queue.template : nil)
        return .flow(FlowID(sender: queue.sender, key: key))
    }

    private func isSlow(_ released: Timestamp, at now: ClockReading) -> Bool {
        // A moment to come is a clock that was set back.
        released <= now.wall && now.wall.since(released) < Self.releaseTime
    }

    private mutating func index(of number: PhoneNumberID?) -> Int {
        if let index = indices[number] { return index }
        indices[number] = senders.count
        senders.append(SenderWork(number: number, limits: limits.sender, pageMax: pageMax))
        return senders.count - 1
    }

    private mutating func arrangeFlows(at now: ClockReading) {
        var queues: [FlowID: Set<QueueID>] = [:]
        for case (let queue, .flow(let id)) in places { queues[id, default: []].insert(queue) }
        for id in queues.keys { senders[index(of: id.sender)].makeFlow(id.key) }
        let pageMax = pageMax
        for index in senders.indices {
            senders[index].pageMax = pageMax
            for key in senders[index].flows.keys {
                let id = FlowID(sender: senders[index].number, key: key)
                drop(arrange(key, of: index, queues: queues[id] ?? [], at: now))
            }
        }
    }

    private mutating func arrange(
        _ key: FlowKey, of index: Int, queues: Set<QueueID>, at now: ClockReading
    ) -> [DueNotification] {
        if queues.isEmpty { return senders[index].removeFlow(key) }
        if senders[index].flows[key]?.queues == queues { return [] }
        let out = senders[index].change(key) { flow in
            if !queues.isSubset(of: flow.queues) { flow.fallBehind(at: now) }
            flow.queues = queues
            return flow.remove { !queues.contains($0.queue) }
        }
        return out ?? []
    }

    private mutating func drop(_ items: [DueNotification]) {
        if items.isEmpty { return }
        waiting.subtract(items.map(\.reference))
        // A queue that is not listed may have been filled after the survey was read.
        if items.contains(where: { places[$0.queue] == nil }) { survey.want() }
    }

    private mutating func setReleased(_ queues: [QueueState], at now: ClockReading) {
        for queue in queues {
            guard case .flow(let id) = places[queue.id], id.key.released != nil,
                let released = queue.releasedAt
            else { continue }
            survey.want(at: now.uptime(of: released + Self.releaseTime))
        }
        for index in senders.indices {
            let templates = Set(senders[index].flows.keys.compactMap(\.released))
            senders[index].setReleased(templates, at: now)
            senders[index].refresh()
        }
    }

    private mutating func askForDue(_ queues: [QueueState], at now: ClockReading) {
        oldestDue = [:]
        for queue in queues {
            let due = queue.nextDue
            oldestDue[queue.lane] = min(oldestDue[queue.lane] ?? due, due)
            guard case .flow(let id) = places[queue.id], let index = indices[id.sender] else {
                continue
            }
            if due > now.wall {
                expect(due, in: id, at: now)
                continue
            }
            let isAsked =
                stalenessAsked.hasLost || stalenessAsked.hasChanged
                || senders[index].flows[id.key]?.count == 0
            if isAsked { senders[index].change(id.key) { $0.fallBehind(at: now) } }
        }
    }
}
