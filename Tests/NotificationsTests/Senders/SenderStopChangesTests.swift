import Notifications
import TestKit
import Testing

@Suite struct SenderStopChangesTests {
    private let number = Fixtures.authenticator.phoneNumberID

    private func stop(by source: SenderStop.Source) -> SenderStop {
        SenderStop(
            number: number, merchant: nil, cause: .restricted, code: 368, since: Fixtures.now,
            until: Fixtures.now + .seconds(60), source: source)
    }

    @Test(arguments: SenderStop.Source.allCases)
    func aReceiptDisprovesOnlyWhatReceiptsSaidBeforeItsMessageWasArmed(
        source: SenderStop.Source
    ) {
        let stop = stop(by: source)

        #expect(!stop.isDisproved(byOneArmedAt: stop.since), "it was armed before")
        #expect(
            stop.isDisproved(byOneArmedAt: stop.since + .milliseconds(1)) == (source == .receipt))
    }

    @Test func aNumberThatRefusesEverythingStopsUnlessMoreIsKnown() {
        let place = RefusalRuns.Place(merchant: Fixtures.merchant.id, number: number)

        let fresh = place.stop(over: nil, code: 131_000, at: Fixtures.now)

        #expect(fresh?.cause == .refusing)
        #expect(fresh?.merchant == Fixtures.merchant.id)
        #expect(fresh?.code == 131_000)
        #expect(fresh?.until == Fixtures.now + StopTerms(of: .refusing).first)
        for source in SenderStop.Source.allCases {
            #expect(place.stop(over: stop(by: source), code: 1, at: Fixtures.now) == nil)
        }
    }
}
