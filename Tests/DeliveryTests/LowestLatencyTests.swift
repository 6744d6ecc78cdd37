import Testing

@testable import Delivery

struct LowestLatencyTests {
    private var latency = LowestLatency()

    /// Ten answers a second, from the uptime on, each after so many milliseconds.
    private mutating func record(_ milliseconds: [Int], from start: Duration) {
        for (index, each) in milliseconds.enumerated() {
            latency.record(.milliseconds(each), at: start + .milliseconds(100 * index))
        }
    }

    @Test mutating func isNotKnownFromAFewAnswers() {
        record(Array(repeating: 100, count: 15), from: .zero)
        #expect(latency.value == nil)
        record([100], from: .seconds(2))
        #expect(latency.value == .milliseconds(100))
    }

    @Test mutating func takesNoWordFromASingleFastAnswer() {
        record(Array(repeating: 150, count: 49) + [1], from: .zero)
        record([150], from: .seconds(6))
        #expect(latency.value == .milliseconds(150 * 49 + 1) / 50)
    }

    @Test mutating func doesNotRiseWhileAMinuteHasALowerOne() {
        record(Array(repeating: 100, count: 60), from: .zero)
        record(Array(repeating: 900, count: 590), from: .seconds(6))
        #expect(latency.value == .milliseconds(100))
        record(Array(repeating: 900, count: 100), from: .seconds(66))
        #expect(latency.value == .milliseconds(900))
    }

    @Test mutating func fallsAsSoonAsAnswersAreFaster() {
        record(Array(repeating: 900, count: 100), from: .zero)
        record(Array(repeating: 100, count: 100), from: .seconds(10))
        #expect(latency.value == .milliseconds(100))
    }

    @Test mutating func forgetsWhatTooFewSaidInAMinute() {
        record(Array(repeating: 100, count: 15), from: .zero)
        record([100], from: .seconds(61))
        #expect(latency.value == nil)
    }

    @Test mutating func liesBetweenTheLeastAndTheMostOfItsMinute() {
        var random = randomNumbers()
        var now = Duration.zero
        var answers: [(uptime: Duration, latency: Duration)] = []
        for _ in 0..<5_000 {
            now += .milliseconds(Int.random(in: 0...200, using: &random))
            let answer = Duration.milliseconds(Int.random(in: 50...2_000, using: &random))
            latency.record(answer, at: now)
            answers.append((now, answer))
            // A slice may have begun its few seconds before the minute.
            let recent = answers.suffix(while: { now - $0.uptime <= .seconds(70) })
            guard let value = latency.value else { continue }
            #expect(value >= recent.map(\.latency).min() ?? .zero)
            #expect(value <= recent.map(\.latency).max() ?? .zero)
        }
    }
}

extension Array {
    /// The longest end of it that the condition holds for.
    fileprivate func suffix(while condition: (Element) -> Bool) -> ArraySlice<Element> {
        self[(lastIndex { !condition($0) }.map { $0 + 1 } ?? 0)...]
    }
}
