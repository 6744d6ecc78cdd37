import Notifications
import TestKit
import Testing

@testable import Delivery

/// What the scheduler makes of queues, announcements and answers.
struct SchedulerQueueTests {
    private var simulation = Simulation()

    @Test mutating func armsAnAnnouncedOneAtOnceWithoutAQuestion() {
        let queue = simulation.add(1)
        simulation.run(until: .seconds(5))
        #expect(simulation.sent.count == 1)
        let (loads, surveys) = (simulation.loads, simulation.surveys)
        simulation.announce(in: queue)
        #expect(simulation.sent.count == 2)
        #expect(simulation.sent.last?.uptime == simulation.now.uptime)
        #expect(simulation.loads == loads)
        #expect(simulation.surveys == surveys)
    }

    @Test mutating func asksForTheQueuesWhenOneIsUnknown() {
        simulation.run(until: .seconds(5.5))
        let queue = simulation.add(0)
        simulation.announce(in: queue)
        simulation.run(until: simulation.now.uptime + .milliseconds(5))
        #expect(simulation.sent.count == 1)
    }

    @Test mutating func asksSeldomWhileNothingHappens() {
        simulation.run(until: .seconds(100))
        #expect(simulation.surveys <= 101)
        #expect(simulation.loads == 0)
    }

    @Test mutating func armsNothingOfAHeldQueueUntilItIsReleased() {
        let queue = simulation.add(100)
        simulation.rows[queue]?.state.hold = .templatePaused
        simulation.run(until: .seconds(5))
        simulation.announce(in: queue)
        #expect(simulation.sent.isEmpty)
        simulation.rows[queue]?.state.hold = nil
        simulation.feed(.announced(CommitEvents(queuesChanged: true)))
        simulation.run(until: .seconds(5.1))
        #expect(!simulation.sent.isEmpty)
    }

    @Test mutating func stopsAQueueThatIsHeldWhileItsPageIsInMemory() {
        let queue = simulation.add(1_000)
        simulation.run(until: .seconds(1))
        simulation.rows[queue]?.state.hold = .paused
        simulation.feed(.announced(CommitEvents(queuesChanged: true)))
        simulation.run(until: .seconds(1.1))
        let count = simulation.sent.count
        simulation.run(until: .seconds(9))
        #expect(simulation.sent.count == count)
        #expect(simulation.scheduler.waitingCount == 0)
    }

    @Test mutating func followsAQueueToAnotherNumber() {
        let queue = simulation.add(1_000, from: "100")
        simulation.run(until: .seconds(1))
        simulation.rows[queue]?.state.sender = PhoneNumberID(rawValue: "200")
        simulation.arm = { choice, _ in
            choice.flow.sender?.rawValue == "200" ? .sending : .moved
        }
        let count = simulation.sent.count
        simulation.run(until: .seconds(3))
        #expect(simulation.sent.count > count + 100)
    }

    @Test mutating func asksOnceAnIntervalWhileSurveyAndArmContradictEachOther() {
        simulation.add(1_000)
        simulation.arm = { _, _ in .moved }
        simulation.run(until: .seconds(20))
        #expect(simulation.surveys <= 45)
        #expect(simulation.loads <= 45)
        #expect(simulation.scheduler.inFlightCount <= 64)
    }

    @Test mutating func asksOnceAnIntervalForWhatHasToWait() {
        simulation.add(3)
        simulation.arm = { _, _ in .waiting }
        simulation.run(until: .seconds(20))
        #expect(simulation.loads <= 42)
        #expect(simulation.sent.isEmpty)
    }

    @Test mutating func letsGoForTheIntervalWhenTheStoreDoesNotArm() {
        simulation.add(100)
        simulation.arm = { _, uptime in uptime < .seconds(3) ? .failed : .sending }
        simulation.run(until: .seconds(2.9))
        #expect(simulation.sent.isEmpty)
        #expect(simulation.loads < 20)
        simulation.run(until: .seconds(6))
        #expect(simulation.sent.count == 100)
    }

    @Test mutating func armsWhatIsDueLaterWhenItIsDue() {
        simulation.add(5, after: .milliseconds(7_300))
        simulation.run(until: .seconds(7.2))
        #expect(simulation.sent.isEmpty)
        simulation.run(until: .seconds(7.5))
        #expect(simulation.sent.count == 5)
    }

    @Test mutating func armsWhatAnArmPutOffWhenItIsDue() throws {
        let queue = simulation.add(1)
        let later = simulation.now.wall + .milliseconds(4_500)
        simulation.arm = { _, uptime in uptime < .seconds(4.5) ? .later(later) : .sending }
        simulation.run(until: .seconds(1))
        simulation.rows[queue]?.state.nextDue = later
        simulation.run(until: .seconds(6))
        let moment = try #require(simulation.sent.first?.uptime)
        #expect((.seconds(4.5) ... .seconds(4.6)).contains(moment))
    }

    @Test mutating func findsWhatWasNeverAnnounced() {
        let queue = simulation.add(1)
        simulation.run(until: .seconds(3.5))
        simulation.rows[queue]?.count += 1
        simulation.run(until: .seconds(4.8))
        #expect(simulation.sent.count == 2)
    }

    @Test mutating func asksTheStoreWhenAnnouncementsWereLost() {
        let queue = simulation.add(1)
        simulation.run(until: .seconds(3.5))
        simulation.rows[queue]?.count += 1
        simulation.feed(.announced(CommitEvents(), isComplete: false))
        simulation.run(until: .seconds(3.6))
        #expect(simulation.sent.count == 2)
    }

    @Test mutating func goesOnWhenTheTimeOfDayIsSetBack() {
        let queue = simulation.add(500)
        simulation.run(until: .seconds(2))
        simulation.now.wall = simulation.now.wall - .seconds(3_600)
        simulation.rows[queue]?.state.nextDue = simulation.now.wall
        simulation.run(until: .seconds(8))
        #expect(simulation.sent.count == 500)
        #expect(simulation.sent.map(\.uptime).peak(perSecond: 80) <= 8.001)
    }

    @Test mutating func aChangeWhileTheQueuesAreReadCountsForTheNextReading() {
        let state = QueueState(
            id: QueueID(rawValue: 1), merchant: MerchantID(rawValue: "m"), lane: .postPayment,
            sender: nil, app: nil, template: "",
            hold: nil, releasedAt: nil, nextDue: moment(.zero).wall)
        var scheduler = Scheduler(limits: DeliveryOptions().schedulerLimits)
        let first = scheduler.receive(.ticked, at: moment(.zero))
        #expect(first.contains(.survey))
        _ = scheduler.receive(.announced(.init(queuesChanged: true)), at: moment(.zero))
        let old = Scheduler.Survey(queues: [state])
        let second = scheduler.receive(.surveyed(old, cost: .zero), at: moment(.zero))
        #expect(second.contains(.survey))
        #expect(scheduler.places.count == 1)
        _ = scheduler.receive(.surveyed(Scheduler.Survey(), cost: .zero), at: moment(.zero))
        #expect(scheduler.places.isEmpty)
    }
}
