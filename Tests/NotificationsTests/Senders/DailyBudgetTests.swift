import Notifications
import Testing

@Suite struct DailyBudgetTests {
    @Test(arguments: [1, 3, 10, 99, 250, 2_000, 100_000, DailyBudget.limits.upperBound, .max])
    func keepsAShareForNewsOfFinishedAttemptsToPay(limit: Int) {
        let kept = Double(limit) - Double(DailyBudget.allowance(of: limit, for: .prePayment))

        #expect(DailyBudget.allowance(of: limit, for: .postPayment) == limit)
        #expect(abs(kept - 0.3 * Double(limit)) <= max(1, 1e-9 * Double(limit)))
    }

    @Test func believesNoLimitOutsideOfItsRange() {
        let limits = DailyBudget.limits
        #expect(DailyBudget.believable(.max) == limits.upperBound)
        #expect(DailyBudget.believable(.min) == limits.lowerBound)
        #expect(DailyBudget.believable(250) == 250)
    }
}
