import Notifications
import TestKit
import Testing

@testable import Delivery

@Suite struct ManagementBudgetTests {
    private let start = Fixtures.now

    @Test func neverMakesMoreCallsInAnHourThanMetaTakes() {
        var budget = ManagementBudget()
        var made: [Timestamp] = []
        var now = start
        let end = start + .seconds(3 * 3_600)
        while now < end {
            let opening = budget.opening("a", calls: 1, .awaited, at: now)
            if opening > now {
                now = opening
            } else {
                budget.spend(1, on: "a", at: now)
                made.append(now)
            }
        }

        var first = 0
        for (last, moment) in made.enumerated() {
            while moment.since(made[first]) >= .seconds(3_600) { first += 1 }
            #expect(last - first + 1 <= 4_201)
        }
        #expect(made.count >= 3 * 4_000)
    }

    @Test func leavesAPartToQuestionsThatAreAwaited() {
        var budget = ManagementBudget()
        budget.spend(151, on: "a", at: start)

        #expect(budget.opening("a", calls: 1, .routine, at: start) > start)
        #expect(budget.opening("a", calls: 49, .awaited, at: start) == start)
        #expect(budget.opening("a", calls: 50, .awaited, at: start) > start)
        #expect(budget.opening("b", calls: 1, .routine, at: start) == start)
    }

    @Test func saysWhenAQuestionMayBeAsked() {
        var budget = ManagementBudget()
        budget.spend(200, on: "a", at: start)

        // Nine seconds bring ten calls.
        #expect(budget.opening("a", calls: 10, .awaited, at: start) == start + .seconds(9))
        let after = start + .seconds(9)
        #expect(budget.opening("a", calls: 10, .awaited, at: after) == after)
    }

    @Test func pausesForAsLongAsMetaSays() {
        var budget = ManagementBudget()
        budget.pause("a", for: .seconds(600), at: start)
        budget.pause("a", for: .seconds(60), at: start)

        #expect(budget.opening("a", calls: 1, .awaited, at: start) == start + .seconds(600))
        #expect(budget.opening("b", calls: 1, .awaited, at: start) == start)
    }

    @Test func pausesUntilTheBucketWouldBeFullIfMetaNamesNoTime() {
        var budget = ManagementBudget()
        budget.pause("a", for: nil, at: start)

        #expect(budget.opening("a", calls: 1, .awaited, at: start) == start + .seconds(180))
    }

    @Test func takesNothingAwayWhenTheClockIsSetBack() {
        var budget = ManagementBudget()
        budget.spend(100, on: "a", at: start)
        let earlier = start - .seconds(3_600)

        #expect(budget.opening("a", calls: 100, .awaited, at: earlier) == earlier)
    }

    @Test func remembersNoAccountThatMayBeAskedAboutFreely() {
        var budget = ManagementBudget()
        budget.spend(1, on: "a", at: start)
        budget.pause("b", for: .seconds(60), at: start)

        budget.forgetFull(at: start + .seconds(10))

        let later = start + .seconds(10)
        #expect(budget.opening("a", calls: 200, .awaited, at: later) == later)
        #expect(budget.opening("b", calls: 1, .awaited, at: later) == start + .seconds(60))
    }
}
