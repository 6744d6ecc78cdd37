import Messages

/// What a run came to: counts from both records, and every promise that broke.
struct SoakVerdict: Equatable, Sendable {
    var sessions = 0
    var calls = 0
    var repeats = 0
    /// Intents by where they ended; dead and failed ones with Meta's code or the reason.
    var ends: [String: Int] = [:]
    var intents = 0
    var messages = 0
    var possibleDuplicates = 0
    var confirmedDuplicates = 0
    /// Intents of which the sandbox accepted more than one message.
    var doubleMessages = 0
    /// The median wait of the quiet merchants' intents, in milliseconds of scaled time.
    var quietWait: Int64 = 0
    /// The same of the noisy merchant's.
    var noisyWait: Int64 = 0
    /// What Meta's ways came to, by name.
    var figures: [String: Int] = [:]
    var broken: [String] = []

    /// The records of a run.
    struct Records: Sendable {
        var answers: SoakLoad.Answers
        var intents: [SoakIntent]
        /// In the order in which the sandbox accepted them.
        var messages: [SoakMessage]
        var refused: SoakFaults.Refused
        /// Of those who said STOP.
        var stops: [SoakStop] = []
        /// Numbers that were seen stopped.
        var halts: SoakWatch.Seen = [:]
        /// What was stopped after the payments that followed the faults.
        var leftStopped: [String] = []
        /// Rows of the database that refer to rows that are not there.
        var danglingRows: [String] = []
    }

    init(_ records: Records, sessions: Int) {
        self.sessions = sessions
        calls = records.answers.acknowledged.count
        repeats = records.answers.repeats
        intents = records.intents.count
        messages = records.messages.count
        broken += records.answers.refusals.map { "refused: \($0)" }
        broken += records.danglingRows.map { "dangling: \($0)" }
        broken += records.refused.limits.sorted { $0.key < $1.key }.filter { $0.value > 0 }
            .map { "limit exceeded: \($0.key) \($0.value) times" }
        countEnds(records.intents)
        checkNothingVanished(records)
        let sent = messagesByIntent(records)
        checkCopies(records.intents, sent)
        checkOrder(records.intents, sent)
        checkMetasWays(records)
        quietWait = Self.medianWait(records.intents) { $0 != SoakMerchant.noisy }
        noisyWait = Self.medianWait(records.intents) { $0 == SoakMerchant.noisy }
    }

    var isClean: Bool { broken.isEmpty }
}

// MARK: - The promises

extension SoakVerdict {
    private mutating func countEnds(_ intents: [SoakIntent]) {
        for intent in intents {
            ends[intent.end, default: 0] += 1
            if intent.mayBeDuplicate { possibleDuplicates += 1 }
            if intent.isConfirmedDuplicate { confirmedDuplicates += 1 }
            if !intent.hasEnded {
                broken.append("not ended: \(intent.name) is \(intent.status) \(intent.reason)")
            }
        }
    }

    /// Every intent that was acknowledged is there, and each (session, state) has one at most.
    private mutating func checkNothingVanished(_ records: Records) {
        let known = Set(records.intents.map(\.id))
        let promised = Set(
            records.answers.acknowledged.filter { [.queued, .held].contains($0.outcome) })
        for answer in promised where !known.contains(answer.notification) {
            broken.append(
                "vanished: \(answer.notification) of \(answer.merchant)/\(answer.session)")
        }
        let keys = records.intents.map { "\($0.merchant)/\($0.session)/\($0.state)" }
        for (key, found) in Dictionary(grouping: keys, by: \.self) where found.count > 1 {
            broken.append("\(found.count) intents for one state: \(key)")
        }
    }

    /// The places of each intent's messages among all that were accepted.
    private mutating func messagesByIntent(_ records: Records) -> [String: [(Int, String)]] {
        let owners = Dictionary(
            records.intents.flatMap { intent in intent.tokens.map { ($0, intent.id) } },
            uniquingKeysWith: { first, _ in first })
        var sent: [String: [(Int, String)]] = [:]
        for (place, message) in records.messages.enumerated() {
            guard let owner = owners[message.token] else {
                broken.append("a message without an intent: \(message.token)")
                continue
            }
            sent[owner, default: []].append((place, message.token))
        }
        return sent
    }

    /// One message for an intent; one more only where a policy allowed it.
    private mutating func checkCopies(
        _ intents: [SoakIntent], _ sent: [String: [(Int, String)]]
    ) {
        for intent in intents {
            let tokens = (sent[intent.id] ?? []).map { $0.1 }
            if tokens.count > 1 { doubleMessages += 1 }
            if Set(tokens).count < tokens.count {
                broken.append("an attempt was sent twice: \(intent.name)")
            }
            let allowed = intent.mayBeDuplicate && intent.state != .created ? 2 : 1
            let counted = tokens.filter { !intent.failedTokens.contains($0) }.count
            if counted > allowed {
                broken.append("\(counted) messages, \(allowed) allowed: \(intent.name)")
            }
            if tokens.isEmpty, intent.needsMessage {
                broken.append("\(intent.status) without a message: \(intent.name)")
            }
        }
    }

    /// Within a session no message tells of an older state than one before it.
    private mutating func checkOrder(
        _ intents: [SoakIntent], _ sent: [String: [(Int, String)]]
    ) {
        for (session, own) in Dictionary(grouping: intents, by: { "\($0.merchant)/\($0.session)" })
        {
            let told = own.flatMap { intent in
                (sent[intent.id] ?? []).map { (place: $0.0, state: intent.state) }
            }.sorted { $0.place < $1.place }
            for (one, next) in zip(told, told.dropFirst())
            where next.state.soakRank < one.state.soakRank {
                broken.append("\(next.state) was sent after \(one.state): \(session)")
            }
        }
    }

    private static func medianWait(
        _ intents: [SoakIntent], _ belongs: (String) -> Bool
    ) -> Int64 {
        let waits = intents.filter { belongs($0.merchant) }.compactMap(\.wait).sorted()
        return waits.isEmpty ? 0 : waits[waits.count / 2]
    }
}

extension SoakIntent {
    var name: String { "\(id) (\(merchant)/\(session), \(state))" }

    /// Where it ended, as a row of the report.
    var end: String {
        switch status {
        case .dead, .failed: "\(status) \(metaCode > 0 ? "\(metaCode)" : reason)"
        default: "\(status)"
        }
    }

    /// Whether nothing is to happen to it any more, but for receipts.
    fileprivate var hasEnded: Bool {
        switch status {
        case .held, .pending, .armed, .uncertain, .unspecified, .unrecognized: false
        default: true
        }
    }

    /// Whether its status says that Meta has a message of it.
    var needsMessage: Bool {
        switch status {
        case .accepted, .sent, .delivered, .read, .failed: true
        default: false
        }
    }
}

extension PaymentState {
    /// Its place in the order of a session's states.
    fileprivate var soakRank: Int {
        switch self {
        case .created: 0
        case .failed, .expired: 3
        case .paid, .authorized: 4
        default: 9
        }
    }
}
