import LocalEnvironment
import Messages
import SQLiteStore

/// What a database and the sandbox's record say of the calls that were acknowledged.
struct ChaosVerdict: Equatable, Sendable {
    /// Calls that were answered well.
    var acknowledged = 0
    var lost: [String] = []
    var doubled: [String] = []
    /// Messages without an attempt that was stored before.
    var unarmed: [String] = []
    /// What else is wrong.
    var broken: [String] = []

    var isClean: Bool { words.isEmpty }

    /// All that broke, in words.
    var words: [String] {
        lost.map { "lost: \($0)" } + doubled.map { "doubled: \($0)" }
            + unarmed.map { "without an arm: \($0)" } + broken
    }

    /// Nothing was judged.
    init(broken: [String] = []) { self.broken = broken }

    /// Judges what was acknowledged and accepted up to a moment, in seconds since 1970; nil: all of it.
    ///
    /// At a moment in the middle of a run a message may be on its way: that each message has arrived is
    /// judged at the end alone.
    init(
        _ answers: SoakLoad.Answers, _ stored: StoredRecord, _ messages: [SoakMessage],
        until moment: Double? = nil
    ) {
        let made = answers.acknowledged.filter { moment == nil || $0.at < moment ?? 0 }
        let enabled = answers.enabled.filter { moment == nil || $0.at < moment ?? 0 }
        acknowledged = made.count + enabled.count
        lost =
            Self.lostChanges(made, stored)
            + enabled.filter {
                !stored.enabled.contains(.init(merchant: $0.merchant, id: $0.session))
            }.map { "the enabling of \($0.merchant)/\($0.session)" }
        let promises = Promises(
            acknowledged: made, intents: stored.intents.map(SoakIntent.init), messages: messages)
        lost += promises.vanished
        doubled = promises.copies
        unarmed = promises.strays
        broken = promises.repeatedIntents + stored.damage + answers.refusals
        if moment == nil { broken += promises.missingMessages }
    }

    /// Acknowledged changes that are not stored with what was answered.
    private static func lostChanges(
        _ made: [Acknowledged], _ stored: StoredRecord
    ) -> [String] {
        let known = Set(stored.changes)
        return made.filter { answer in
            !known.contains(
                StoredRecord.Change(
                    merchant: answer.merchant, session: answer.session,
                    state: answer.state.plainName, notification: answer.notification))
        }.map { "\($0.state) of \($0.merchant)/\($0.session), \($0.notification)" }
    }
}

extension SoakIntent {
    /// An intent as the database's file has it; words that the protos do not know stand for no value.
    init(_ stored: StoredRecord.Intent) {
        self.init(
            merchant: stored.merchant, session: stored.session, id: stored.id,
            state: PaymentState.allCases.first { $0.plainName == stored.state } ?? .unspecified,
            status: NotificationStatus.allCases.first { "\($0)" == stored.status } ?? .unspecified,
            reason: "", metaCode: 0, mayBeDuplicate: stored.mayBeDuplicate,
            isConfirmedDuplicate: false, wait: nil, tokens: stored.tokens, failedTokens: [])
    }
}
