internal import Notifications
internal import SQLite

// Numbers that news, receipts and refusals stop; delivery, which stops them for what it sees in answers,
// takes over what is written here.

// MARK: - Whom it reaches

extension CommandRunner {
    /// Whom word about the number reaches: nil, for all who share it, where they are all of the app;
    /// else the app's merchants, each by itself.
    func reach(
        of number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [MerchantKey?] {
        guard try tables.apps.hasOthers(than: proof, number, at: now) else { return [nil] }
        return try tables.apps.merchants(of: number, proof, at: now)
    }

    /// Takes back the stops of the cause that the app's word may take back.
    func lift(
        _ cause: SenderStop.Cause, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) {
        for merchant in try reach(of: number, proof, at: now) {
            guard try tables.delivery.stop(of: number, for: merchant)?.cause == cause else {
                continue
            }
            try tables.delivery.release(number, for: merchant, at: now)
        }
        trace.queuesChanged = true
    }
}

// MARK: - What receipts say

extension CommandRunner {
    /// The code of a failure stops the number as the same code of an answer does, if its message was
    /// armed after the number was last let go.
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
            ? [tenant.key] : try reach(of: attempt.number, proof, at: now)
        for merchant in concerned {
            let released = try tables.delivery.released(attempt.number, for: merchant)
            let known = try tables.delivery.stop(of: attempt.number, for: merchant)
            let failure = SenderFailure(
                cause: cause, code: report.code, armedAt: attempt.attempt.armedAt)
            let stop = failure.stop(
                of: attempt.number, for: merchant?.id, known: known, released: released, at: now)
            trace.failures.append(stop == nil ? .known : .stopped)
            guard let stop else { continue }
            try tables.delivery.put(stop, of: attempt.number, for: merchant)
            trace.queuesChanged = true
        }
    }

    /// A message that was armed after receipts stopped its number came through: the number goes on.
    func wasProved(
        _ attempt: AttemptTable.Stored, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) {
        for merchant in try reach(of: attempt.number, proof, at: now) {
            guard let stop = try tables.delivery.stop(of: attempt.number, for: merchant),
                stop.source == .receipt, attempt.attempt.armedAt > stop.since
            else { continue }
            try tables.delivery.release(attempt.number, for: merchant, at: now)
            trace.queuesChanged = true
        }
    }
}
