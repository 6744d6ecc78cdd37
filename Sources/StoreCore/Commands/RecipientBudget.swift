import Notifications

/// The daily budget of portfolios: how many people each may write to in a moving day.
final class RecipientBudget {
    private let context: CommandContext
    private let records: any Records
    /// How many people portfolios wrote to in the last day; nil for one without a limit.
    private var counts: [String: UniqueRecipients?] = [:]
    /// Whom portfolios wrote to and who have not been counted yet; nil for one that counted them all.
    private var backlogs: [String: UncountedRecipients?] = [:]

    init(_ context: CommandContext) {
        self.context = context
        records = context.records
    }

    /// To be called when writes were taken back.
    func forgetAll() {
        counts = [:]
        backlogs = [:]
    }

    /// Counts the person for the portfolio, whose message is armed now.
    ///
    /// nil: it is done. Else the limit is reached, and the message may be tried again at the moment.
    func reach(
        _ person: PhoneNumber, from portfolio: String, in lane: Lane, at now: Timestamp
    ) throws(RecordsFault) -> Timestamp? {
        try countMore(of: portfolio, at: now)
        guard var count = try count(of: portfolio) else { return nil }
        defer { counts[portfolio] = .some(count) }
        try removeLeavers(from: &count, of: portfolio, for: lane, at: now)
        let last = try records.lastMessage(to: person, of: portfolio)
        guard count.admits(last, in: lane, at: now) else {
            let next = try nextRoom(of: portfolio, count, in: lane, at: now)
            return count.promise(next, in: lane, at: now)
        }
        try records.put(person, of: portfolio, at: now)
        count.count(last, at: now)
        return nil
    }

    /// The portfolio has this limit from now on; nil: none, or none that is known.
    func setLimit(
        _ limit: Int?, of portfolio: String, at now: Timestamp
    ) throws(RecordsFault) {
        let before = try records.limit(ofPortfolio: portfolio)
        guard limit != before else { return }
        try records.put(limit, ofPortfolio: portfolio)
        counts[portfolio] = nil
        if limit != nil {
            if before == nil { try takeOver(portfolio, at: now) }
        } else {
            try records.removeAllPeople(of: portfolio)
        }
    }

    /// The number belongs to the portfolio from now on: Meta is asked for its limit, and whom the
    /// number wrote to in the last day counts for it.
    func join(
        _ portfolio: String, _ number: PhoneNumberID, at now: Timestamp
    ) throws(RecordsFault) {
        try records.askAgain(about: number)
        context.trace.events.queuesChanged = true
        if try records.limit(ofPortfolio: portfolio) != nil {
            try takeOver(portfolio, at: now)
        }
    }

    /// The count of a portfolio; nil: it has no limit that is known.
    private func count(of portfolio: String) throws(RecordsFault) -> UniqueRecipients? {
        if let known = counts[portfolio] { return known }
        var count: UniqueRecipients?
        if let limit = try records.limit(ofPortfolio: portfolio) {
            let (total, first) = try records.people(of: portfolio)
            count = UniqueRecipients(limit: limit, total: total, first: first)
        }
        counts[portfolio] = .some(count)
        return count
    }

    /// Removes people who have left the window: a few in passing, and as many as it takes to have room
    /// in the lane.
    private func removeLeavers(
        from count: inout UniqueRecipients, of portfolio: String, for lane: Lane, at now: Timestamp
    ) throws(RecordsFault) {
        while let end = count.leavers(at: now) {
            let (removed, first) = try records.removePeople(
                until: end, of: portfolio, limit: UniqueRecipients.removedAtOnce)
            count.removed(removed, first: first)
            if count.hasRoom(in: lane) { return }
        }
    }

    /// The next message whose end makes room and has not been promised.
    private func nextRoom(
        of portfolio: String, _ count: UniqueRecipients, in lane: Lane, at now: Timestamp
    ) throws(RecordsFault) -> Timestamp? {
        if let promised = count.lastPromise(in: lane, at: now),
            let next = try records.message(after: promised, of: portfolio)
        {
            return next
        }
        return try records.message(at: count.placeOfRoom(in: lane), of: portfolio)
    }

    /// Begins to count the people whom the portfolio's numbers wrote to in the last day.
    private func takeOver(_ portfolio: String, at now: Timestamp) throws(RecordsFault) {
        try put(UncountedRecipients(), of: portfolio)
        try countMore(of: portfolio, at: now)
    }

    private func put(
        _ backlog: UncountedRecipients?, of portfolio: String
    ) throws(RecordsFault) {
        try records.put(backlog, of: portfolio)
        backlogs[portfolio] = .some(backlog)
    }

    private func backlog(of portfolio: String) throws(RecordsFault) -> UncountedRecipients? {
        if let known = backlogs[portfolio] { return known }
        let backlog = try records.uncounted(of: portfolio)
        backlogs[portfolio] = .some(backlog)
        return backlog
    }

    /// Counts a page of those people.
    private func countMore(of portfolio: String, at now: Timestamp) throws(RecordsFault) {
        guard let backlog = try backlog(of: portfolio) else { return }
        let numbers = Set(try records.numbers(ofPortfolio: portfolio))
        let page = try records.sent(before: backlog.before, limit: UncountedRecipients.pageSize)
        for sent in UncountedRecipients.counted(page, from: numbers, at: now)
        where !sent.person.isForgotten {
            try records.put(sent.person, of: portfolio, at: sent.at)
        }
        counts[portfolio] = nil
        let isFull = try count(of: portfolio)?.isFull ?? true
        try put(backlog.rest(after: page, isFull: isFull, at: now), of: portfolio)
    }
}
