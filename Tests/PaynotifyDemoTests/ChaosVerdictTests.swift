import Messages
import SQLiteStore
import Testing

@testable import PaynotifyDemo

struct ChaosVerdictTests {
    /// A payment that is told of once, at second 10, by a message that was accepted.
    private static let answers = {
        var answers = SoakLoad.Answers()
        answers.enabled = [AcknowledgedEnabling(merchant: "m", session: "s", at: 9)]
        answers.acknowledged = [
            Acknowledged(
                merchant: "m", session: "s", state: .paid, outcome: .queued, notification: "n",
                at: 10)
        ]
        return answers
    }()
    private static let stored = {
        var stored = StoredRecord()
        stored.enabled = [.init(merchant: "m", id: "s")]
        stored.changes = [.init(merchant: "m", session: "s", state: "paid", notification: "n")]
        stored.intents = [
            .init(
                merchant: "m", session: "s", id: "n", state: "paid", status: "accepted",
                mayBeDuplicate: false, tokens: ["t"])
        ]
        return stored
    }()

    private static func verdict(
        sent: [String] = ["t"], until moment: Double? = nil,
        _ change: (inout StoredRecord) -> Void = { _ in }
    ) -> ChaosVerdict {
        var stored = stored
        change(&stored)
        return ChaosVerdict(answers, stored, sent.map { SoakMessage(token: $0) }, until: moment)
    }

    @Test func whatIsStoredAndSentOnceIsClean() {
        let verdict = Self.verdict()
        #expect(verdict.words == [])
        #expect(verdict.acknowledged == 2)
    }

    @Test func tellsOfEachLoss() {
        #expect(Self.verdict { $0.enabled = [] }.lost == ["the enabling of m/s"])
        #expect(Self.verdict { $0.changes = [] }.lost == ["paid of m/s, n"])
        #expect(Self.verdict { $0.changes[0].notification = "other" }.lost == ["paid of m/s, n"])
        #expect(Self.verdict(sent: []) { $0.intents = [] }.lost == ["n of m/s"])
    }

    @Test func tellsOfADoubleOfAMissingArmAndOfDamage() {
        #expect(Self.verdict(sent: ["t", "t"]).doubled.count == 2)
        #expect(Self.verdict { $0.intents[0].tokens = [] }.unarmed == ["t"])
        #expect(Self.verdict { $0.damage = ["row 1 missing"] }.broken == ["row 1 missing"])
        #expect(Self.verdict(sent: []).broken.count == 1, "accepted, and Meta has no message")
    }

    @Test func atAMomentOnlyWhatWasAnsweredBeforeCounts() {
        let early = Self.verdict(sent: [], until: 9.5) {
            $0.changes = []
            $0.intents = []
        }
        #expect(early.words == [])
        #expect(early.acknowledged == 1)
        #expect(Self.verdict(sent: [], until: 10.5) { $0.changes = [] }.lost.count == 1)
    }

    @Test func aRigIsCleanOnlyWhenItsPlantedDefectsWereFound() {
        var report = RigReport(KillRig.self)
        report.count(3, "kills")
        report.add(Self.verdict())
        report.canary("loss", isCaught: true)
        #expect(report.isClean)
        #expect(
            report.line == "kills     3 kills; 2 acknowledged, 0 lost, 0 doubled, "
                + "0 without an arm; planted: loss caught")
        report.canary("double", isCaught: false)
        #expect(!report.isClean)
        #expect(report.line.hasSuffix("planted: loss caught, double SURVIVED"))
    }

    @Test func aRigThatFoundALossIsNotClean() {
        var report = RigReport(KillRig.self)
        report.add(Self.verdict { $0.changes = [] })
        #expect(report.lost == 1)
        #expect(!report.isClean)
    }
}
