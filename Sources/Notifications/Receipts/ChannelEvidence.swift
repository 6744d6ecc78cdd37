/// What is known of the way back from Meta to a sender number: whether silence about an attempt means
/// that Meta does not have its message.
package struct ChannelEvidence: Hashable, Sendable {
    /// Since when receipts could be stored without a break.
    package var healthySince: Timestamp
    /// When the attempts were armed that receipts proved, of the number's latest-armed ones, latest
    /// first; more than ``confirmationsRequired`` say no more.
    package var confirmed: [Timestamp]
    /// Whether Meta holds messages of the template back, or did a short while ago: their receipts are
    /// late.
    package var isTemplateHeld: Bool

    /// Later attempts that have to be proved before silence about one means anything.
    package static let confirmationsRequired = 3
    /// How long a receipt is waited for at least.
    package static let silence = Duration.seconds(120)
    /// How long until silence that said nothing is listened to again.
    static let interval = Duration.seconds(30)

    /// Whether the silence about the attempt says that Meta does not have its message.
    ///
    /// Time alone never does: receipts of messages that left later must have come meanwhile.
    package func speaksAgainst(_ attempt: Attempt, at now: Timestamp) -> Bool {
        let start = max(attempt.armedAt, healthySince)
        return now >= end(ofSilenceAbout: attempt) && !isTemplateHeld
            && confirmed.count { $0 > start } >= Self.confirmationsRequired
    }

    /// When to look at the attempt again.
    func nextLook(at attempt: Attempt, after now: Timestamp) -> Timestamp {
        max(now + Self.interval, end(ofSilenceAbout: attempt))
    }

    private func end(ofSilenceAbout attempt: Attempt) -> Timestamp {
        max(attempt.endedAt ?? attempt.armedAt, healthySince) + Self.silence
    }
}
