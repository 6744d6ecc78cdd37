package import Notifications
import SQLite
import StoreCore

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
    ) async throws(StoreFailure) -> [SenderStatus]? {
        let now = clock.now()
        let silences = silenceRecord
        return try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            let statuses = try tables.authenticatorStatuses(of: key, silences, at: now)
            return try tables.senders(of: key, statuses, at: now)
        }
    }

    package func authenticatorStatuses(
        of merchant: MerchantID
    ) async throws(StoreFailure) -> [AuthenticatorStatus]? {
        let now = clock.now()
        let silences = silenceRecord
        return try await read { tables throws(SQLiteError) in
            guard let (key, _) = try tables.merchants.find(merchant) else { return nil }
            return try tables.authenticatorStatuses(of: key, silences, at: now)
        }
    }

    package var silences: [SilenceRecord.Way: Timestamp] {
        silenceRecord.overdue(at: clock.now())
    }
}

extension Tables {
    fileprivate func senders(
        of merchant: MerchantKey, _ statuses: [AuthenticatorStatus], at now: Timestamp
    ) throws(SQLiteError) -> [SenderStatus] {
        let moment = now - DailyBudget.window
        let stops = try self.senders.stops(of: merchant)
        var senders: [SenderStatus] = []
        for status in statuses {
            let authenticator = status.authenticator
            let number = authenticator.phoneNumberID
            let portfolio = authenticator.portfolioKey
            var sender = SenderStatus(
                number: number, accountID: authenticator.accountID,
                portfolio: authenticator.portfolio, details: try limits.details(of: number),
                messagingLimit: try limits.limit(ofPortfolio: portfolio),
                peopleReached: try conversations.count(of: portfolio, after: moment),
                stops: stops.filter { $0.number == number })
            sender.problem = status.problem
            let asked = try limits.askedWith(about: number)
            sender.askedWith = statuses.first { $0.authenticator.id == asked }?.authenticator.id
            senders.append(sender)
        }
        return senders
    }

    func authenticatorStatuses(
        of merchant: MerchantKey, _ silences: SilenceRecord, at now: Timestamp
    ) throws(SQLiteError) -> [AuthenticatorStatus] {
        let known = try claims.records(of: merchant)
        return try merchants.authenticators(of: merchant).map { authenticator in
            AuthenticatorStatus(
                authenticator, known: known.first { $0.id == authenticator.id }, silences, at: now)
        }
    }
}
