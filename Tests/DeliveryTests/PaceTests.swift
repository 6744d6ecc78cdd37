import Testing

@testable import Delivery

struct PaceTests {
    private var pace = Pace(interval: .seconds(1))

    @Test mutating func asksAtOnceThenOnceAnInterval() {
        #expect(pace.begin(at: .zero) == true)
        #expect(pace.begin(at: .seconds(9)) == false, "it is under way")
        pace.end(at: .seconds(9), took: .zero)
        #expect(pace.nextMoment == .seconds(10))
        #expect(pace.begin(at: .seconds(9.9)) == false)
        #expect(pace.begin(at: .seconds(10)) == true)
    }

    @Test mutating func asksTheMoreSeldomTheMoreItCosts() {
        #expect(pace.begin(at: .zero) == true)
        pace.end(at: .seconds(1), took: .seconds(1))
        pace.want()
        pace.want(at: .seconds(2))
        #expect(pace.nextMoment == .seconds(21))
    }

    @Test mutating func asksSoonerWhenItIsWanted() {
        #expect(pace.begin(at: .zero) == true)
        pace.want()
        pace.end(at: .milliseconds(1), took: .milliseconds(1))
        #expect(pace.nextMoment == .milliseconds(21))
        #expect(pace.begin(at: .milliseconds(21)) == true)
        pace.end(at: .milliseconds(22), took: .zero)
        pace.want(at: .milliseconds(300))
        #expect(pace.nextMoment == .milliseconds(300))
    }

    @Test mutating func asksAgainAfterTheIntervalWhenThereWasNoAnswer() {
        #expect(pace.begin(at: .zero) == true)
        pace.fail(at: .seconds(3))
        pace.want()
        #expect(pace.nextMoment == .seconds(4))
    }
}
