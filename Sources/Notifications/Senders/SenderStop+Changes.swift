/// What becomes of what stops a number.
package enum SenderStopChange: Hashable, Sendable {
    /// The number stops, or stays stopped, as this says.
    case put(SenderStop)
    /// The number goes on.
    case release
}

extension SenderStop {
    /// The stop after Meta said that its reason is gone, for delivery to try a message at once.
    package func takenBack(at now: Timestamp) -> SenderStop {
        var stop = self
        stop.source = .news
        stop.until = now
        return stop
    }

    /// Whether it is over once a receipt proved that a message left which was armed at the moment.
    ///
    /// It came through after receipts had stopped the number. Other stops are not a receipt's to lift.
    package func isDisproved(byOneArmedAt armedAt: Timestamp) -> Bool {
        source == .receipt && armedAt > since
    }
}

extension RefusalRuns.Place {
    /// The stop of a number that Meta refuses whatever leaves from; nil where another one stands, which
    /// says more.
    package func stop(over known: SenderStop?, code: Int, at now: Timestamp) -> SenderStop? {
        guard known == nil else { return nil }
        return SenderStop(
            number: number, merchant: merchant, cause: .refusing, code: code, since: now,
            until: now + StopTerms(of: .refusing).first, source: .refusals)
    }
}
