import Testing

@testable import Delivery

struct CircuitBreakerTests {
    private var breaker = CircuitBreaker()

    @Test mutating func opensWhenHalfOfTwentyFail() {
        for second in 0..<19 {
            let outcome: CircuitBreaker.Outcome = second < 9 ? .answered : .failed
            #expect(breaker.record(outcome, at: .seconds(second)) == false)
        }
        #expect(breaker.record(.failed, at: .seconds(19)) == true)
    }

    @Test mutating func staysClosedWhenLessThanHalfFail() {
        for second in 0..<600 {
            let outcome: CircuitBreaker.Outcome = second % 5 < 3 ? .answered : .failed
            #expect(breaker.record(outcome, at: .milliseconds(second * 100)) == false)
        }
    }

    @Test mutating func forgetsWhatIsOlderThanItsWindow() {
        for second in 0..<19 { #expect(breaker.record(.failed, at: .seconds(second)) == false) }
        #expect(breaker.record(.failed, at: .seconds(85)) == false)
    }

    @Test mutating func opensAfterFiveFailuresToConnectInARow() {
        for second in 0..<4 { #expect(breaker.record(.notSent, at: .seconds(second)) == false) }
        #expect(breaker.record(.answered, at: .seconds(4)) == false)
        for second in 5..<9 { #expect(breaker.record(.notSent, at: .seconds(second)) == false) }
        #expect(breaker.record(.notSent, at: .seconds(9)) == true)
    }
}
