internal import Notifications
internal import SQLite

// Numbers that news, receipts and refusals stop; delivery, which stops them for what it sees in answers,
// takes over what is written here.

// MARK: - News of accounts

extension CommandRunner {
    /// Stops the number for the app's merchants.
    func stop(
        _ number: PhoneNumberID, after event: AccountEvent, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) {
        for merchant in try tables.apps.merchants(of: number, proof, at: now) {
            guard let stop = event.stop(of: number, for: merchant.id, at: now) else { continue }
            try tables.delivery.put(stop, of: number, for: merchant)
        }
    }

    /// Takes back what restricts the number for the app's merchants, and for all where all are the
    /// app's; what answers to sends said of it is tried at once.
    func liftRestriction(
        of number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) {
        var concerned: [MerchantKey?] = try tables.apps.merchants(of: number, proof, at: now)
        if try !tables.apps.sharedNumbers().contains(number) { concerned.append(nil) }
        for merchant in concerned {
            guard let stop = try tables.delivery.stop(of: number, for: merchant),
                stop.cause == .restricted
            else { continue }
            if stop.source == .send {
                try tables.delivery.put(stop.takenBack(at: now), of: number, for: merchant)
            } else {
                try tables.delivery.release(number, for: merchant, at: now)
            }
        }
        trace.queuesChanged = true
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
        guard report.status == .failed, case .stopSender(let cause)? = report.refusal else {
            return
        }
        // A token is one merchant's.
        let concerned =
            cause == .credentials
            ? [tenant.key] : try tables.apps.merchants(of: attempt.number, proof, at: now)
        let failure = SenderFailure(
            cause: cause, code: report.code, armedAt: attempt.attempt.armedAt)
        for merchant in concerned {
            let stop = failure.stop(
                of: attempt.number, for: merchant.id,
                known: try tables.delivery.stop(of: attempt.number, for: merchant),
                released: try tables.delivery.released(attempt.number, for: merchant), at: now)
            trace.failures.append(stop == nil ? .known : .stopped)
            guard let stop else { continue }
            try tables.delivery.put(stop, of: attempt.number, for: merchant)
            trace.queuesChanged = true
        }
    }

    /// A message that was armed after receipts stopped its number came through: the number goes on.
    func wasProved(
        _ attempt: AttemptTable.Stored, of tenant: Tenant, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) {
        guard let own = try tables.delivery.stop(of: attempt.number, for: tenant.key),
            own.source == .receipt, attempt.attempt.armedAt > own.since
        else { return }
        for merchant in try tables.apps.merchants(of: attempt.number, proof, at: now) {
            let stop = try tables.delivery.stop(of: attempt.number, for: merchant)
            guard let stop, stop.source == .receipt, attempt.attempt.armedAt > stop.since
            else { continue }
            try tables.delivery.release(attempt.number, for: merchant, at: now)
        }
        trace.queuesChanged = true
    }
}
