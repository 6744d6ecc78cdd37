package import Notifications
internal import SQLite

extension SQLiteStore {
    package func sendersToAsk(
        since moment: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [SenderAccount] {
        try await read { tables throws(SQLiteError) in
            try tables.limits.sendersToAsk(since: moment, limit: limit)
        }
    }

    package func claimsToCheck(
        since moment: Timestamp, refusedSince other: Timestamp, limit: Int
    ) async throws(StoreFailure) -> [ClaimToCheck] {
        try await read { tables throws(SQLiteError) in
            try tables.apps.claimsToCheck(since: moment, refusedSince: other, limit: limit)
        }
    }

    package func senders(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [SenderStanding]? {
        let dayAgo = clock.now() - DailyBudget.window
        return try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            return try tables.senders(of: key, reachedSince: dayAgo)
        }
    }
}

extension Tables {
    fileprivate func senders(
        of merchant: MerchantKey, reachedSince moment: Timestamp
    ) throws(SQLiteError) -> [SenderStanding] {
        let stops = try merchants.senderStops(of: merchant)
        var senders: [SenderStanding] = []
        for authenticator in try merchants.authenticators(of: merchant) {
            let number = authenticator.phoneNumberID
            let portfolio = authenticator.portfolioKey
            senders.append(
                SenderStanding(
                    number: number, accountID: authenticator.accountID,
                    portfolio: authenticator.portfolio,
                    details: try limits.details(of: number),
                    messagingLimit: try limits.limit(ofPortfolio: portfolio),
                    peopleReached: try conversations.count(of: portfolio, after: moment),
                    stops: stops.filter { $0.number == number }))
        }
        return senders
    }
}
