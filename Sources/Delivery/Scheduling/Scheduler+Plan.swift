import Notifications

// What follows from the state: who goes next, what to ask for and when to look again.

extension Scheduler {
    mutating func plan(at now: ClockReading) -> [Action] {
        tickSenders(at: now)
        var actions = outbox
        outbox = []
        if isStopping { return actions + (inFlight.isEmpty ? [.finish] : []) }
        meetExpectations(at: now)
        let chosen = choose(at: now)
        if !chosen.isEmpty {
            batches += 1
            actions.append(.arm(chosen))
        }
        actions += questions(at: now)
        if let moment = nextMoment(at: now), plannedWake.map({ moment < $0 }) ?? true {
            plannedWake = moment
            actions.append(.wake(at: moment))
        }
        return actions
    }

    private mutating func tickSenders(at now: ClockReading) {
        for index in senders.indices {
            senders[index].wakeDozing(at: now)
            guard let moment = senders[index].health?.nextMoment, moment <= now.uptime,
                let number = senders[index].number,
                let (changes, toAsk) = senders[index].health?.tick(at: now)
            else { continue }
            note(changes, of: index, at: now)
            outbox += toAsk.map { .ask(number, $0) }
        }
    }

    private mutating func meetExpectations(at now: ClockReading) {
        guard let due = nextDue, due <= now.wall else { return }
        nextDue = nil
        for index in senders.indices {
            for key in senders[index].flows.keys {
                guard let due = senders[index].flows[key]?.nextDue else { continue }
                if due > now.wall {
                    nextDue = min(nextDue ?? due, due)
                } else {
                    senders[index].change(key) { $0.meetExpectation(at: now) }
                    // What becomes due after it is not known.
                    survey.want()
                }
            }
        }
    }

    private mutating func choose(at now: ClockReading) -> [Choice] {
        guard mayArm(at: now) else { return [] }
        let room = min(limits.aheadMax - ahead, limits.inFlightMax - inFlight.count)
        var chosen: [Choice] = []
        for offset in senders.indices where chosen.count < room {
            let index = (turn + offset) % senders.count
            while chosen.count < room, let pick = senders[index].next(at: now) {
                let flow = FlowID(sender: senders[index].number, key: pick.key)
                chosen.append(Choice(item: pick.item, flow: flow))
            }
        }
        if !chosen.isEmpty { turn = (turn + 1) % senders.count }
        for choice in chosen {
            waiting.remove(choice.reference)
            inFlight[choice.reference] = choice
        }
        ahead += chosen.count
        return chosen
    }

    private func mayArm(at now: ClockReading) -> Bool {
        hasSurvey && kept.isEmpty && batches < limits.batchesMax && armsRestUntil <= now.uptime
            && inFlight.count < limits.inFlightMax
            && limits.aheadMax - ahead >= limits.departuresWorthTaking
    }

    private mutating func questions(at now: ClockReading) -> [Action] {
        var actions: [Action] = []
        if survey.begin(at: now.uptime) {
            (stalenessAsked, staleness) = (staleness, Staleness())
            actions.append(.survey)
        }
        guard hasSurvey else { return actions }
        if sweep.begin(at: now.uptime) { actions.append(.sweep) }
        for offset in senders.indices {
            let index = (turn + offset) % senders.count
            while loads < limits.loadsMax, let key = senders[index].nextToLoad(at: now) {
                let again = now.uptime + limits.sweepInterval
                senders[index].change(key) { $0.beginLoading(again: again) }
                loads += 1
                let flow = FlowID(sender: senders[index].number, key: key)
                let queues = senders[index].flows[key]?.queues ?? []
                actions.append(.load(flow, Array(queues), limit: pageLimit))
            }
        }
        return actions
    }

    /// How much to ask for: less when memory runs short.
    private var pageLimit: Int {
        let pageMax = pageMax
        return max(
            limits.pageMin, min(pageMax, limits.waitingMax - waiting.count - loads * pageMax))
    }

    /// What a flow may hold: an equal share for each.
    var pageMax: Int {
        let count = senders.reduce(0) { $0 + $1.flows.count }
        return min(limits.pageMax, max(limits.pageMin, limits.waitingMax / max(count, 1)))
    }

    private mutating func nextMoment(at now: ClockReading) -> Duration? {
        var moments = [
            survey.nextMoment, hasSurvey ? sweep.nextMoment : nil,
            // Whatever was forgotten here is found then.
            now.uptime + limits.sweepInterval,
        ]
        if let due = nextDue { moments.append(now.uptime(of: due) + limits.wakeUpDelayMin) }
        if armsRestUntil > now.uptime { moments.append(armsRestUntil) }
        for index in senders.indices {
            moments.append(senders[index].nextMoment(at: now))
            if loads < limits.loadsMax { moments.append(senders[index].nextAsk) }
        }
        // Never at once: all that can be done at this moment is done.
        return moments.lazy.compactMap(\.self).min().map { max($0, now.uptime + .milliseconds(1)) }
    }
}
