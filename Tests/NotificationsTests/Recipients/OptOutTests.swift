import TestKit
import Testing

@testable import Notifications

@Suite struct OptOutTests {
    @Test func everyOrderOfWordsEndsInTheLatest() {
        let words = [
            Fixtures.optOut(at: Fixtures.now),
            Fixtures.optOut(isOptedOut: false, at: Fixtures.now + .seconds(1)),
            Fixtures.optOut(by: .meta, at: Fixtures.now + .seconds(2)),
            Fixtures.optOut(isOptedOut: false, by: .reply, at: Fixtures.now + .seconds(3)),
        ]

        for order in words.permutations() {
            let last = order.dropFirst().reduce(order[0]) { $0.followed(by: $1) }
            #expect(last == words[3])
        }
    }

    @Test func ofTwoWordsAtOneMomentTheOneCountsThatStops() {
        let stop = Fixtures.optOut()
        let start = Fixtures.optOut(isOptedOut: false)

        #expect(stop.followed(by: start) == stop)
        #expect(start.followed(by: stop) == stop)
    }

    @Test func aCallersWordCountsAlsoWhenMetasClockIsAhead() {
        let ahead = Fixtures.optOut(at: Fixtures.now + .seconds(60))
        let command = SetOptOut(
            merchant: Fixtures.merchant.id, phone: "51234567", isOptedOut: false, category: .all,
            source: .caller, actor: ActorName(rawValue: "shop"))

        let word = command.decide(over: ahead, at: Fixtures.now)

        #expect(!word.isOptedOut)
        #expect(word.changedAt == ahead.changedAt)
        #expect(command.decide(over: nil, at: Fixtures.now).changedAt == Fixtures.now)
    }

    @Test func aWordFromTheFutureIsSaidAtItsArrival() {
        let report = Fixtures.consent(at: Fixtures.now + .seconds(600))

        #expect(report.word(at: Fixtures.now).changedAt == Fixtures.now)
    }

    @Test func theAuditHasNobodysWholeNumber() throws {
        let command = try SetOptOut.checked(
            merchant: "acme", phone: "51234567", isOptedOut: true, category: .marketing,
            source: nil, actor: "منى")

        let entry = command.audit(of: Fixtures.phone, at: Fixtures.now)

        #expect(command.source == .caller)
        #expect(entry.action == .optOut)
        #expect(entry.actor.rawValue == "منى")
        #expect(entry.subject == "+965••••4567")
        #expect(entry.detail == "marketing")
    }

    @Test func namesEveryFieldThatBreaksARule() {
        #expect {
            try SetOptOut.checked(
                merchant: "", phone: "", isOptedOut: true, category: nil, source: .meta,
                actor: String(repeating: "a", count: 129))
        } throws: {
            ($0 as? Refusal)?.fields == ["merchant_id", "category", "source", "actor"]
        }
        #expect {
            try SetOptOut.checked(
                merchant: "acme", phone: "", isOptedOut: true, category: .all, source: .person,
                actor: "a\nb")
        } throws: {
            ($0 as? Refusal)?.fields == ["actor"]
        }
    }

    @Test func nobodyIsCalledAsTheAuditCallsMeta() {
        #expect {
            try SetOptOut.checked(
                merchant: "acme", phone: "", isOptedOut: true, category: .all, source: .person,
                actor: "meta")
        } throws: {
            ($0 as? Refusal)?.fields == ["actor"]
        }
    }

    @Test(arguments: [131_050, 131_026, 0])
    func onlyOneOfMetasCodesSaysSomethingOfTheRecipient(code: Int) {
        let word = OptOut(code: code, at: Fixtures.now)

        #expect((word != nil) == (code == 131_050))
        #expect(word.map(\.category) == (code == 131_050 ? .marketing : nil))
    }
}
