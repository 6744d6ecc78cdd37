import Notifications
import TestKit
import Testing

@Suite struct UncountedRecipientsTests {
    private static let number = PhoneNumberID(rawValue: "8")
    private let now = Fixtures.now

    /// A full page, newest first, whose last attempt was made so long ago.
    private func page(until age: Duration = .seconds(60)) -> [UncountedRecipients.Sent] {
        (0..<UncountedRecipients.pageSize).reversed().map { place in
            sent(Int64(place) + 1_000, age: place == 0 ? age : .zero)
        }
    }

    private func sent(
        _ attempt: Int64, from number: PhoneNumberID = number, age: Duration
    ) -> UncountedRecipients.Sent {
        UncountedRecipients.Sent(
            attempt: attempt, number: number, at: now - age, person: Fixtures.phone)
    }

    @Test func countsWhomThePortfoliosNumbersWroteToInTheLastDay() {
        let other = PhoneNumberID(rawValue: "9")
        let page = [
            sent(4, age: .zero), sent(3, from: other, age: .zero),
            sent(2, age: .seconds(86_399)), sent(1, age: .seconds(86_400)),
        ]

        let counted = UncountedRecipients.counted(page, from: [Self.number], at: now)

        #expect(counted.map(\.attempt) == [4, 2])
    }

    @Test func goesOnBeforeTheLastAttemptOfAFullPage() {
        let backlog = UncountedRecipients()
        #expect(backlog.before == .max)

        #expect(backlog.rest(after: page(), isFull: false, at: now)?.before == 1_000)
    }

    @Test func endsWhereNothingMoreWouldCount() {
        let backlog = UncountedRecipients()

        #expect(backlog.rest(after: page(), isFull: true, at: now) == nil, "the limit is reached")
        #expect(
            backlog.rest(after: page(until: .seconds(86_400)), isFull: false, at: now) == nil,
            "the rest has left the window")
        #expect(
            backlog.rest(after: page().dropLast(1), isFull: false, at: now) == nil,
            "there are no others")
        #expect(backlog.rest(after: [], isFull: false, at: now) == nil)
    }
}
