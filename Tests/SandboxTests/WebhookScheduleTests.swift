import Testing

@testable import Sandbox

@Suite struct WebhookScheduleTests {
    @Test func keepsTheOrderWithinALaneAndWaitsForEachAcknowledgement() {
        var schedule = WebhookSchedule()
        let isAdded = schedule.add(events(1, at: [10, 20]), for: "A")

        let early = schedule.take(now: .seconds(9), isOpen: { _ in true })
        let first = schedule.take(now: .seconds(30), isOpen: { _ in true })
        let between = schedule.take(now: .seconds(30), isOpen: { _ in true })
        let outcome = schedule.finish(1, isAcknowledged: true, now: .seconds(31))
        let second = schedule.take(now: .seconds(31), isOpen: { _ in true })
        _ = schedule.finish(1, isAcknowledged: true, now: .seconds(32))

        #expect(isAdded)
        #expect(early == nil)
        #expect(first?.event == events(1, at: [10, 20])[0])
        #expect(between == nil)
        #expect(outcome == .acknowledged)
        #expect(second?.event == events(1, at: [10, 20])[1])
        #expect(schedule.pending == 0)
        #expect(schedule.inFlight == 0)
        #expect(schedule.nextDue == nil)
    }

    @Test func letsOtherLanesPassAFailingOne() {
        var schedule = WebhookSchedule()
        _ = schedule.add(events(1, at: [1]), for: "A")
        _ = schedule.add(events(2, at: [1]), for: "A")
        _ = schedule.take(now: .seconds(1), isOpen: { _ in true })
        _ = schedule.finish(1, isAcknowledged: false, now: .seconds(2))

        let next = schedule.take(now: .seconds(2), isOpen: { _ in true })

        #expect(next?.lane == 2)
    }

    @Test func retriesAfterGrowingGapsAndGivesUpAfterSevenDays() {
        var schedule = WebhookSchedule()
        _ = schedule.add(events(1, at: [0, 0]), for: "A")
        var now = Duration.zero
        var gaps: [Duration] = []

        while schedule.take(now: now, isOpen: { _ in true }) != nil {
            let outcome = schedule.finish(1, isAcknowledged: false, now: now)
            if outcome == .givenUp { break }
            let due = schedule.nextDue ?? now
            gaps.append(due - now)
            now = gaps.count < 10 ? due : max(due, WebhookSchedule.givenUpAfter)
        }
        let next = schedule.take(now: now, isOpen: { _ in true })

        #expect(
            gaps.prefix(8) == [
                .zero, .milliseconds(100), .milliseconds(200), .milliseconds(400),
                .milliseconds(800), .milliseconds(1_600), .milliseconds(3_200), .seconds(5),
            ])
        #expect(gaps.count == 10)
        #expect(schedule.pending == 1)
        #expect(next?.event == events(1, at: [0, 0])[1])
    }

    @Test func parksTheLanesOfAClosedAccountUntilItOpens() {
        var schedule = WebhookSchedule()
        _ = schedule.add(events(1, at: [1]), for: "A")
        _ = schedule.add(events(2, at: [1]), for: "B")

        let other = schedule.take(now: .seconds(1), isOpen: { $0 == "B" })
        let dueWhileParked = schedule.nextDue
        schedule.unpark(now: .seconds(5)) { $0 == "A" }
        let opened = schedule.take(now: .seconds(5), isOpen: { _ in true })

        #expect(other?.destination == "B")
        #expect(dueWhileParked == nil)
        #expect(opened?.destination == "A")
        #expect(schedule.pending == 2)
    }

    @Test func refusesMoreLanesThanItsLimit() {
        var schedule = WebhookSchedule(lanesMax: 2)

        let answers = (1...3).map { schedule.add(events($0, at: [1]), for: "A") }
        let empty = schedule.add([], for: "A")

        #expect(answers == [true, true, false])
        #expect(empty)
        #expect(schedule.pending == 2)
    }

    @Test func ignoresTheEndOfATryThatWasForgotten() {
        var schedule = WebhookSchedule()
        _ = schedule.add(events(1, at: [0]), for: "A")
        _ = schedule.take(now: .zero, isOpen: { _ in true })

        schedule.removeAll()
        let outcome = schedule.finish(1, isAcknowledged: true, now: .zero)

        #expect(outcome == nil)
        #expect(schedule.inFlight == 0)
    }

    @Test func countsWhatIsPendingThroughEveryEnd() {
        var schedule = WebhookSchedule()
        _ = schedule.add(events(1, at: [1, 2]), for: "A")
        _ = schedule.add(events(2, at: [1]), for: "A")
        #expect(schedule.pending == 3)

        _ = schedule.take(now: .seconds(1), isOpen: { _ in true })
        _ = schedule.finish(1, isAcknowledged: true, now: .seconds(1))
        #expect(schedule.pending == 2)

        schedule.removeAll()
        #expect(schedule.pending == 0)
    }

    private func events(_ message: Int, at seconds: [Int]) -> [WebhookEvent] {
        zip(seconds, [MessageStatus.sent, .delivered]).map { second, status in
            WebhookEvent(
                content: .status(
                    StatusUpdate(status: status, message: message, timestamp: second)),
                due: .seconds(second))
        }
    }
}

extension WebhookSchedule {
    /// The next event, with its try begun.
    fileprivate mutating func take(now: Duration, isOpen: (WebhookDestination) -> Bool) -> Taken? {
        guard let taken = next(now: now, isOpen: isOpen) else { return nil }
        begin(taken, now: now)
        return taken
    }
}

@Suite struct MinimumHeapTests {
    @Test func givesItsElementsInOrder() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let numbers = (0..<500).map { _ in Int.random(in: 0..<100, using: &generator) }
        var heap = MinimumHeap<Int>()

        for number in numbers { heap.insert(number) }
        var taken: [Int] = []
        while let first = heap.first {
            let removed = heap.removeFirst()
            #expect(removed == first)
            taken.append(first)
        }

        #expect(taken == numbers.sorted(), "seed \(seed)")
        let none = heap.removeFirst()
        #expect(none == nil)
    }
}
