import Notifications
import TestKit
import Testing

@Suite struct SenderFailureTests {
    private static let now = Fixtures.now
    private static let number = PhoneNumberID(rawValue: "8")

    private func stop(
        armed: Duration, known: SenderStop? = nil, released: Duration? = nil,
        cause: SenderStop.Cause = .restricted
    ) -> SenderStop? {
        SenderFailure(cause: cause, code: 131_042, armedAt: Self.now + armed).stop(
            of: Self.number, for: nil, known: known, released: released.map { Self.now + $0 },
            at: Self.now)
    }

    private func known(since: Duration, until: Duration) -> SenderStop {
        SenderStop(
            number: Self.number, merchant: nil, cause: .restricted, code: 131_042,
            since: Self.now + since, until: Self.now + until, source: .receipt)
    }

    @Test(arguments: SenderStop.Cause.allCases)
    func isToldByAFailedReceiptWhoseCodeStopsTheSender(cause: SenderStop.Cause) {
        var report = ReceiptReport(
            phoneNumberID: Self.number, token: nil, message: MessageID(rawValue: "wamid"),
            status: .failed, occurredAt: Self.now, code: 131_042)
        report.refusal = .stopSender(cause)

        let failure = SenderFailure(report, armedAt: Self.now)

        #expect(failure == SenderFailure(cause: cause, code: 131_042, armedAt: Self.now))
        #expect(failure?.isOfOneMerchant == (cause == .credentials), "a token is one merchant's")
        report.status = .delivered
        #expect(SenderFailure(report, armedAt: Self.now) == nil)
        report.status = .failed
        report.refusal = .stopMessage
        #expect(SenderFailure(report, armedAt: Self.now) == nil)
    }

    @Test func stopsANumberThatStoodOpen() throws {
        let found = stop(armed: .seconds(-5))
        let stop = try #require(found)
        #expect(stop.source == .receipt)
        #expect(stop.code == 131_042)
        #expect(stop.since == Self.now)
        #expect(stop.until == Self.now + StopTerms(of: .restricted).first)
    }

    @Test func saysNothingOfANumberThatWasLetGoAfterTheArm() {
        #expect(stop(armed: .seconds(-5), released: .seconds(-5)) == nil)
        #expect(stop(armed: .seconds(-5), released: .seconds(-6)) != nil)
    }

    @Test func saysNothingMoreOfANumberThatIsStopped() {
        let resting = known(since: .seconds(-10), until: .seconds(50))
        #expect(stop(armed: .seconds(-20), known: resting) == nil)
        #expect(stop(armed: .seconds(-5), known: resting) == nil)
    }

    @Test func doublesTheStopWhenTheMessageThatTriedItFails() throws {
        let over = known(since: .seconds(-60), until: .zero)
        #expect(stop(armed: .seconds(-61), known: over) == nil)
        let found = stop(armed: .seconds(-1), known: over)
        let stop = try #require(found)
        #expect(stop.since == over.since)
        #expect(stop.until == Self.now + .seconds(120))
    }

    @Test func isNoLongerThanItsCauseAllows() throws {
        let over = known(since: .seconds(-7_200), until: .zero)
        let found = stop(armed: .seconds(-1), known: over)
        let stop = try #require(found)
        #expect(stop.until == Self.now + StopTerms(of: .restricted).longest)
    }
}
