import Notifications
import TestKit
import Testing

/// The count as a store keeps it, beside a list in memory.
@Suite struct UniqueRecipientsTests {
    private static let day = DailyBudget.window

    @Test func reachesNoMorePeopleThanTheLimit() {
        var list = PeopleList(limit: 3)
        for person in 1...3 { #expect(list.reach(person, at: 0) == nil) }

        #expect(list.reach(4, at: 60) == Fixtures.now + Self.day)
        #expect(list.reach(4, at: 86_399) != nil)
        #expect(list.reach(4, at: 86_400) == nil)
    }

    @Test func reachesThoseAgainWhomItReachedAlready() {
        var list = PeopleList(limit: 1)
        #expect(list.reach(1, at: 0) == nil)

        #expect(list.reach(1, at: 86_399) == nil)
        #expect(list.reach(2, at: 90_000) == Fixtures.now + .seconds(86_399) + Self.day)
    }

    @Test func aPersonWhoLeftTheWindowNeedsRoomLikeAnybodyElse() {
        var list = PeopleList(limit: 1)
        #expect(list.reach(1, at: 0) == nil)
        #expect(list.reach(2, at: 86_400) == nil)

        #expect(list.reach(1, at: 86_401) == Fixtures.now + .seconds(86_400) + Self.day)
    }

    @Test func keepsAPartOfTheLimitForNewsOfFinishedAttemptsToPay() {
        var list = PeopleList(limit: 10)
        for person in 1...7 { #expect(list.reach(person, in: .prePayment, at: 0) == nil) }

        for lane in [Lane.prePayment, .replay] { #expect(list.reach(8, in: lane, at: 0) != nil) }
        for person in 8...10 { #expect(list.reach(person, in: .postPayment, at: 0) == nil) }
        #expect(list.reach(11, in: .postPayment, at: 0) != nil)
    }

    @Test func promisesEachEndOnceBeforeTheFirstIsPromisedAgain() {
        var list = PeopleList(limit: 2)
        _ = list.reach(1, at: 0)
        _ = list.reach(2, at: 60)

        let promises = (3...5).map { list.reach($0, at: 61) }

        let first = Fixtures.now + Self.day
        #expect(promises == [first, first + .seconds(60), first])
    }

    @Test func lanesOfDifferentAllowancesArePromisedEndsOfTheirOwn() {
        var list = PeopleList(limit: 10)
        for person in 1...10 { _ = list.reach(person, at: Int64(person)) }

        // Three have to leave before there is room in the other lane.
        #expect(list.reach(11, in: .postPayment, at: 11) == Fixtures.now + Self.day + .seconds(1))
        #expect(list.reach(12, in: .prePayment, at: 11) == Fixtures.now + Self.day + .seconds(4))
        #expect(list.reach(13, in: .postPayment, at: 11) == Fixtures.now + Self.day + .seconds(2))
    }

    @Test func removesAsManyAsItTakesToHaveRoomAndOnePageInPassing() {
        var list = PeopleList(limit: 6, page: 2)
        for person in 1...6 { _ = list.reach(person, at: 0) }

        #expect(list.reach(7, at: 86_400) == nil)
        #expect(list.people.count == 5, "one page made room")
        #expect(list.reach(8, in: .prePayment, at: 86_400) == nil)
        #expect(list.people.count == 4, "the next page left in passing")
    }

    /// Messages at random moments, in all lanes, to people who come back.
    @Test(arguments: [UInt64.random(in: 0 ... .max), 7])
    func neverReachesMorePeopleInADayThanTheLimit(seed: UInt64) {
        print("seed of the count of people: \(seed)")
        var random = SeededGenerator(seed: seed)
        let limit = 20
        var list = PeopleList(limit: limit, page: 3)
        var sent: [(person: Int, at: Int64)] = []
        var moment: Int64 = 0
        for _ in 0..<2_000 {
            moment += Int64.random(in: 0...1_800, using: &random)
            let person = Int.random(in: 1...60, using: &random)
            let lane = Lane.allCases.randomElement(using: &random) ?? .replay
            let reached = Set(sent.filter { moment - $0.at < 86_400 }.map(\.person))
            if list.reach(person, in: lane, at: moment) == nil {
                sent.append((person, moment))
                #expect(reached.union([person]).count <= limit, "seed \(seed)")
            } else {
                let allowance = DailyBudget.allowance(of: limit, for: lane)
                #expect(reached.count >= allowance, "seed \(seed)")
                #expect(!reached.contains(person), "seed \(seed)")
            }
        }
    }
}

/// The list of people whom a portfolio wrote to, in memory, with its count.
private struct PeopleList {
    /// When each was last written to, in seconds since ``Fixtures/now``.
    private(set) var people: [Int: Int64] = [:]
    private var count: UniqueRecipients
    /// People removed at a time.
    private let page: Int

    init(limit: Int, page: Int = 200) {
        count = UniqueRecipients(limit: limit, total: 0, first: nil)
        self.page = page
    }

    /// Counts the person; gives the moment to try again at where there is no room.
    mutating func reach(
        _ person: Int, in lane: Lane = .postPayment, at second: Int64
    ) -> Timestamp? {
        let now = moment(second)
        while let end = count.leavers(at: now) {
            remove(until: end)
            if count.hasRoom(in: lane) { break }
        }
        let last = people[person].map(moment)
        guard count.admits(last, in: lane, at: now) else {
            let next = count.lastPromise(in: lane, at: now).flatMap { promised in
                moments.first { $0 > promised }
            }
            let place = count.placeOfRoom(in: lane)
            return count.promise(next ?? moments[place], in: lane, at: now)
        }
        count.count(last, at: now)
        people[person] = second
        return nil
    }

    private mutating func remove(until end: Timestamp) {
        let oldest = people.sorted { $0.value < $1.value }.prefix(page)
        let leavers = oldest.filter { moment($0.value) <= end }
        for leaver in leavers { people[leaver.key] = nil }
        count.removed(leavers.count, first: moments.first)
    }

    private var moments: [Timestamp] { people.values.sorted().map(moment) }

    private func moment(_ second: Int64) -> Timestamp { Fixtures.now + .seconds(second) }
}
