import TestKit
import Testing

@testable import Notifications

@Suite struct ReplayTests {
    private static let filters = [
        ReplayFilter(statuses: [.dead]),
        ReplayFilter(
            statuses: [.dead, .failed], reasons: ["PROVIDER_REJECTED", "FAILED"],
            codes: [131_026, 0], plugin: .eCommerce, states: [.paid, .failed],
            createdFrom: Fixtures.now, createdUntil: Fixtures.now + .seconds(1)),
    ]

    @Test(arguments: filters)
    func aFilterIsReadAsItWasWritten(filter: ReplayFilter) {
        #expect(ReplayFilter(text: filter.text) == filter)
    }

    @Test(arguments: [
        "", "statuses=", "statuses=lost", "statuses=dead plugin=none", "statuses=dead codes=x",
        "statuses=dead more=1", "states=paid", "statuses",
    ])
    func aFilterThatIsNotUnderstoodIsNone(text: String) {
        #expect(ReplayFilter(text: text) == nil)
    }

    private func replay(matched: Int, rate: Int = 2) -> Replay {
        Replay(
            id: ReplayID(rawValue: "r"), merchant: Fixtures.merchant.id,
            filter: Self.filters[0], actor: .unknown, rate: rate, matched: matched,
            at: Fixtures.now)
    }

    @Test func aFullStepIsFollowedByAnotherASecondLater() {
        let next = replay(matched: 2).advanced(resent: 1, skipped: 1, at: Fixtures.now)

        #expect(next.status == .running)
        #expect(next.dueAt == Fixtures.now + .seconds(1))
        #expect(next.resent == 1 && next.skipped == 1)
    }

    @Test func theEndCountsWhatChangedMeanwhileAsSkipped() {
        let end = replay(matched: 5).advanced(resent: 1, skipped: 0, at: Fixtures.now)

        #expect(end.status == .finished)
        #expect(end.resent == 1 && end.skipped == 4)
    }

    private func start(_ expected: Int, isDryRun: Bool = false) -> StartReplay {
        StartReplay(
            merchant: Fixtures.merchant.id, filter: Self.filters[0], rate: 2,
            isDryRun: isDryRun, expectedCount: expected, actor: .unknown)
    }

    private func reason(_ command: StartReplay, matched: Int, running: Replay? = nil) -> String? {
        var ids = Fixtures.ids()
        do throws(Refusal) {
            _ = try command.decide(
                matched: matched, running: running, at: Fixtures.now, ids: &ids)
            return nil
        } catch {
            guard case .forbidden(let forbidden) = error else { return "\(error)" }
            return forbidden.reason
        }
    }

    @Test func beginsOnlyWithTheCountThatWasLookedAt() throws {
        #expect(reason(start(3), matched: 4) == "COUNT_CHANGED")
        #expect(reason(start(0), matched: 0) == "NOTHING_MATCHES")
        #expect(
            reason(start(3), matched: 3, running: replay(matched: 1)) == "REPLAY_RUNNING")
        #expect(reason(start(3), matched: 3) == nil)
        var ids = Fixtures.ids()
        let counted = try start(0, isDryRun: true).decide(
            matched: 4, running: replay(matched: 1), at: Fixtures.now, ids: &ids)
        #expect(counted == StartReplay.Answer(matched: 4, replay: nil))
    }
}
