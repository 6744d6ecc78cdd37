import Notifications
import TestKit
import Testing

@Suite struct AccountEventTests {
    private static let number = Fixtures.authenticator.phoneNumberID
    private static let merchant = Fixtures.merchant.id
    private static let effects: [AccountEvent.Effect?] = [
        nil, .detailsChanged, .messagingLimit(250), .stopped(until: nil), .reinstated,
    ]
    private let now = Fixtures.now

    private func event(_ effect: AccountEvent.Effect?) -> AccountEvent {
        AccountEvent(accountID: "7", news: "account_update X", effect: effect)
    }

    private func stop(
        _ cause: SenderStop.Cause, by source: SenderStop.Source
    ) -> SenderStop {
        SenderStop(
            number: Self.number, merchant: Self.merchant, cause: cause, code: 368,
            since: now - .seconds(60), until: now + .seconds(3_600), source: source)
    }

    private func change(
        of known: SenderStop?, after effect: AccountEvent.Effect?
    ) -> SenderStopChange? {
        event(effect).change(of: known, of: Self.number, for: Self.merchant, at: now)
    }

    @Test(arguments: effects)
    func metaIsAskedWhereANumberStopsOrSomethingOfItChanged(effect: AccountEvent.Effect?) {
        let asks = effect == .detailsChanged || effect == .stopped(until: nil)

        #expect(event(effect).asksAboutNumbers == asks)
    }

    @Test func aStopIsOfTheAppsMerchantsAlone() {
        for isShared in [false, true] {
            let concerned = event(.stopped(until: nil)).concerned(
                among: ["one", "two"], isSharedWithOtherApps: isShared)

            #expect(concerned == ["one", "two"])
        }
    }

    @Test func theEndOfARestrictionIsEverybodysOnlyWhereAllAreOfTheApp() {
        let event = event(.reinstated)

        #expect(event.concerned(among: ["one"], isSharedWithOtherApps: false) == ["one", nil])
        #expect(event.concerned(among: ["one"], isSharedWithOtherApps: true) == ["one"])
    }

    @Test func aStopTakesThePlaceOfWhateverStandsAlready() {
        let until = now + .seconds(600)
        let stopped = SenderStopChange.put(
            SenderStop(
                number: Self.number, merchant: Self.merchant, cause: .restricted, code: 0,
                since: now, until: until, source: .news))
        for known in [nil, stop(.spam, by: .send), stop(.restricted, by: .receipt)] {
            #expect(change(of: known, after: .stopped(until: until)) == stopped)
        }
    }

    @Test func aStopThatEndedBeforeItsNewsCameChangesNothing() {
        #expect(change(of: nil, after: .stopped(until: now)) == nil)
    }

    @Test(arguments: SenderStop.Cause.allCases, SenderStop.Source.allCases)
    func onlyRestrictionsEndAndWhatAnAnswerSaidIsTriedAtOnce(
        cause: SenderStop.Cause, source: SenderStop.Source
    ) {
        let known = stop(cause, by: source)

        let change = change(of: known, after: .reinstated)

        switch (cause, source) {
        case (.restricted, .send): #expect(change == .put(known.takenBack(at: now)))
        case (.restricted, _): #expect(change == .release)
        default: #expect(change == nil)
        }
    }

    @Test(arguments: effects)
    func otherNewsLeavesNumbersAlone(effect: AccountEvent.Effect?) {
        guard effect != .reinstated, effect != .stopped(until: nil) else { return }
        let known = stop(.restricted, by: .news)

        #expect(change(of: known, after: effect) == nil)
        #expect(
            event(effect).concerned(among: ["one"], isSharedWithOtherApps: false).isEmpty)
        #expect(change(of: nil, after: .reinstated) == nil, "nothing stands")
    }
}
