import Notifications
import Testing

@Suite struct FieldCheckerTests {
    @Test func tellsOfTheFirstViolationsAndHowManyMoreThereAre() {
        var checker = FieldChecker()
        var textsMade = 0
        func rule(_ number: Int) -> String {
            textsMade += 1
            return "rule \(number)"
        }
        for number in 0..<FieldChecker.violationsMax { checker.refuse("a", rule(number)) }
        #expect(checker.violations.count == FieldChecker.violationsMax)
        for number in 0..<1_000 { checker.refuse("b", rule(number)) }
        #expect(checker.violations.count == FieldChecker.violationsMax + 1)
        #expect(checker.violations.last?.rule == "and 1000 more rules are broken")
        #expect(textsMade == FieldChecker.violationsMax, "what is only counted costs nothing")
    }
}
