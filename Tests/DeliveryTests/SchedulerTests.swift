import Notifications
import TestKit
import Testing

@testable import Delivery

/// Driven by a simulation of store and Meta.
struct SchedulerTests {
    private var simulation = Simulation()

    private static func refused(_ code: Int, _ refusal: RefusalClass) -> SendResult {
        .refused(code: code, refusal, detail: "")
    }

    @Test mutating func sendsAsFastAsTheNumberTakesAndNoFaster() {
        simulation.add(2_000)
        simulation.run(until: .seconds(10))
        #expect((780...800).contains(simulation.sent.count))
        #expect(simulation.sent.map(\.uptime).peak(perSecond: 80) <= 8.001)
        #expect(Set(simulation.sent.map(\.item)).count == simulation.sent.count)
    }

    @Test mutating func sendsInTheOrderOfTheStore() {
        simulation.add(700)
        simulation.run(until: .seconds(10))
        let indices = simulation.sent.compactMap {
            Int($0.item.reference.notification.rawValue.dropFirst(2))
        }
        #expect(indices == Array(0..<700))
    }

    @Test mutating func takesMetasWordForTheRate() {
        let details = SenderDetails(throughput: 1_000, quality: "GREEN", messagingLimit: nil)
        let number = PhoneNumberID(rawValue: "100")
        simulation.senders = [Sender(number: number, details: details, stops: [])]
        simulation.sendTime = .milliseconds(20)
        simulation.add(20_000)
        simulation.run(until: .seconds(40))
        #expect(simulation.sent.count == 20_000)
        #expect(simulation.sent.map(\.uptime).peak(perSecond: 1_000) <= 100.001)
        #expect(simulation.inFlightPeak <= 240)
    }

    @Test(arguments: [20, 150, 220])
    mutating func sendsAtMetasRateWhateverAnAnswerTakes(milliseconds: Int) {
        let details = SenderDetails(throughput: 1_000, quality: "GREEN", messagingLimit: nil)
        let number = PhoneNumberID(rawValue: "100")
        simulation.senders = [Sender(number: number, details: details, stops: [])]
        simulation.sendTime = .milliseconds(milliseconds)
        simulation.add(20_000)
        simulation.run(until: .seconds(12))
        let steady = simulation.sent.count { (.seconds(2)..<(.seconds(12))).contains($0.uptime) }
        #expect((9_900...10_100).contains(steady))
        #expect(simulation.inFlightPeak <= 256)
    }

    @Test(arguments: [Scheduler.ArmOutcome.sending, .settled])
    mutating func armsFewAheadOfTheWire(outcome: Scheduler.ArmOutcome) {
        for number in 0..<10 { simulation.add(100, of: "m\(number)", from: "\(100 + number)") }
        simulation.arm = { _, _ in outcome }
        simulation.leaveTime = .milliseconds(60)
        simulation.run(until: .seconds(10))
        #expect(simulation.aheadPeak == 32)
        #expect(simulation.rows.values.allSatisfy { $0.first == 100 }, "it goes on to the end")
        #expect(simulation.scheduler.ahead == simulation.departures, "all have left or never will")
    }

    @Test mutating func hasFewInFlightWhileMetaDoesNotAnswerAndAllAgainAfterwards() {
        let details = SenderDetails(throughput: 1_000, quality: "GREEN", messagingLimit: nil)
        let number = PhoneNumberID(rawValue: "100")
        simulation.senders = [Sender(number: number, details: details, stops: [])]
        simulation.add(100_000)
        // One in ten: too few for the number to stop.
        simulation.answer = { item, uptime in
            let isTenth = item.reference.notification.rawValue.hasSuffix("7")
            return uptime < .seconds(10) && isTenth
                ? .unknown(code: 0, detail: "no whole answer")
                : .accepted(MessageID(rawValue: "w"), isHeld: false)
        }
        simulation.run(until: .seconds(10))
        #expect(simulation.scheduler.senders[0].inFlightLimit < 32)
        let count = simulation.sent.count
        simulation.run(until: .seconds(30))
        #expect(simulation.scheduler.senders[0].inFlightLimit == 256)
        #expect(simulation.sent.count - count > 15_000)
    }

    @Test mutating func twoNumbersDoNotWaitForEachOther() {
        simulation.add(2_000, of: "a", from: "100")
        simulation.add(200, of: "b", from: "200")
        simulation.answer = { item, _ in
            let isA = item.reference.merchant.rawValue == "a"
            return isA
                ? Self.refused(133_016, .senderBusy(.seconds(60)))
                : .accepted(MessageID(rawValue: "w"), isHeld: false)
        }
        simulation.run(until: .seconds(5))
        #expect(simulation.count(of: "b") == 200)
        #expect(simulation.count(of: "a") < 30, "it stops at the first refusals")
    }

    @Test mutating func aQuietMerchantHardlyWaitsBesideANoisyOne() {
        simulation.add(100_000, of: "noisy")
        let quiet = simulation.add(0, of: "quiet")
        simulation.run(until: .seconds(5))
        for _ in 0..<20 {
            let arrival = simulation.now.uptime
            simulation.announce(in: quiet)
            simulation.run(until: arrival + .milliseconds(200))
            let last = simulation.sent.last { $0.item.reference.merchant.rawValue == "quiet" }
            #expect(last.map { $0.uptime - arrival < .milliseconds(150) } == true)
        }
        #expect(simulation.count(of: "quiet") == 20)
    }

    @Test mutating func merchantsWithWorkAreServedAlike() {
        for merchant in ["a", "b", "c"] { simulation.add(10_000, of: merchant) }
        simulation.run(until: .seconds(20))
        let counts = ["a", "b", "c"].map { simulation.count(of: $0) }
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
        #expect(counts.reduce(0, +) > 1_500)
    }

    @Test mutating func aMerchantWhoseSendsHangLeavesPlacesToOthers() {
        simulation.sendTime = .seconds(30)
        simulation.add(1_000, of: "noisy")
        simulation.add(1_000, of: "other")
        simulation.run(until: .seconds(20))
        #expect(simulation.count(of: "noisy") == InFlightWindow.start / 2)
        #expect(simulation.count(of: "other") == InFlightWindow.start / 2)
    }

    @Test mutating func lanesShareByTheirWeights() {
        for lane in Lane.allCases { simulation.add(5_000, lane: lane) }
        simulation.run(until: .seconds(30))
        let total = simulation.sent.count
        let counts = Lane.allCases.map { lane in
            simulation.sent.count { $0.item.queue.rawValue == Int64(lane.rawValue + 1) }
        }
        #expect(abs(counts[0] * 21 - total * 16) <= 21 * 21)
        #expect(abs(counts[1] * 21 - total * 4) <= 21 * 21)
        #expect(counts[2] > 0)
    }

    @Test mutating func aRecipientWaitsAloneAndInOrder() {
        simulation.add(600, to: { $0 % 10 < 5 ? "+1" : "+2\($0)" })
        simulation.run(until: .seconds(30))
        let toOne = simulation.sent.filter { $0.item.recipient.e164 == "+1" }
        #expect(toOne.count == 3 + 4)
        #expect(toOne.map(\.uptime).peak(perSecond: 1.0 / 6) <= 3.001)
        let indices = toOne.compactMap {
            Int($0.item.reference.notification.rawValue.dropFirst(2))
        }
        #expect(indices == indices.sorted())
        #expect(simulation.sent.count > 150, "the others go on")
        #expect(simulation.scheduler.pairWaits > 0)
    }

    @Test mutating func aRecipientWhomMetaRefusesWaitsLongerEachTime() {
        simulation.add(50, to: { _ in "+1" })
        simulation.answer = { _, _ in Self.refused(131_056, .pairLimit) }
        simulation.run(until: .seconds(400))
        let moments = simulation.sent.map(\.uptime)
        let gaps = zip(moments.dropFirst(3), moments.dropFirst(2)).map { $0 - $1 }
        #expect(gaps.count >= 4)
        #expect(gaps.prefix(4).elementsEqual([1, 4, 16, 64]) { $0 >= .seconds($1) })
        #expect(gaps.prefix(4).elementsEqual([1, 4, 16, 64]) { $0 <= .seconds($1 + 7) })
        #expect(simulation.changes.isEmpty, "the number is not stopped by it")
    }

    @Test mutating func slowsDownWhenMetaSaysSo() {
        simulation.add(10_000)
        simulation.answer = { _, uptime in
            uptime < .seconds(10)
                ? Self.refused(130_429, .throughput)
                : .accepted(MessageID(rawValue: "w"), isHeld: false)
        }
        simulation.run(until: .seconds(10))
        let slow = simulation.sent.count { $0.uptime >= .seconds(8) }
        #expect(slow < 24, "less than 12 a second")
        simulation.run(until: .seconds(60))
        #expect(simulation.sent.count { $0.uptime >= .seconds(59) } > 70)
    }

    @Test mutating func aReleasedTemplateGoesAtATenthForThreeMinutes() {
        simulation.add(50_000, of: "released", releasedAt: simulation.now.wall)
        simulation.add(50_000, of: "usual")
        simulation.run(until: .seconds(180))
        let slow = simulation.count(of: "released")
        #expect((1_000...1_441).contains(slow))
        #expect(simulation.count(of: "usual") > 12_000)
        simulation.run(until: .seconds(200))
        #expect(simulation.count(of: "released") - slow > 600, "then it has its full share")
    }

    @Test mutating func whatHasNoNumberIsArmedWithoutLimits() {
        let queue = simulation.add(500, from: nil, to: { _ in "+1" })
        simulation.arm = { _, _ in .settled }
        simulation.run(until: .seconds(1))
        #expect(simulation.rows[queue]?.first == 500)
        #expect(simulation.loads < 20)
    }
}
