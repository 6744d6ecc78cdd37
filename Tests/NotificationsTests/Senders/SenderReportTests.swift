import Notifications
import TestKit
import Testing

/// What delivery says of a stop beside what was learned meanwhile.
@Suite struct SenderReportTests {
    private let number = Fixtures.authenticator.phoneNumberID

    private func stop(_ source: SenderStop.Source, from since: Int, until: Int) -> SenderStop {
        SenderStop(
            number: number, merchant: nil, cause: .restricted, code: 368,
            since: Fixtures.now + .seconds(since), until: Fixtures.now + .seconds(until),
            source: source)
    }

    private func goesOn(after since: Int) -> SenderReport {
        SenderReport(goesOn: number, for: nil, after: Fixtures.now + .seconds(since))
    }

    @Test func anAnswerReplacesWhatAnAnswerSaid() {
        let known = stop(.send, from: 10, until: 1_000)
        #expect(SenderReport(stop(.send, from: 0, until: 60)).replaces(known))
        #expect(goesOn(after: 0).replaces(known))
    }

    @Test func anAnswerShortensNoNews() {
        for source in [SenderStop.Source.news, .receipt, .refusals] {
            let known = stop(source, from: 0, until: 1_000)
            #expect(!SenderReport(stop(.send, from: 10, until: 999)).replaces(known))
            #expect(SenderReport(stop(.send, from: 10, until: 1_000)).replaces(known))
            #expect(SenderReport(stop(source, from: 0, until: 60)).replaces(known), "the same")
        }
    }

    @Test func whatGoesOnEndsNoStopThatIsNewer() {
        let known = stop(.news, from: 10, until: 1_000)
        #expect(!goesOn(after: 9).replaces(known))
        #expect(goesOn(after: 10).replaces(known))
    }

    @Test func whatMetaTookBackIsTriedAtOnceAndMayFailAgain() {
        let known = stop(.send, from: 0, until: 3_600).takenBack(at: Fixtures.now + .seconds(5))
        #expect(known == stop(.news, from: 0, until: 5))
        #expect(SenderReport(stop(.send, from: 0, until: 7_200)).replaces(known))
        #expect(goesOn(after: 0).replaces(known))
    }
}
