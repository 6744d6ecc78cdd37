/// Counts what a filter matches and, unless it is a dry run, begins to send it once more.
package struct StartReplay: Hashable, Sendable {
    package var merchant: MerchantID
    package var filter: ReplayFilter
    /// Notifications a second; 1 to 50.
    package var rate: Int
    package var isDryRun: Bool
    /// How many the caller expects to match; not looked at in a dry run.
    package var expectedCount: Int
    package var actor: ActorName

    /// The highest rate.
    package static let rateMax: UInt32 = 50

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, filter: UncheckedReplayFilter, rate: UInt32, isDryRun: Bool,
        expectedCount: UInt32, actor: String
    ) throws(Refusal) -> StartReplay {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let filter = check.replayFilter(filter)
        check.expect(
            (1...rateMax).contains(rate), "rate_per_second", "must be 1 to \(rateMax)")
        let actor = check.actor(actor)
        try check.finish()
        return StartReplay(
            merchant: merchant, filter: filter, rate: Int(rate), isDryRun: isDryRun,
            expectedCount: Int(expectedCount), actor: actor)
    }

    /// What the filter matches and what began.
    package struct Answer: Hashable, Sendable {
        package var matched: Int
        /// nil: it was a dry run.
        package var replay: Replay?

        package init(matched: Int, replay: Replay?) {
            self.matched = matched
            self.replay = replay
        }
    }

    /// Throws `forbidden` unless the count is the expected one and nothing else is being replayed.
    package func decide(
        matched: Int, running: Replay?, at now: Timestamp, ids: inout IdentifierGenerator
    ) throws(Refusal) -> Answer {
        if isDryRun { return Answer(matched: matched, replay: nil) }
        if let running {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "REPLAY_RUNNING",
                    message:
                        "Replay \(running.id) of this merchant is under way: wait for its end, "
                        + "or cancel it."))
        }
        guard matched == expectedCount else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "COUNT_CHANGED",
                    message: "The filter matches \(matched) notifications, not \(expectedCount): "
                        + "look at them, and begin with that count."))
        }
        guard matched > 0 else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "NOTHING_MATCHES", message: "The filter matches no notification."))
        }
        let replay = Replay(
            id: ReplayID(rawValue: ids.next()), merchant: merchant, filter: filter, actor: actor,
            rate: rate, matched: matched, at: now)
        return Answer(matched: matched, replay: replay)
    }
}

/// Stops a replay; what it has put into the queue already is sent.
package struct CancelReplay: Hashable, Sendable {
    package var reference: ReplayReference
    package var actor: ActorName

    /// Checks the fields of a request; throws `invalid` with every violation.
    package static func checked(
        merchant: String, replay: String, actor: String
    ) throws(Refusal) -> CancelReplay {
        var check = FieldChecker()
        let reference = check.replayReference(merchant: merchant, replay: replay)
        let actor = check.actor(actor)
        try check.finish()
        return CancelReplay(reference: reference, actor: actor)
    }

    /// The replay as it stands afterwards; throws `forbidden` unless it is running.
    package func decide(_ replay: Replay, at now: Timestamp) throws(Refusal) -> Replay {
        guard replay.status == .running else {
            throw .forbidden(
                Refusal.Forbidden(
                    reason: "NOT_RUNNING", message: "The replay is \(replay.status.rawValue)."))
        }
        var cancelled = replay
        cancelled.status = .cancelled
        cancelled.updatedAt = now
        return cancelled
    }
}

/// Takes the next step of a replay, if it is due.
package struct AdvanceReplay: Hashable, Sendable {
    package var reference: ReplayReference

    package init(reference: ReplayReference) { self.reference = reference }
}
