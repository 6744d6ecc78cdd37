/// What has been seen of the way back from Meta, by number and app; lost with the process.
package struct ChannelRecord: Sendable {
    /// Since when receipts could be stored without a break.
    package private(set) var healthySince: Timestamp
    /// The latest-armed attempts that receipts proved, latest first; ``proofsMax`` for a number.
    private var proved: [SilenceRecord.Way: [Proof]] = [:]

    /// Numbers that are remembered at most.
    package static let numbersMax = 10_000
    private static let proofsMax = ChannelEvidence.confirmationsRequired

    private struct Proof: Sendable {
        let token: AttemptToken
        let armedAt: Timestamp
    }

    package init(healthySince: Timestamp) { self.healthySince = healthySince }

    /// Receipts could not be stored until now.
    package mutating func wasInterrupted(until now: Timestamp) { healthySince = now }

    /// A receipt proved that the attempt's message left Meta.
    package mutating func prove(_ attempt: Attempt, from way: SilenceRecord.Way) {
        var proofs = proved[way] ?? []
        guard !proofs.contains(where: { $0.token == attempt.token }) else { return }
        let place = proofs.firstIndex { $0.armedAt < attempt.armedAt } ?? proofs.endIndex
        proofs.insert(Proof(token: attempt.token, armedAt: attempt.armedAt), at: place)
        if proved[way] == nil, proved.count >= Self.numbersMax { proved = [:] }
        proved[way] = Array(proofs.prefix(Self.proofsMax))
    }

    /// What is known of the number.
    package func evidence(of way: SilenceRecord.Way, isTemplateHeld: Bool) -> ChannelEvidence {
        ChannelEvidence(
            healthySince: healthySince, confirmed: proved[way]?.map(\.armedAt) ?? [],
            isTemplateHeld: isTemplateHeld)
    }
}
