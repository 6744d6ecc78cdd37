import Testing

@testable import Sandbox

@Suite struct StatusScriptTests {
    @Test(arguments: [
        (false, [MessageStatus.sent, .delivered]), (true, [.sent, .delivered, .read]),
    ])
    func tellsTheStatusesOneDelayApart(withRead: Bool, statuses: [MessageStatus]) {
        let script = StatusScript.arrival(delay: .seconds(2), withRead: withRead)

        #expect(script.steps.map(\.status) == statuses)
        #expect(script.steps.map(\.offset) == statuses.indices.map { .seconds(2 * ($0 + 1)) })
        #expect(script.steps.filter(\.carriesPricing).map(\.status) == [.sent, .delivered])
    }

    @Test func failsWithACodeAndNothingElse() {
        let script = StatusScript.failure(code: 131_042, after: .seconds(3))

        #expect(script.steps.map(\.status) == [.failed])
        #expect(script.steps.map(\.offset) == [.seconds(3)])
        #expect(script.steps.map(\.failureCode) == [131_042])
        #expect(script.steps.map(\.carriesPricing) == [false])
    }

    @Test(arguments: [
        ([MessageStatus.sent, .read], [true, true]),
        ([.sent, .delivered, .read, .failed], [true, true, false, false]),
        ([.read, .delivered], [true, false]),
        ([MessageStatus(rawValue: "warped")], [false]),
    ])
    func pricesSentAndOneArrival(statuses: [MessageStatus], isPriced: [Bool]) {
        let script = StatusScript(statuses, at: statuses.map { _ in .zero })

        #expect(script.steps.map(\.carriesPricing) == isPriced)
    }

    @Test func takesNaturalTimesWithinTheirBounds() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        var sent: [Duration] = []
        var delivered: [Duration] = []
        var reads = 0

        for _ in 0..<1_000 {
            let statuses = StatusDelays.natural.statuses(withRead: true, using: &generator)
            let times = StatusDelays.natural.offsets(of: statuses, using: &generator)
            sent.append(times[0])
            delivered.append(times[1] - times[0])
            reads += statuses.count - 2
            #expect(times == times.sorted(), "seed \(seed)")
        }

        let bounds: [(ClosedRange<Duration>, [Duration])] = [
            (.milliseconds(100) ... .seconds(2), sent),
            (.milliseconds(500) ... .seconds(30), delivered),
        ]
        for (range, times) in bounds {
            #expect(times.allSatisfy(range.contains), "seed \(seed)")
            #expect(Set(times).count > 100, "seed \(seed)")
        }
        #expect((450...750).contains(reads), "seed \(seed)")
    }
}
