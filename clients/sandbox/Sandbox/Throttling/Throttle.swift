/// All limits, and what each number, account and portfolio has used of its own.
///
/// A refused call uses up nothing. Time is a parameter and never runs backwards.
struct Throttle: Sendable {
    /// What holds for a number, an account or a portfolio that appears.
    private(set) var settings: LimitSettings
    private(set) var numbers: [String: NumberThrottle] = [:]
    private(set) var accounts: [String: AccountThrottle] = [:]
    private(set) var portfolios: [String: PortfolioThrottle] = [:]

    init(_ settings: LimitSettings) {
        self.settings = settings
    }

    /// Refuses a call to send before its body is looked at.
    mutating func admitCall(from numberID: String, now: Duration) throws(GraphError) {
        try numbers[numberID, default: NumberThrottle(settings.number)].admitCall(now: now)
    }

    /// Refuses a message that is right in itself; one that is not refused is accepted.
    mutating func admitMessage(
        to recipient: String, from numberID: String, portfolio: String, now: Duration
    ) throws(GraphError) {
        let limit = settings.recipientsPerDay
        try portfolios[portfolio, default: PortfolioThrottle(limit)].check(recipient, now: now)
        try numbers[numberID, default: NumberThrottle(settings.number)]
            .admitMessage(to: recipient, now: now)
        portfolios[portfolio]?.recipients.add(recipient, now: now)
    }

    /// Counts a management call, or refuses it; returns what is used by then.
    mutating func admitManagement(
        of wabaID: String, now: Duration
    ) throws(GraphError) -> BusinessUsage {
        let limit = settings.managementCallsPerHour
        return try accounts[wabaID, default: AccountThrottle(limit)].admit(wabaID, now: now)
    }

    /// Changes the limits of numbers, or with them those of numbers to come.
    mutating func change(
        numbers ids: [String], withDefault: Bool, _ change: (inout NumberThrottle) -> Void
    ) {
        for id in ids { change(&numbers[id, default: NumberThrottle(settings.number)]) }
        guard withDefault else { return }
        var model = NumberThrottle(settings.number)
        change(&model)
        settings.number = model.limits
    }

    mutating func setManagementCalls(
        of ids: [String], withDefault: Bool, to limit: Allowance
    ) {
        for id in ids { accounts[id, default: AccountThrottle(limit)].callsPerHour = limit }
        if withDefault { settings.managementCallsPerHour = limit }
    }

    mutating func setRecipients(of ids: [String], withDefault: Bool, to limit: Allowance) {
        for id in ids { portfolios[id, default: PortfolioThrottle(limit)].recipientsPerDay = limit }
        if withDefault { settings.recipientsPerDay = limit }
    }

    /// A number's limits, also of one that has sent nothing.
    func number(_ id: String) -> NumberThrottle {
        numbers[id] ?? NumberThrottle(settings.number)
    }

    func account(_ id: String) -> AccountThrottle {
        accounts[id] ?? AccountThrottle(settings.managementCallsPerHour)
    }

    func portfolio(_ id: String) -> PortfolioThrottle {
        portfolios[id] ?? PortfolioThrottle(settings.recipientsPerDay)
    }
}

/// What an account has used of its management calls.
struct AccountThrottle: Sendable {
    var callsPerHour: Allowance
    private(set) var calls = RollingCount(over: .seconds(3_600))

    init(_ callsPerHour: Allowance) {
        self.callsPerHour = callsPerHour
    }

    mutating func admit(_ wabaID: String, now: Duration) throws(GraphError) -> BusinessUsage {
        guard callsPerHour.allows(calls.count(now: now)) else {
            throw .managementLimit(usage(of: wabaID, now: now))
        }
        calls.add(now: now)
        return usage(of: wabaID, now: now)
    }

    func callsInLastHour(now: Duration) -> Int {
        var calls = calls
        return calls.count(now: now)
    }

    private mutating func usage(of wabaID: String, now: Duration) -> BusinessUsage {
        let count = calls.count(now: now)
        let isUsedUp = !callsPerHour.allows(count)
        let wait = isUsedUp ? (calls.nextDrop ?? now) - now : .zero
        return BusinessUsage(
            wabaID: wabaID, percent: callsPerHour.most.map { count * 100 / $0 } ?? 0,
            minutesToRegainAccess: Int((wait / .seconds(60)).rounded(.up)))
    }
}

/// What a portfolio has used of its recipients.
struct PortfolioThrottle: Sendable {
    var recipientsPerDay: Allowance
    var recipients = RollingRecipients()

    init(_ recipientsPerDay: Allowance) {
        self.recipientsPerDay = recipientsPerDay
    }

    /// Refuses one recipient too many; who is counted already is written to freely.
    mutating func check(_ recipient: String, now: Duration) throws(GraphError) {
        let count = recipients.count(now: now)
        guard recipients.contains(recipient) || recipientsPerDay.allows(count) else {
            throw .portfolioLimit(recipientsPerDay.defaultValueDescription)
        }
    }

    func recipientsInLastDay(now: Duration) -> Int {
        var recipients = recipients
        return recipients.count(now: now)
    }
}
