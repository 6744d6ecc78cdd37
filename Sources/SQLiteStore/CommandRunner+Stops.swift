internal import Notifications
internal import SQLite

// Numbers that news, receipts and refusals stop; delivery, which stops them for what it sees in answers,
// takes over what is written here.

// MARK: - News of accounts

extension CommandRunner {
    /// Changes what stops one of the account's numbers, for those whom the news concerns.
    func changeStops(
        of number: PhoneNumberID, after event: AccountEvent, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) {
        let concerned = event.concerned(
            among: try tables.apps.merchants(of: number, proof, at: now),
            isSharedWithOtherApps: try tables.apps.sharedNumbers().contains(number))
        for merchant in concerned {
            let known = try tables.senders.stop(of: number, for: merchant)
            switch event.change(of: known, of: number, for: merchant?.id, at: now) {
            case .put(let stop): try tables.senders.put(stop, of: number, for: merchant)
            case .release: try tables.senders.release(number, for: merchant, at: now)
            case nil: break
            }
        }
    }
}

// MARK: - What receipts say

extension CommandRunner {
    /// The code of a failure stops the number for the app's merchants as the same code of an answer does,
    /// if its message was armed after the number was last let go.
    func learn(
        from report: ReceiptReport, about attempt: AttemptTable.Stored, of tenant: Tenant,
        _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) {
        guard let failure = SenderFailure(report, armedAt: attempt.attempt.armedAt) else { return }
        let concerned =
            failure.isOfOneMerchant
            ? [tenant.key] : try tables.apps.merchants(of: attempt.number, proof, at: now)
        for merchant in concerned {
            let stop = failure.stop(
                of: attempt.number, for: merchant.id,
                known: try tables.senders.stop(of: attempt.number, for: merchant),
                released: try tables.senders.released(attempt.number, for: merchant), at: now)
            trace.failures.append(stop == nil ? .known : .stopped)
            guard let stop else { continue }
            try tables.senders.put(stop, of: attempt.number, for: merchant)
            trace.events.queuesChanged = true
        }
    }

    /// A message that was armed after receipts stopped its number came through: the number goes on.
    func wasProved(
        _ attempt: AttemptTable.Stored, of tenant: Tenant, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) {
        let armedAt = attempt.attempt.armedAt
        let own = try tables.senders.stop(of: attempt.number, for: tenant.key)
        guard own?.isDisproved(byOneArmedAt: armedAt) == true else { return }
        for merchant in try tables.apps.merchants(of: attempt.number, proof, at: now) {
            let stop = try tables.senders.stop(of: attempt.number, for: merchant)
            guard stop?.isDisproved(byOneArmedAt: armedAt) == true else { continue }
            try tables.senders.release(attempt.number, for: merchant, at: now)
        }
        trace.events.queuesChanged = true
    }
}
