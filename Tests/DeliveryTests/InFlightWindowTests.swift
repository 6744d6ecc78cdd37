import Notifications
import Testing

@testable import Delivery

struct InFlightWindowTests {
    private static let accepted = SendResult.accepted(MessageID(rawValue: "w"), isHeld: false)
    private static let failures: [SendResult] = [
        .unknown(code: 0, detail: "Read timeout"), .unknown(code: 131_000, detail: "HTTP 500"),
        .notSent(detail: "Connect timeout"),
    ]

    private var window = InFlightWindow(max: 256)
    private var now = Duration.seconds(1)

    private mutating func answer(
        _ count: Int, after latency: Duration, rate: Double = 1_000,
        _ result: SendResult = Self.accepted
    ) {
        for _ in 0..<count {
            now += .milliseconds(10)
            window.record(result, took: latency, rate: rate, at: now)
        }
    }

    @Test mutating func beginsModestlyAndOpensWithTheFirstAnswers() {
        #expect(window.limit(rate: 1_000) == 32)
        answer(16, after: .milliseconds(20))
        #expect(window.limit(rate: 1_000) == 240)
    }

    @Test(arguments: [
        (20.0, 150, 10), (80, 150, 40), (80, 1_000, 176), (1_000, 20, 240), (1_000, 150, 256),
        (1_000, 10_000, 256), (1, 10, 4),
    ])
    mutating func followsRateAndLatencyWithinItsBounds(rate: Double, latency: Int, limit: Int) {
        answer(16, after: .milliseconds(latency))
        #expect(window.limit(rate: rate) == limit)
    }

    /// The places must not hold up a rate whose messages take twice the lowest latency and wait for
    /// their commits.
    @Test(arguments: [(20.0, 300), (80, 300), (80, 500), (1_000, 25)])
    mutating func leavesRoomForTheRate(rate: Double, latency: Int) {
        answer(16, after: .milliseconds(latency))
        let usual = 2 * Double(latency) / 1_000 + 0.1
        #expect(Double(window.limit(rate: rate)) / usual >= rate)
    }

    @Test mutating func latencyThatItCausesItselfDoesNotOpenIt() {
        answer(600, after: .milliseconds(50), rate: 200)
        let limit = window.limit(rate: 200)
        answer(2_000, after: .milliseconds(800), rate: 200)
        #expect(window.limit(rate: 200) == limit)
    }

    @Test(arguments: failures)
    mutating func halvesAtAFailure(failure: SendResult) {
        answer(16, after: .milliseconds(20))
        answer(1, after: .zero, failure)
        #expect(window.limit(rate: 1_000) == 120)
    }

    @Test mutating func halvesOnceForAllThatWereOnTheirWay() {
        answer(16, after: .milliseconds(150))
        answer(200, after: .seconds(2), Self.failures[0])
        #expect(window.limit(rate: 1_000) == 128)
        answer(1, after: .milliseconds(5), Self.failures[0])
        #expect(window.limit(rate: 1_000) == 64)
    }

    @Test mutating func aRefusalIsAnAnswerAndNeitherFailureNorMeasure() {
        let refused = SendResult.refused(code: 131_047, .stopMessage, detail: "")
        answer(100, after: .milliseconds(1), refused)
        #expect(window.limit(rate: 1_000) == 32)
    }

    @Test mutating func neverFallsBelowAFewNorBelowOneOfFewer() {
        answer(20, after: .zero, Self.failures[0])
        #expect(window.limit(rate: 1_000) == 4)
        var narrow = InFlightWindow(max: 1)
        narrow.record(Self.failures[0], took: .zero, rate: 80, at: .seconds(1))
        #expect(narrow.limit(rate: 80) == 1)
    }

    @Test mutating func growsBackByAFewPlacesForEachWindowOfAnswers() {
        answer(16, after: .milliseconds(150))
        answer(1, after: .zero, Self.failures[0])
        answer(128, after: .milliseconds(150))
        #expect((131...133).contains(window.limit(rate: 1_000)))
        answer(10_000, after: .milliseconds(150))
        #expect(window.limit(rate: 1_000) == 256)
    }

    @Test mutating func staysWithinItsBoundsWhateverHappens() {
        var random = randomNumbers()
        for _ in 0..<20_000 {
            now += .milliseconds(Int.random(in: 0...50, using: &random))
            let result =
                Int.random(in: 0..<40, using: &random) == 0
                ? Self.failures.randomElement(using: &random) ?? Self.accepted : Self.accepted
            let rate = Double.random(in: 1...1_000, using: &random)
            let before = window.limit(rate: rate)
            let took = Duration.milliseconds(Int.random(in: 0...5_000, using: &random))
            window.record(result, took: took, rate: rate, at: now)
            #expect((4...256).contains(window.limit(rate: rate)))
            if result != Self.accepted { #expect(window.limit(rate: rate) <= before) }
        }
    }
}
