/// Forgets the next few of what is past its days, oldest first.
package struct ForgetOld: Hashable, Sendable {
    package var subject: RetentionSubject
    /// What was last touched at the moment or before is past its days.
    package var end: Timestamp
    /// Rows that it looks at: of attempts, sessions or names.
    package var limit: Int

    package init(_ subject: RetentionSubject, until end: Timestamp, limit: Int) {
        self.subject = subject
        self.end = end
        self.limit = limit
    }

    /// What one such command did.
    package struct Answer: Hashable, Sendable {
        /// Texts, customers, names or sessions that are gone.
        package var forgotten: Int
        /// Whether more may be past its days.
        package var hasMore: Bool

        package init(forgotten: Int, hasMore: Bool) {
            self.forgotten = forgotten
            self.hasMore = hasMore
        }
    }

    /// How long what cannot go yet, though its days are over, is left alone.
    package static let pause = Duration.days(1)

    /// Whether the sweep looks at what was made at the moment, or waits there.
    ///
    /// What was made while the clock was ahead is not waited for.
    package func passes(_ moment: Timestamp, at now: Timestamp) -> Bool {
        moment <= end || moment > now + Self.pause
    }

    /// What becomes of a session.
    package func decide(_ session: SessionAge, at now: Timestamp) -> Verdict {
        if session.isLive { return .keep(until: now + Self.pause) }
        guard session.changedAt > end else { return .forget }
        return .keep(until: now + session.changedAt.since(end))
    }

    /// What becomes of a session at a look.
    package enum Verdict: Hashable, Sendable {
        case forget
        /// It is looked at again at the moment.
        case keep(until: Timestamp)
    }
}

/// What decides whether a session is past its days.
package struct SessionAge: Hashable, Sendable {
    /// The last that happened to it: a call, an answer of Meta's, a receipt.
    package var changedAt: Timestamp
    /// Whether something of it may still be sent, or is under way: one of its notifications, or a replay
    /// of its merchant's.
    package var isLive: Bool

    package init(changedAt: Timestamp, isLive: Bool) {
        self.changedAt = changedAt
        self.isLive = isLive
    }
}
