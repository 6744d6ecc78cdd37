import Notifications

/// What waits for a sender number, and the order in which it leaves: lanes by their weights, merchants
/// in turn, first in first out, within the limits of number and recipient.
struct SenderWork: Sendable {
    /// What was chosen, and the flow that it came from.
    struct Pick: Hashable, Sendable {
        var item: DueNotification
        var key: FlowKey
    }

    /// How much is in flight at once.
    struct Limits: Hashable, Sendable {
        /// From a number, however fast it is.
        var inFlightMax: Int
        /// The share of what the number may have that a merchant may take while others wait.
        var merchantShare = 0.5
    }

    /// nil: what has no number to leave from; its arms end it with the reason.
    let number: PhoneNumberID?
    let limits: Limits
    /// Meets the number's rate; nil without a number.
    var rate: SendRate?
    /// Stops the number; nil without one.
    var health: SenderHealth?
    private var window: InFlightWindow
    var pairs = PairLimiter()
    private(set) var flows: [FlowKey: Flow] = [:]
    private(set) var inFlightCount = 0
    /// Times that a message was laid aside for its recipient.
    private(set) var pairWaits = 0
    private var inFlight: [MerchantID: Int] = [:]
    private var turns = LaneTurns()
    private var rings = Lane.allCases.map { _ in MerchantRing() }
    /// The templates whose holds ended a moment ago: one message of each is tried first, then they go at
    /// rates of their own.
    private var released: [String: ReleasedTemplate] = [:]
    /// When flows that have something laid aside, or rest, are to be looked at again.
    private var sleeping: [FlowKey: Duration] = [:]
    private var nextWaking: Duration?

    /// Flows that the store is to be asked for, each once, in the order in which they ran low.
    private var flowsToLoad: [FlowKey] = []
    private var isToLoad: Set<FlowKey> = []
    /// The most that a flow has in memory.
    var pageMax: Int

    init(number: PhoneNumberID?, limits: Limits, pageMax: Int) {
        self.number = number
        self.limits = limits
        self.pageMax = pageMax
        window = InFlightWindow(max: limits.inFlightMax)
        guard let number else { return }
        rate = SendRate(ceiling: SenderDetails.usualThroughput)
        health = SenderHealth(number: number)
    }

    /// How many may be in flight now.
    var inFlightLimit: Int {
        rate.map { window.limit(rate: $0.rate) } ?? limits.inFlightMax
    }

    /// Whether something waits that may be taken but for the number's own limits.
    var hasReady: Bool { rings.contains { !$0.isEmpty } }

    /// Takes out the one that goes next, and counts it as in flight; nil: none may.
    mutating func next(at now: ClockReading) -> Pick? {
        guard hasReady, hasPlace, rate?.mayTake(at: now.uptime) ?? true else { return nil }
        var busy = Set(Lane.allCases.filter { !rings[$0.rawValue].isEmpty })
        while let lane = turns.next(among: busy) {
            if let pick = takeNext(in: lane, at: now) {
                turns.spend(lane)
                rate?.take()
                inFlightCount += 1
                inFlight[pick.key.merchant, default: 0] += 1
                health?.began(pick.key.merchant, at: now)
                return pick
            }
            busy.remove(lane)
        }
        return nil
    }

    /// One of the flow's in flight ended; one that was not sent gives its token back.
    mutating func end(_ key: FlowKey, wasSent: Bool) {
        inFlightCount -= 1
        let count = (inFlight[key.merchant] ?? 1) - 1
        inFlight[key.merchant] = count > 0 ? count : nil
        if !wasSent { rate?.putBack() }
        if let template = key.released, released[template]?.end() == true { wake(template) }
    }

    /// A message's result came, so long after it was handed over.
    mutating func learn(_ result: SendResult, took duration: Duration, at uptime: Duration) {
        guard let rate else { return }
        window.record(result, took: duration, rate: rate.rate, at: uptime)
    }

    /// A message of the flow was taken: its template's others may go as well.
    mutating func accepted(_ key: FlowKey) {
        if let template = key.released, released[template]?.accepted() == true { wake(template) }
    }

    /// Looks at the template's flows again, which rest until its first message came through.
    private mutating func wake(_ template: String) {
        for key in flows.keys where key.released == template {
            flows[key]?.isResting = false
            refresh(key)
        }
    }

    /// When there is something to do without anything happening; nil: never.
    mutating func nextMoment(at now: ClockReading) -> Duration? {
        var moments = [health?.nextMoment, nextWaking].compactMap(\.self)
        if hasReady && hasPlace, let turn = rate?.nextTurn(at: now.uptime), turn > now.uptime {
            moments.append(turn)
        }
        return moments.min()
    }

    private var hasPlace: Bool {
        switch health?.permission ?? .open {
        case .open: inFlightCount < inFlightLimit
        case .oneByOne: inFlightCount == 0
        case .closed: false
        }
    }
}

// MARK: - The order

extension SenderWork {
    private mutating func takeNext(in lane: Lane, at now: ClockReading) -> Pick? {
        while let merchant = nextMerchant(in: lane) {
            for key in keys(of: merchant, in: lane) where isReady(key) {
                guard let item = takeFirst(of: key, at: now) else { continue }
                if flows[key]?.first == nil { refresh(key) }
                return Pick(item: item, key: key)
            }
            rings[lane.rawValue].leave(merchant)
        }
        return nil
    }

    private mutating func nextMerchant(in lane: Lane) -> MerchantID? {
        let limit = max(1, Int(Double(inFlightLimit) * limits.merchantShare))
        let (inFlight, health, only) = (inFlight, health, onlyMerchant)
        return rings[lane.rawValue].next { merchant in
            let count = inFlight[merchant] ?? 0
            switch health?.permission(for: merchant) ?? .open {
            case .open: return count < limit || merchant == only
            case .oneByOne: return count == 0
            case .closed: return false
            }
        }
    }

    /// The one with work in any lane; nil: there are others, or none.
    private var onlyMerchant: MerchantID? {
        let busy = rings.filter { !$0.isEmpty }
        return busy.allSatisfy { $0.only == busy.first?.only } ? busy.first?.only : nil
    }

    private mutating func takeFirst(of key: FlowKey, at now: ClockReading) -> DueNotification? {
        guard mayTakeReleased(key, at: now) else { return nil }
        while let first = flows[key]?.first {
            let opening = opening(for: first.recipient, in: key, at: now)
            if opening <= now.uptime {
                if number != nil { pairs.take(first.recipient, at: now.uptime) }
                if let template = key.released { released[template]?.begin() }
                return flows[key]?.removeFirst()
            }
            flows[key]?.parkFirst(until: opening)
            sleep(key, until: opening)
            pairWaits += 1
        }
        return nil
    }

    private func opening(
        for recipient: PhoneNumber, in key: FlowKey, at now: ClockReading
    ) -> Duration {
        if number == nil { return now.uptime }
        return flows[key]?.parkedUntil(recipient) ?? pairs.opening(for: recipient, at: now.uptime)
    }

    /// Whether a released template has a token, or none needs one; without one its flow rests.
    private mutating func mayTakeReleased(_ key: FlowKey, at now: ClockReading) -> Bool {
        guard let template = key.released,
            let wait = released[template]?.wait(at: now.uptime)
        else { return true }
        flows[key]?.isResting = true
        // The end of the message that is tried wakes it otherwise.
        if wait > .zero { sleep(key, until: now.uptime + wait) }
        return false
    }

    private func isReady(_ key: FlowKey) -> Bool {
        guard let flow = flows[key] else { return false }
        return flow.first != nil && !flow.isResting
    }

    /// The merchant's flows, those of released templates first: they take but a share of the rate.
    private func keys(of merchant: MerchantID, in lane: Lane) -> [FlowKey] {
        released.keys.map { FlowKey(lane: lane, merchant: merchant, released: $0) }
            + [FlowKey(lane: lane, merchant: merchant, released: nil)]
    }
}

// MARK: - Flows

extension SenderWork {
    /// Changes the flow and sees to its place among the ready and those to load; nil: no such flow.
    @discardableResult
    mutating func change<Result>(_ key: FlowKey, _ body: (inout Flow) -> Result) -> Result? {
        guard let index = flows.index(forKey: key) else { return nil }
        let result = body(&flows.values[index])
        refresh(key)
        return result
    }

    /// Makes the flow if there is none.
    mutating func makeFlow(_ key: FlowKey) {
        if flows[key] == nil { flows[key] = Flow() }
    }

    /// Drops the flow and returns what was in memory.
    mutating func removeFlow(_ key: FlowKey) -> [DueNotification] {
        let items = flows.removeValue(forKey: key)?.items ?? []
        sleeping[key] = nil
        refresh(key)
        return items
    }

    /// Looks at all flows of the merchant, or of all, again: what they may do has changed.
    mutating func refresh(merchant: MerchantID? = nil) {
        for key in flows.keys where merchant == nil || key.merchant == merchant { refresh(key) }
    }

    /// These templates go at a share of the number's rate, each; all others at all of it.
    mutating func setReleased(_ templates: Set<String>, at now: ClockReading) {
        released = released.filter { templates.contains($0.key) }
        guard let rate else { return }
        let share = max(SendRate.lowest, rate.ceiling * SendRate.restartShare)
        for template in templates where released[template] == nil {
            released[template] = ReleasedTemplate(
                bucket: TokenBucket(rate: share, emptyAt: now.uptime))
        }
    }

    /// Looks at those whose rest, or whose recipient's wait, is over.
    mutating func wakeDozing(at now: ClockReading) {
        guard let moment = nextWaking, moment <= now.uptime else { return }
        for key in sleeping.filter({ $0.value <= now.uptime }).keys {
            sleeping[key] = nil
            flows[key]?.isResting = false
            flows[key]?.unpark(at: now.uptime)
            if let moment = flows[key]?.wakesAt { sleeping[key] = moment }
            refresh(key)
        }
        nextWaking = sleeping.values.min()
    }

    private mutating func sleep(_ key: FlowKey, until uptime: Duration) {
        let moment = min(sleeping[key] ?? uptime, uptime)
        sleeping[key] = moment
        nextWaking = min(nextWaking ?? moment, moment)
    }

    private mutating func refresh(_ key: FlowKey) {
        if let flow = flows[key], flow.needsLoad(pageMax: pageMax), isToLoad.insert(key).inserted {
            flowsToLoad.append(key)
        }
        let mayGo = health?.permission(for: key.merchant) != .closed
        if mayGo && keys(of: key.merchant, in: key.lane).contains(where: isReady) {
            rings[key.lane.rawValue].join(key.merchant)
        } else {
            rings[key.lane.rawValue].leave(key.merchant)
        }
    }
}

// MARK: - Questions to the store

extension SenderWork {
    /// The flow to ask the store for next, which leaves those to load; nil: none may be asked for.
    mutating func nextToLoad(at now: ClockReading) -> FlowKey? {
        if flowsToLoad.isEmpty || health?.permission == .closed { return nil }
        flowsToLoad.removeAll { key in
            let isFull = flows[key]?.needsLoad(pageMax: pageMax) != true
            if isFull { isToLoad.remove(key) }
            return isFull
        }
        let index = flowsToLoad.firstIndex { key in
            mayAsk(for: key) && flows[key].map { $0.askAt <= now.uptime } == true
        }
        guard let index else { return nil }
        let key = flowsToLoad.remove(at: index)
        isToLoad.remove(key)
        return key
    }

    /// When the next of those to load may be asked for; nil: none waits for that.
    var nextAsk: Duration? {
        if flowsToLoad.isEmpty || health?.permission == .closed { return nil }
        return flowsToLoad.lazy.filter(mayAsk).compactMap { flows[$0]?.askAt }.min()
    }

    private func mayAsk(for key: FlowKey) -> Bool {
        health?.permission(for: key.merchant) != .closed
    }
}
