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
        let promises = Promises(
            acknowledged: records.answers.acknowledged, intents: records.intents,
            messages: records.messages)
        broken += promises.vanished.map { "vanished: \($0)" } + promises.repeatedIntents
        broken += promises.strays.map { "a message without an intent: \($0)" }
        broken += promises.copies + promises.missingMessages
        doubleMessages = promises.doubleMessages
        checkOrder(records.intents, promises.sent)
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

    /// Within a session no message tells of an older state than one before it.
    private mutating func checkOrder(
        _ intents: [SoakIntent], _ sent: [String: [Promises.SentMessage]]
    ) {
        for (session, own) in Dictionary(grouping: intents, by: { "\($0.merchant)/\($0.session)" })
        {
            let told = own.flatMap { intent in
                sent[intent.id, default: []].map { (place: $0.place, state: intent.state) }
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
