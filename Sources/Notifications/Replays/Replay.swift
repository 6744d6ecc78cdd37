/// A replay, named by the store.
package struct ReplayID: Identifier {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// A replay and its tenant.
package struct ReplayReference: Hashable, Sendable {
    package var merchant: MerchantID
    package var replay: ReplayID

    /// Checks the fields of a question about a replay; throws `invalid` with every violation.
    package static func checked(
        merchant: String, replay: String
    ) throws(Refusal) -> ReplayReference {
        var check = FieldChecker()
        let reference = check.replayReference(merchant: merchant, replay: replay)
        try check.finish()
        return reference
    }
}

extension FieldChecker {
    /// Checks the names of a replay and its tenant.
    mutating func replayReference(merchant: String, replay: String) -> ReplayReference {
        let merchant = merchantID(merchant)
        printable(replay, "replay_id", lengthMax: 64)
        return ReplayReference(merchant: merchant, replay: ReplayID(rawValue: replay))
    }
}

/// How a replay stands.
package enum ReplayStatus: String, CaseIterable, Hashable, Sendable {
    case running, finished, cancelled
}

/// Notifications that are sent once more, a few each second, because a person asked for it.
package struct Replay: Hashable, Sendable {
    package var id: ReplayID
    package var merchant: MerchantID
    package var filter: ReplayFilter
    package var actor: ActorName
    package var status: ReplayStatus
    /// Notifications a second; 1 to 50.
    package var rate: Int
    /// How many the filter matched when it began.
    package var matched: Int
    package var resent: Int
    /// Those that could not be sent once more, or changed before their turn came.
    package var skipped: Int
    /// When it goes on.
    package var dueAt: Timestamp
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    /// A replay at its beginning.
    package init(
        id: ReplayID, merchant: MerchantID, filter: ReplayFilter, actor: ActorName, rate: Int,
        matched: Int, at now: Timestamp
    ) {
        self.id = id
        self.merchant = merchant
        self.filter = filter
        self.actor = actor
        self.rate = rate
        self.matched = matched
        status = .running
        resent = 0
        skipped = 0
        dueAt = now
        createdAt = now
        updatedAt = now
    }

    /// How long a step lasts; it takes ``rate`` notifications.
    package static let step = Duration.seconds(1)

    package var reference: ReplayReference { ReplayReference(merchant: merchant, replay: id) }

    /// The key by which each of its notifications is resent once.
    package var key: ResendKey { ResendKey(rawValue: "replay \(id)") }

    /// The replay after a step; one that found less than it may take was the last.
    package func advanced(resent: Int, skipped: Int, at now: Timestamp) -> Replay {
        var next = self
        next.resent += resent
        next.skipped += skipped
        next.dueAt = now + Self.step
        next.updatedAt = now
        if resent + skipped < rate {
            next.status = .finished
            next.skipped = max(next.skipped, matched - next.resent)
        }
        return next
    }
}

/// A page of a merchant's replays.
package struct ReplayPage: Hashable, Sendable {
    /// Newest first.
    package var replays: [Replay]
    /// Where the next page begins; nil on the last.
    package var next: Int64?

    package init(replays: [Replay], next: Int64?) {
        self.replays = replays
        self.next = next
    }
}
