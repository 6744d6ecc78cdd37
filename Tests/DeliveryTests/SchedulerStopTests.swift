import Notifications
import TestKit
import Testing

@testable import Delivery

/// Stops, their probes, and what a restart makes of them; and the bound of memory.
struct SchedulerStopTests {
    private var simulation = Simulation()

    private static let number = PhoneNumberID(rawValue: "100")
    private static let accepted = SendResult.accepted(MessageID(rawValue: "w"), isHeld: false)

    @Test mutating func stopsANumberWhoseSendsFailAndClosesAgainSlowly() {
        simulation.add(20_000)
        simulation.answer = { _, uptime in
            uptime < .seconds(20) ? .unknown(code: 0, detail: "") : Self.accepted
        }
        simulation.run(until: .seconds(2))
        let before = simulation.sent.count
        #expect(before < 60, "what was in flight when it opened")
        simulation.run(until: .seconds(14))
        #expect(simulation.sent.count == before)
        #expect(simulation.changes.map(\.kind) == [.stopped])
        simulation.run(until: .seconds(17))
        #expect(simulation.sent.count == before + 1, "one probe")
        #expect(simulation.changes.map(\.kind) == [.stopped, .extended])
        simulation.run(until: .seconds(46))
        #expect(simulation.changes.map(\.kind) == [.stopped, .extended, .resumed])
        let resumed = simulation.sent.count
        simulation.run(until: .seconds(47))
        #expect((6...20).contains(simulation.sent.count - resumed), "a tenth of the rate first")
    }

    @Test mutating func oneMerchantsTokenStopsNobodyElse() {
        simulation.add(1_000, of: "expired")
        simulation.add(1_000, of: "other")
        simulation.answer = { item, uptime in
            item.reference.merchant.rawValue == "expired" && uptime < .seconds(30)
                ? .refused(code: 190, .stopSender(.credentials), detail: "") : Self.accepted
        }
        simulation.run(until: .seconds(30))
        #expect(simulation.count(of: "other") == 1_000)
        #expect(simulation.count(of: "expired") < 30)
        simulation.run(until: .seconds(62))
        #expect(simulation.asked.count == 1)
        #expect(simulation.count(of: "expired") > 100, "Meta takes the token again")
        #expect(simulation.changes.map(\.kind) == [.stopped, .resumed])
    }

    @Test mutating func anAnswerToAnotherAppsMerchantStopsNobodyElse() {
        simulation.senders = [
            Sender(number: Self.number, details: nil, stops: [], isShared: true)
        ]
        simulation.add(1_000, of: "stranger", app: 2)
        simulation.add(1_000, of: "owner")
        simulation.answer = { item, _ in
            item.reference.merchant.rawValue == "stranger"
                ? .refused(code: 368, .stopSender(.restricted), detail: "") : Self.accepted
        }
        simulation.run(until: .seconds(30))
        #expect(simulation.count(of: "owner") == 1_000)
        #expect(simulation.count(of: "stranger") < 60)
        #expect(simulation.changes.map(\.report.merchant?.rawValue) == ["stranger"])
    }

    @Test mutating func goesOnStoppedAfterARestartAndThenResumes() {
        let start = simulation.now.wall
        let stop = SenderStop(
            number: Self.number, merchant: nil, cause: .restricted, code: 368,
            since: start - .seconds(30), until: start + .seconds(30))
        simulation.senders = [Sender(number: Self.number, details: nil, stops: [stop])]
        simulation.add(1_000)
        simulation.run(until: .seconds(29.9))
        #expect(simulation.sent.isEmpty)
        #expect(simulation.loads == 0, "it takes no memory")
        simulation.run(until: .seconds(31))
        #expect(
            simulation.changes.map(\.report) == [
                SenderReport(goesOn: Self.number, for: nil, after: stop.since)
            ])
        #expect(!simulation.sent.isEmpty)
    }

    @Test mutating func armsNothingWhileAResultIsKept() throws {
        simulation.add(1_000)
        simulation.run(until: .seconds(1))
        let kept = try #require(simulation.sent.last?.item.reference)
        simulation.feed(.reportKept(kept))
        let count = simulation.sent.count
        simulation.run(until: .milliseconds(1_020))
        #expect(simulation.sent.count == count)
        simulation.feed(.finished(kept))
        simulation.run(until: .milliseconds(1_100))
        #expect(simulation.sent.count > count)
    }

    @Test mutating func finishesWhenNothingIsInFlightAfterTheStop() throws {
        simulation.add(1_000)
        simulation.run(until: .seconds(1))
        let moment = simulation.now
        #expect(simulation.scheduler.inFlightCount > 0)
        #expect(!simulation.scheduler.receive(.stopped, at: moment).contains(.finish))
        let references = simulation.scheduler.inFlight.keys
        var last: [Scheduler.Action] = []
        for reference in references {
            last = simulation.scheduler.receive(.finished(reference), at: moment)
        }
        #expect(last == [.finish])
    }

    @Test(arguments: [20_000, 1_000_000])
    mutating func aBacklogOfAnySizeTakesTheSameMemory(count: Int) {
        let flows = 100
        for flow in 0..<flows {
            simulation.add(count / flows, of: "m\(flow % 50)", from: "\(flow % 5)")
        }
        simulation.run(until: .seconds(5))
        #expect(simulation.waitingPeak <= 16_384)
        #expect(simulation.waitingPeak >= 1_000)
        #expect(simulation.inFlightPeak <= 512)
        #expect(simulation.sent.count > 1_500)
    }

    @Test mutating func pagesShrinkWithTheNumberOfFlows() {
        for flow in 0..<1_000 { simulation.add(1_000, of: "m\(flow)") }
        simulation.run(until: .seconds(3))
        #expect(simulation.waitingPeak <= 16_384)
        #expect(simulation.loads > 900)
    }
}
