/// A message that Meta had accepted and that failed for a reason of its sender's.
package struct SenderFailure: Hashable, Sendable {
    package var cause: SenderStop.Cause
    package var code: Int
    /// When its message was armed.
    package var armedAt: Timestamp

    package init(cause: SenderStop.Cause, code: Int, armedAt: Timestamp) {
        self.cause = cause
        self.code = code
        self.armedAt = armedAt
    }

    /// The failure that a receipt tells of; nil: it tells of none, or of one that is not its sender's.
    package init?(_ report: ReceiptReport, armedAt: Timestamp) {
        guard report.status == .failed, case .stopSender(let cause)? = report.refusal else {
            return nil
        }
        self.init(cause: cause, code: report.code, armedAt: armedAt)
    }

    /// Whether it stops the number for the merchant of its message alone: a token is one merchant's.
    ///
    /// All else is the number's own, and stops it for all merchants of the app.
    package var isOfOneMerchant: Bool { cause == .credentials }

    /// The stop that it causes; nil: the stop is known already, or over.
    ///
    /// `known` is what stops the number already, `released` when it was last let go.
    package func stop(
        of number: PhoneNumberID, for merchant: MerchantID?, known: SenderStop?,
        released: Timestamp?, at now: Timestamp
    ) -> SenderStop? {
        if let released, armedAt <= released { return nil }
        let terms = StopTerms(of: cause)
        guard let known else {
            return SenderStop(
                number: number, merchant: merchant, cause: cause, code: code, since: now,
                until: now + terms.first, source: .receipt)
        }
        // One that was tried meanwhile, and the message that tried it failed.
        guard known.until <= now, armedAt > known.since else { return nil }
        let length = min(max(known.until.since(known.since) * 2, terms.first), terms.longest)
        return SenderStop(
            number: number, merchant: merchant, cause: cause, code: code, since: known.since,
            until: now + length, source: .receipt)
    }

    /// What became of it; its name is a label of a metric.
    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        case stopped, known
    }
}
