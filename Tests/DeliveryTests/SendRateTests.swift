import Testing

@testable import Delivery

struct SendRateTests {
    /// How many leave in the second after the uptime, asked every millisecond.
    private func sent(_ rate: inout SendRate, after uptime: Duration) -> Int {
        (0..<1_000).count { millisecond in
            guard rate.mayTake(at: uptime + .milliseconds(millisecond)) else { return false }
            rate.take()
            return true
        }
    }

    @Test(arguments: [20, 80, 1_000]) func sendsAsMetaTakesAndNothingAtItsStart(ceiling: Int) {
        var rate = SendRate(ceiling: ceiling)
        #expect(rate.mayTake(at: .zero) == false)
        #expect((ceiling - 1...ceiling).contains(sent(&rate, after: .zero)))
    }

    @Test func halvesOnceASecondAndClimbsByATwentiethASecond() {
        var rate = SendRate(ceiling: 80)
        rate.cut(at: .seconds(10))
        rate.cut(at: .seconds(10.9))
        #expect(rate.rate.rounded() == 44, "40, and 0.9 s of 4 messages a second each")
        rate.cut(at: .seconds(11))
        #expect(rate.rate.rounded() == 22)
        _ = rate.mayTake(at: .seconds(12))
        #expect(rate.rate.rounded() == 26)
        _ = rate.mayTake(at: .seconds(60))
        #expect(rate.rate == 80)
    }

    @Test func neverFallsBelowOneASecond() {
        var rate = SendRate(ceiling: 20)
        for second in 0..<40 { rate.cut(at: .seconds(second)) }
        #expect(rate.rate >= 1)
        #expect(rate.rate < 4)
    }

    @Test func startsLowAfterAStop() {
        var rate = SendRate(ceiling: 80)
        rate.restart(at: .seconds(5))
        #expect(rate.rate == 8)
    }

    @Test func takesALowerCeilingAtOnceAndClimbsToAHigherOne() {
        var rate = SendRate(ceiling: 80)
        rate.setCeiling(20, at: .seconds(1))
        #expect(rate.rate == 20)
        rate.setCeiling(1_000, at: .seconds(2))
        _ = rate.mayTake(at: .seconds(3))
        #expect(rate.rate.rounded() == 70)
        _ = rate.mayTake(at: .seconds(60))
        #expect(rate.rate == 1_000)
    }

    @Test func neverSendsMoreThanMetaTakesWhateverHappens() {
        var random = randomNumbers()
        var rate = SendRate(ceiling: 80)
        var now = Duration.zero
        var taken: [Duration] = []
        for _ in 0..<20_000 {
            now += .microseconds(Int64.random(in: 0...20_000, using: &random))
            switch Int.random(in: 0..<500, using: &random) {
            case 0: rate.cut(at: now)
            case 1: rate.restart(at: now)
            case 2: rate.setCeiling([20, 80].randomElement(using: &random) ?? 80, at: now)
            default:
                guard rate.mayTake(at: now) else { continue }
                rate.take()
                taken.append(now)
            }
        }
        #expect(taken.count > 1_000)
        #expect(taken.peak(perSecond: 80) <= 8.001)
    }

    @Test func saysWhenAFewTokensAreThere() {
        var rate = SendRate(ceiling: 80)
        let turn = rate.nextTurn(at: .zero)
        #expect((.milliseconds(49) ... .milliseconds(51)).contains(turn))
        #expect(rate.mayTake(at: turn) == true)
    }
}
