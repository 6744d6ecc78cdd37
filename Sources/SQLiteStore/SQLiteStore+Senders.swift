package import Notifications
internal import SQLite
internal import StoreCore

extension SQLiteStore {
    package func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [SenderQuestion] {
        try await read { tables throws(SQLiteError) in
            try tables.limits.sendersToAsk(since: moment, limit: limit)
        }
    }

    package func claimsToCheck(
        since moment: Timestamp, unsettledSince other: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [ClaimToCheck] {
        try await read { tables throws(SQLiteError) in
            try tables.apps.claimsToCheck(since: moment, unsettledSince: other, limit: limit)
        }
    }

    package func senders(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [SenderStanding]? {
        let now = clock.now()
        let silences = silenceRecord
        return try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            let standings = try tables.standings(of: key, silences, at: now)
            return try tables.senders(of: key, standings, at: now)
        }
    }

    package func standings(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [AuthenticatorStanding]? {
        let now = clock.now()
        let silences = silenceRecord
        return try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            return try tables.standings(of: key, silences, at: now)
        }
    }

    package var silences: [SilenceRecord.Way: Timestamp] {
        silenceRecord.overdue(at: clock.now())
    }
}

extension Tables {
    fileprivate func senders(
        of merchant: MerchantKey, _ standings: [AuthenticatorStanding], at now: Timestamp
    ) throws(SQLiteError) -> [SenderStanding] {
        let moment = now - DailyBudget.window
        let stops = try self.senders.stops(of: merchant)
        var senders: [SenderStanding] = []
        for standing in standings {
            let authenticator = standing.authenticator
            let number = authenticator.phoneNumberID
            let portfolio = authenticator.portfolioKey
            var sender = SenderStanding(
                number: number, accountID: authenticator.accountID,
                portfolio: authenticator.portfolio, details: try limits.details(of: number),
                messagingLimit: try limits.limit(ofPortfolio: portfolio),
                peopleReached: try conversations.count(of: portfolio, after: moment),
                stops: stops.filter { $0.number == number })
            sender.problem = standing.problem
            let asked = try limits.askedWith(about: number)
            sender.askedWith = standings.first { $0.authenticator.id == asked }?.authenticator.id
            senders.append(sender)
        }
        return senders
    }

    func standings(
        of merchant: MerchantKey, _ silences: SilenceRecord, at now: Timestamp
    ) throws(SQLiteError) -> [AuthenticatorStanding] {
        let known = try claims.standings(of: merchant)
        return try merchants.authenticators(of: merchant).map { authenticator in
            let own = known.first { $0.id == authenticator.id }
            let way = SilenceRecord.Way(
                number: authenticator.phoneNumberID, app: authenticator.app)
            var contact = own?.contact ?? WebhookContact()
            contact.webhook = [contact.webhook, silences.heard[way]].compactMap { $0 }.max()
            return AuthenticatorStanding(
                authenticator: authenticator, checkedAt: own?.checkedAt,
                isSubscribed: own?.isSubscribed, contact: contact,
                silentSince: silences.since[way], now: now)
        }
    }
}
