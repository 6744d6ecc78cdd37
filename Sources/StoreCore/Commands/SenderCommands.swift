import Notifications

/// Sender numbers: what Meta says of them, and what stops them.
///
/// Delivery stops numbers for what it sees in answers, and takes over what news, receipts and refusals
/// write here.
struct SenderCommands {
    private let context: CommandContext
    private let news: NewsCheck
    private let budget: RecipientBudget
    private var records: any Records { context.records }

    init(
        _ context: CommandContext, _ news: NewsCheck,
        _ budget: RecipientBudget
    ) {
        self.context = context
        self.news = news
        self.budget = budget
    }

    func record(_ report: SenderReport, at now: Timestamp) throws -> CommandAnswer {
        let merchant = try report.merchant.map(context.knownTenant)?.key
        let known = try records.stop(of: report.number, for: merchant)
        if let known, !report.replaces(known) { return .recorded(nil) }
        if let stop = report.stop {
            try records.put(stop, of: report.number, for: merchant)
        } else {
            try records.release(report.number, for: merchant, at: now)
        }
        return .recorded(nil)
    }

    func record(
        _ report: SenderDetailsReport, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        let isNews = try records.details(of: report.number) != report.details
        try records.put(report, at: now)
        // Without a limit Meta left it out, or has none: only its webhook lifts one that is known.
        if let limit = report.details.messagingLimit {
            for portfolio in try records.portfolios(of: report.number) {
                try budget.setLimit(limit, of: portfolio, at: now)
            }
        }
        if isNews { context.trace.events.queuesChanged = true }
        return .recorded(nil)
    }

    func record(
        _ event: AccountEvent, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) -> CommandAnswer {
        guard try records.has(account: event.accountID, proof, at: now) else {
            return try news.foreign(event.accountID, proof)
        }
        guard try news.isNews(event.occurredAt, of: NewsSubject(event), proof, at: now) else {
            return .ignored(.stale)
        }
        guard let effect = event.effect else { return .recorded(nil) }
        context.trace.events.queuesChanged = true
        if case .messagingLimit(let limit) = effect {
            for portfolio in try records.portfolios(ofAccount: event.accountID, proof, at: now) {
                try budget.setLimit(limit, of: portfolio, at: now)
            }
        }
        for number in try records.numbers(ofAccount: event.accountID, proof, at: now) {
            try changeStops(of: number, after: event, proof, at: now)
            if event.asksAboutNumbers { try records.askAgain(about: number) }
        }
        return .recorded(nil)
    }

    /// Changes what stops one of the account's numbers, for those whom the news concerns.
    private func changeStops(
        of number: PhoneNumberID, after event: AccountEvent, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) {
        let concerned = event.concerned(
            among: try records.merchants(of: number, proof, at: now),
            isSharedWithOtherApps: try records.isShared(number))
        for merchant in concerned {
            let known = try records.stop(of: number, for: merchant)
            switch event.change(of: known, of: number, for: merchant?.id, at: now) {
            case .put(let stop): try records.put(stop, of: number, for: merchant)
            case .release: try records.release(number, for: merchant, at: now)
            case nil: break
            }
        }
    }

    // MARK: What receipts say

    /// The code of a failure stops the number for the app's merchants as the same code of an answer does,
    /// if its message was armed after the number was last let go.
    func learn(
        from report: ReceiptReport, about attempt: StoredAttempt, of tenant: Tenant,
        _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) {
        guard let failure = SenderFailure(report, armedAt: attempt.attempt.armedAt) else { return }
        let concerned =
            failure.isOfOneMerchant
            ? [tenant.key] : try records.merchants(of: attempt.number, proof, at: now)
        for merchant in concerned {
            let stop = failure.stop(
                of: attempt.number, for: merchant.id,
                known: try records.stop(of: attempt.number, for: merchant),
                released: try records.released(attempt.number, for: merchant), at: now)
            context.trace.failures.append(stop == nil ? .known : .stopped)
            guard let stop else { continue }
            try records.put(stop, of: attempt.number, for: merchant)
            context.trace.events.queuesChanged = true
        }
    }

    /// A message that was armed after receipts stopped its number came through: the number goes on.
    func wasProved(
        _ attempt: StoredAttempt, of tenant: Tenant, _ proof: AppProof, at now: Timestamp
    ) throws(RecordsFault) {
        let armedAt = attempt.attempt.armedAt
        let own = try records.stop(of: attempt.number, for: tenant.key)
        guard own?.isDisproved(byOneArmedAt: armedAt) == true else { return }
        for merchant in try records.merchants(of: attempt.number, proof, at: now) {
            let stop = try records.stop(of: attempt.number, for: merchant)
            guard stop?.isDisproved(byOneArmedAt: armedAt) == true else { continue }
            try records.release(attempt.number, for: merchant, at: now)
        }
        context.trace.events.queuesChanged = true
    }
}
