import Notifications

// What each event changes.

extension Scheduler {
    mutating func announce(_ events: CommitEvents, isComplete: Bool, at now: ClockReading) {
        if events.queuesChanged {
            staleness.hasChanged = true
            survey.want()
            expediteQuestions(at: now)
        }
        if !isComplete {
            staleness.hasLost = true
            survey.want()
        }
        for item in events.due.sorted(by: { $0.dueAt < $1.dueAt }) { announce(item, at: now) }
    }

    private mutating func announce(_ item: DueNotification, at now: ClockReading) {
        switch places[item.queue] {
        case nil: survey.want()
        case .blocked: break
        case .flow(let id):
            guard let index = indices[id.sender] else { return }
            if item.dueAt > now.wall || inFlight[item.reference] != nil {
                // It may be due again once its result is stored.
                expect(item.dueAt, in: id, at: now)
            } else if !waiting.contains(item.reference) {
                let pageMax = pageMax
                let isTaken = senders[index].change(id.key) { flow in
                    let takesDirectly = flow.takesDirectly(pageMax: pageMax)
                    if takesDirectly { flow.append(item) } else { flow.fallBehind(at: now) }
                    return takesDirectly
                }
                if isTaken == true { waiting.insert(item.reference) }
            }
        }
    }

    /// An account may have a token that works: its merchants need not wait for the next question.
    private mutating func expediteQuestions(at now: ClockReading) {
        if let expeditedAt, now.uptime - expeditedAt < .seconds(5) { return }
        expeditedAt = now.uptime
        for index in senders.indices { senders[index].health?.expedite() }
    }

    /// Something of the flow becomes due at the moment, or in a little while if that has passed.
    mutating func expect(_ moment: Timestamp, in id: FlowID, at now: ClockReading) {
        guard let index = indices[id.sender] else { return }
        let moment = max(moment, now.wall + limits.wakeUpDelayMin)
        senders[index].change(id.key) { $0.expect(moment) }
        nextDue = min(nextDue ?? moment, moment)
    }

    mutating func endSweep(_ deadline: Timestamp?, cost: Duration, at now: ClockReading) {
        sweep.end(at: now.uptime, took: cost)
        // One that has passed could not be ended: it has to wait.
        guard let deadline, deadline > now.wall else { return }
        sweep.want(at: max(now.uptime(of: deadline), now.uptime + limits.wakeUpDelayMin))
    }
}

// MARK: - Pages

extension Scheduler {
    mutating func take(
        _ page: [DueNotification], of id: FlowID, isLast: Bool, at now: ClockReading
    ) {
        loads -= 1
        guard let index = indices[id.sender] else { return }
        let believed = senders[index].change(id.key) { $0.endLoading(page, isLast: isLast) }
        let added = (believed ?? []).filter { item in
            places[item.queue] == .flow(id) && !waiting.contains(item.reference)
                && inFlight[item.reference] == nil
        }
        senders[index].change(id.key) { flow in
            for item in added { flow.append(item) }
            // One that is in flight may be pending once more by now: it is asked for again.
            if page.contains(where: { inFlight[$0.reference] != nil }) { flow.isComplete = false }
        }
        waiting.formUnion(added.map(\.reference))
    }

    mutating func failLoad(of id: FlowID, at now: ClockReading) {
        loads -= 1
        guard let index = indices[id.sender] else { return }
        senders[index].change(id.key) { $0.failLoading(until: now.uptime + limits.readPause) }
    }
}

// MARK: - Arms and results

extension Scheduler {
    mutating func settle(_ arms: [Arm], at now: ClockReading) {
        batches -= 1
        for arm in arms {
            guard let choice = inFlight[arm.reference] else { continue }
            let index = indices[choice.flow.sender]
            let key = choice.flow.key
            if arm.outcome == .sending || arm.outcome == .settled, let index {
                // Something moved: the flow may be asked for at once.
                senders[index].change(key) { $0.askAt = min($0.askAt, now.uptime) }
            }
            if arm.outcome == .sending { continue }
            ahead -= 1
            end(choice, wasSent: false)
            switch arm.outcome {
            case .sending, .waiting, .settled: break
            case .later(let moment): expect(moment, in: choice.flow, at: now)
            case .moved: move(choice.flow, at: now)
            case .failed:
                // The store does not write: ask again after the usual time.
                armsRestUntil = now.uptime + limits.sweepInterval
                if let index { senders[index].change(key) { $0.fallBehind(at: now) } }
            }
        }
    }

    private mutating func move(_ id: FlowID, at now: ClockReading) {
        guard let index = indices[id.sender] else { return }
        let out = senders[index].change(id.key) { flow in
            flow.isComplete = true
            return flow.remove { _ in true }
        }
        waiting.subtract((out ?? []).map(\.reference))
        staleness.hasChanged = true
        // Should survey and arm contradict each other, they do so once an interval.
        if let movedAt, now.uptime - movedAt < limits.sweepInterval { return }
        movedAt = now.uptime
        survey.want()
    }

    mutating func finish(_ reference: NotificationReference) {
        kept.remove(reference)
        if let choice = inFlight[reference] { end(choice, wasSent: true) }
    }

    private mutating func end(_ choice: Choice, wasSent: Bool) {
        inFlight[choice.reference] = nil
        guard let index = indices[choice.flow.sender] else { return }
        senders[index].end(choice.flow.key, wasSent: wasSent)
        senders[index].change(choice.flow.key) { $0.noteEnd(of: choice.reference) }
    }
}

// MARK: - What sends tell of their number

extension Scheduler {
    mutating func learn(
        from result: SendResult, of reference: NotificationReference, took duration: Duration,
        at now: ClockReading
    ) {
        guard let choice = inFlight[reference], let index = indices[choice.flow.sender] else {
            return
        }
        senders[index].learn(result, took: duration, at: now.uptime)
        switch result {
        case .accepted:
            senders[index].pairs.accept(choice.item.recipient)
            senders[index].accepted(choice.flow.key)
        case .refused(_, .pairLimit, _):
            senders[index].pairs.refuse(choice.item.recipient, at: now.uptime)
        case .refused(_, .throughput, _): senders[index].rate?.cut(at: now.uptime)
        case .refused, .notSent, .unknown: break
        }
        let changes = senders[index].health?.record(result, of: reference.merchant, at: now)
        note(changes ?? [], of: index, at: now)
    }

    mutating func take(
        _ answer: SenderHealth.Answer, for merchant: MerchantID, number: PhoneNumberID,
        at now: ClockReading
    ) {
        guard let index = indices[number] else { return }
        let changes = senders[index].health?.answered(answer, for: merchant, at: now)
        note(changes ?? [], of: index, at: now)
        senders[index].refresh(merchant: merchant)
    }

    /// Takes transitions to where they have consequences.
    mutating func note(_ changes: [SenderHealth.Change], of index: Int, at now: ClockReading) {
        for change in changes {
            if let merchant = change.report.merchant {
                senders[index].refresh(merchant: merchant)
            } else if change.kind == .resumed {
                senders[index].rate?.restart(at: now.uptime)
            }
            outbox.append(.record(change))
        }
    }
}
