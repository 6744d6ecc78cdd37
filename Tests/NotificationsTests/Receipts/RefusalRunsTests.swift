import Notifications
import TestKit
import Testing

@Suite struct RefusalRunsTests {
    private static let place = RefusalRuns.Place(
        merchant: Fixtures.merchant.id, number: PhoneNumberID(rawValue: "8"))

    private func message(_ number: Int) -> NotificationID {
        NotificationID(rawValue: "n-\(number)")
    }

    /// What each of the messages says, refused one after the other.
    private func refuse(
        _ messages: [Int], of template: String = "paid (en)", code: Int = 100,
        in runs: inout RefusalRuns, at place: RefusalRuns.Place = place
    ) -> [RefusalRuns.Verdict?] {
        messages.map { runs.refused(message($0), of: template, code: code, at: place) }
    }

    @Test func fiveDifferentMessagesInARowStopTheTemplate() {
        var runs = RefusalRuns()
        #expect(refuse([1, 2, 3, 4], in: &runs) == [nil, nil, nil, nil])
        #expect(refuse([5, 6], in: &runs) == [.template, .template])
    }

    @Test func theSameMessageAgainIsNotADifferentOne() {
        var runs = RefusalRuns()
        let verdicts = refuse([1, 2, 3, 4, 1, 2, 3, 4, 1], in: &runs)
        #expect(verdicts.allSatisfy { $0 == nil })
    }

    @Test func messagesOfSeveralTemplatesStopTheNumber() {
        var runs = RefusalRuns()
        _ = refuse([1, 2, 3], in: &runs)
        #expect(refuse([4, 5], of: "failed (en)", in: &runs) == [nil, .number])
    }

    @Test func anOldRefusalOfAnotherTemplateSaysNothingOfTheNumber() {
        var runs = RefusalRuns()
        _ = refuse([0], of: "failed (en)", in: &runs)
        #expect(refuse([1, 2, 3, 4], in: &runs).last == .number)
        #expect(refuse([5], in: &runs) == [.template])
    }

    @Test func oneThatIsAcceptedBetweenBeginsAnew() {
        var runs = RefusalRuns()
        _ = refuse([1, 2, 3, 4], in: &runs)
        runs.accepted("paid (en)", at: Self.place)
        #expect(refuse([5, 6, 7, 8], in: &runs) == [nil, nil, nil, nil])
        #expect(refuse([9], in: &runs) == [.template])
    }

    @Test func oneOfAnotherTemplateThatIsAcceptedClearsTheNumberAlone() {
        var runs = RefusalRuns()
        _ = refuse([1, 2, 3, 4], in: &runs)
        runs.accepted("failed (en)", at: Self.place)
        #expect(refuse([5], in: &runs) == [.template])
    }

    @Test func anotherCodeBeginsAnew() {
        var runs = RefusalRuns()
        _ = refuse([1, 2, 3, 4], in: &runs)
        #expect(refuse([5], code: 131_009, in: &runs) == [nil])
        #expect(refuse([6, 7, 8, 9], in: &runs) == [nil, nil, nil, nil])
    }

    @Test func aMerchantsRefusalsSayNothingOfAnothers() {
        var runs = RefusalRuns()
        let other = RefusalRuns.Place(
            merchant: MerchantID(rawValue: "other"), number: Self.place.number)
        _ = refuse([1, 2, 3, 4], in: &runs)
        #expect(refuse([5], in: &runs, at: other) == [nil])
    }

    @Test func itIsStoppedAgainByTheFirstThatIsRefusedAfterARest() {
        var runs = RefusalRuns()
        _ = refuse([1, 2, 3, 4, 5], in: &runs)
        #expect(refuse([1], in: &runs) == [.template])
    }

    @Test func remembersABoundedNumberOfPlaces() {
        var runs = RefusalRuns()
        for number in 0..<(RefusalRuns.numbersMax + 10) {
            let place = RefusalRuns.Place(
                merchant: MerchantID(rawValue: "m\(number)"), number: Self.place.number)
            _ = runs.refused(message(1), of: "t", code: 1, at: place)
        }
        #expect(refuse([1, 2, 3, 4, 5], in: &runs).last == .template)
    }
}
