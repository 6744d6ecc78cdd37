internal import Notifications

/// What the writer has seen of the way back from Meta, number by number; lost with the process.
struct ChannelRecord {
    /// Since when receipts could be stored without a break.
    private(set) var healthySince: Timestamp
    /// The latest-armed attempts that receipts proved, latest first; ``proofsMax`` for a number.
    private var proved: [PhoneNumberID: [Proof]] = [:]

    /// Numbers that are remembered at most.
    static let numbersMax = 10_000
    private static let proofsMax = ChannelEvidence.confirmationsRequired

    private struct Proof {
        let token: AttemptToken
        let armedAt: Timestamp
    }

    init(healthySince: Timestamp) { self.healthySince = healthySince }

    /// Receipts could not be stored until now.
    mutating func wasInterrupted(until now: Timestamp) { healthySince = now }

    /// A receipt proved that the attempt's message left Meta.
    mutating func prove(_ attempt: Attempt, from number: PhoneNumberID) {
        var proofs = proved[number] ?? []
        guard !proofs.contains(where: { $0.token == attempt.token }) else { return }
        let place = proofs.firstIndex { $0.armedAt < attempt.armedAt } ?? proofs.endIndex
        proofs.insert(Proof(token: attempt.token, armedAt: attempt.armedAt), at: place)
        if proved[number] == nil, proved.count >= Self.numbersMax { proved = [:] }
        proved[number] = Array(proofs.prefix(Self.proofsMax))
    }

    /// What is known of the number.
    func evidence(of number: PhoneNumberID, isTemplateHeld: Bool) -> ChannelEvidence {
        ChannelEvidence(
            healthySince: healthySince, confirmed: proved[number]?.map(\.armedAt) ?? [],
            isTemplateHeld: isTemplateHeld)
    }
}
