internal import Notifications
internal import SQLite

// MARK: - What Meta says of numbers

extension CommandRunner {
    func record(_ report: SenderDetailsReport, at now: Timestamp) throws -> CommandAnswer {
        let isNews = try tables.limits.details(of: report.number) != report.details
        try tables.limits.put(report, at: now)
        // Without a limit Meta left it out, or has none: only its webhook lifts one that is known.
        if let limit = report.details.messagingLimit {
            for portfolio in try tables.limits.portfolios(of: report.number) {
                try setLimit(limit, of: portfolio, at: now)
            }
        }
        if isNews { trace.queuesChanged = true }
        return .recorded(nil)
    }
}

// MARK: - The daily budget of portfolios

extension CommandRunner {
    /// Counts the person for the portfolio, whose message is armed now.
    ///
    /// nil: it is done. Else the limit is reached, and the message may be tried again at the moment.
    func reach(
        _ person: PhoneNumber, from portfolio: String, in lane: Lane, at now: Timestamp
    ) throws(SQLiteError) -> Timestamp? {
        try countMore(of: portfolio, at: now)
        guard var count = try peopleCount(of: portfolio, at: now) else { return nil }
        defer { people[portfolio] = .some(count) }
        let allowance = DailyBudget.allowance(of: count.limit, for: lane)
        try removeOld(from: &count, of: portfolio, down: allowance, at: now)
        let last = try tables.conversations.find(person, of: portfolio)
        let isCounted = last.map { $0 > now - DailyBudget.window } ?? false
        if !isCounted && count.total >= allowance {
            return try nextRoom(of: portfolio, &count, allowance: allowance, at: now)
        }
        try tables.conversations.put(person, of: portfolio, at: now)
        if last == nil { count.total += 1 }
        count.first = min(count.first ?? now, now)
        return nil
    }

    /// The count of a portfolio; nil: it has no limit that is known.
    private func peopleCount(
        of portfolio: String, at now: Timestamp
    ) throws(SQLiteError) -> PeopleCount? {
        if let known = people[portfolio] { return known }
        var count: PeopleCount?
        if let limit = try tables.limits.limit(ofPortfolio: portfolio) {
            count = PeopleCount(
                limit: limit,
                total: try tables.conversations.count(of: portfolio, after: Self.ever),
                first: try tables.conversations.first(of: portfolio))
        }
        people[portfolio] = .some(count)
        return count
    }

    /// Removes people who have left the window: a few in passing, and as many as it takes to come below
    /// the allowance.
    private func removeOld(
        from count: inout PeopleCount, of portfolio: String, down allowance: Int,
        at now: Timestamp
    ) throws(SQLiteError) {
        let end = now - DailyBudget.window
        while let first = count.first, first <= end {
            let removed = try tables.conversations.remove(
                until: end, of: portfolio, limit: Self.removedAtOnce)
            count.total -= removed
            count.first = try tables.conversations.first(of: portfolio)
            if count.total < allowance { return }
        }
    }

    /// When the next conversation ends that makes room and has not been promised.
    private func nextRoom(
        of portfolio: String, _ count: inout PeopleCount, allowance: Int, at now: Timestamp
    ) throws(SQLiteError) -> Timestamp {
        var end: Timestamp?
        if let promised = count.promised[allowance], promised > now - DailyBudget.window {
            end = try tables.conversations.moment(after: promised, of: portfolio)
        }
        if end == nil {
            end = try tables.conversations.moment(at: count.total - allowance, of: portfolio)
        }
        count.promised[allowance] = end
        return (end ?? now) + DailyBudget.window
    }

    /// The portfolio has this limit from now on; nil: none, or none that is known.
    func setLimit(
        _ limit: Int?, of portfolio: String, at now: Timestamp
    ) throws(SQLiteError) {
        let before = try tables.limits.limit(ofPortfolio: portfolio)
        guard limit != before else { return }
        try tables.limits.put(limit, ofPortfolio: portfolio)
        people[portfolio] = nil
        if limit != nil {
            if before == nil { try takeOver(portfolio, at: now) }
        } else {
            try tables.conversations.removeAll(of: portfolio)
        }
    }

    /// The number belongs to the portfolio from now on: Meta is asked for its limit, and whom the
    /// number wrote to in the last day counts for it.
    func join(
        _ portfolio: String, _ number: PhoneNumberID, at now: Timestamp
    ) throws(SQLiteError) {
        try tables.limits.forgetCheck(of: number)
        trace.queuesChanged = true
        if try tables.limits.limit(ofPortfolio: portfolio) != nil {
            try takeOver(portfolio, at: now)
        }
    }

    /// Begins to count the people whom the portfolio's numbers wrote to in the last day, newest first.
    private func takeOver(_ portfolio: String, at now: Timestamp) throws(SQLiteError) {
        uncounted[portfolio] = .max
        try countMore(of: portfolio, at: now)
    }

    /// Counts some more of those people: the attempts of all tenants are many, and nobody else may wait for
    /// them.
    ///
    /// Those beyond the limit change nothing: room is made when the last of the others ends.
    private func countMore(of portfolio: String, at now: Timestamp) throws(SQLiteError) {
        guard let before = uncounted[portfolio] else { return }
        let numbers = Set(try tables.limits.numbers(ofPortfolio: portfolio))
        let end = now - DailyBudget.window
        let page = try tables.conversations.attempts(before: before, limit: Self.attemptsAtOnce)
        for sent in page where sent.at > end && numbers.contains(sent.number) {
            try tables.conversations.put(sent.person, of: portfolio, at: sent.at)
        }
        people[portfolio] = nil
        let count = try peopleCount(of: portfolio, at: now)
        let isFull = count.map { $0.total >= $0.limit } ?? true
        let last = page.last.flatMap { $0.at > end ? $0.row : nil }
        uncounted[portfolio] = isFull || page.count < Self.attemptsAtOnce ? nil : last
    }

    /// Before all messages.
    private static let ever = Timestamp(milliseconds: .min)
    /// People removed at a time: enough to make room, few enough not to hold the writer up.
    private static let removedAtOnce = 200
    /// Attempts read at a time: a millisecond's work.
    static let attemptsAtOnce = 250
}
