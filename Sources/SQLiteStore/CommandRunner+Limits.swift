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
        if isNews { trace.events.queuesChanged = true }
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
        guard var count = try peopleCount(of: portfolio) else { return nil }
        defer { people[portfolio] = .some(count) }
        try removeLeavers(from: &count, of: portfolio, for: lane, at: now)
        let last = try tables.conversations.find(person, of: portfolio)
        guard count.admits(last, in: lane, at: now) else {
            let next = try nextRoom(of: portfolio, count, in: lane, at: now)
            return count.promise(next, in: lane, at: now)
        }
        try tables.conversations.put(person, of: portfolio, at: now)
        count.count(last, at: now)
        return nil
    }

    /// The count of a portfolio; nil: it has no limit that is known.
    private func peopleCount(of portfolio: String) throws(SQLiteError) -> PeopleCount? {
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

    /// Removes people who have left the window: a few in passing, and as many as it takes to have room
    /// in the lane.
    private func removeLeavers(
        from count: inout PeopleCount, of portfolio: String, for lane: Lane, at now: Timestamp
    ) throws(SQLiteError) {
        while let end = count.leavers(at: now) {
            let removed = try tables.conversations.remove(
                until: end, of: portfolio, limit: Self.removedAtOnce)
            count.removed(removed, first: try tables.conversations.first(of: portfolio))
            if count.hasRoom(in: lane) { return }
        }
    }

    /// The next message whose end makes room and has not been promised.
    private func nextRoom(
        of portfolio: String, _ count: PeopleCount, in lane: Lane, at now: Timestamp
    ) throws(SQLiteError) -> Timestamp? {
        if let promised = count.lastPromise(in: lane, at: now),
            let next = try tables.conversations.moment(after: promised, of: portfolio)
        {
            return next
        }
        return try tables.conversations.moment(at: count.placeOfRoom(in: lane), of: portfolio)
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
        trace.events.queuesChanged = true
        if try tables.limits.limit(ofPortfolio: portfolio) != nil {
            try takeOver(portfolio, at: now)
        }
    }

    /// Begins to count the people whom the portfolio's numbers wrote to in the last day.
    private func takeOver(_ portfolio: String, at now: Timestamp) throws(SQLiteError) {
        backlogs[portfolio] = PeopleBacklog()
        try countMore(of: portfolio, at: now)
    }

    /// Counts a page of those people.
    private func countMore(of portfolio: String, at now: Timestamp) throws(SQLiteError) {
        guard let backlog = backlogs[portfolio] else { return }
        let numbers = Set(try tables.limits.numbers(ofPortfolio: portfolio))
        let page = try tables.conversations.attempts(
            before: backlog.before, limit: PeopleBacklog.pageSize)
        for sent in PeopleBacklog.counted(page, from: numbers, at: now) {
            try tables.conversations.put(sent.person, of: portfolio, at: sent.at)
        }
        people[portfolio] = nil
        let isFull = try peopleCount(of: portfolio)?.isFull ?? true
        backlogs[portfolio] = backlog.rest(after: page, isFull: isFull, at: now)
    }

    /// Before all messages.
    private static let ever = Timestamp(milliseconds: .min)
    /// People removed at a time: enough to make room, few enough not to hold the writer up.
    private static let removedAtOnce = 200
}
