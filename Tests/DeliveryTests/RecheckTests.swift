import Notifications
import TestKit
import Testing

@testable import Delivery

struct RecheckRoundTests {
    private let now = Timestamp(milliseconds: 10_000)
    private let items = ["a", "b", "c"].map { binding($0, status: .paused) }
    private var round = RecheckRound(interval: .seconds(600), pageMax: 2)

    @Test mutating func startsAtOnceAndThenOnceAnInterval() {
        #expect(round.needsPage(at: now))
        round.take([items[0]], at: now)
        round.remove([items[0]])
        #expect(round.nextRound == now + .seconds(600))
        #expect(!round.needsPage(at: now + .seconds(599)))
        #expect(round.needsPage(at: now + .seconds(600)))
    }

    @Test mutating func readsOnAfterAFullPageOnceItIsAskedAbout() {
        round.take(Array(items[0..<2]), at: now)
        round.remove([items[1]])
        #expect(round.waiting == [items[0]] && !round.needsPage(at: now))
        round.remove([items[0]])
        #expect(round.needsPage(at: now) && round.offset == 2)
        round.take([items[2]], at: now + .seconds(1))
        round.remove([items[2]])
        #expect(!round.needsPage(at: now + .seconds(1)) && round.offset == 0)
        #expect(round.nextRound == now + .seconds(600))
    }

    @Test mutating func aPageThatIsNotAskedAboutInTimeIsFollowedByTheNext() {
        round.take(Array(items[0..<2]), at: now)
        #expect(round.needsPage(at: now + .seconds(600)) && round.offset == 2)
        round.take([items[2]], at: now + .seconds(600))
        #expect(round.waiting == [items[2]] && round.offset == 0)
        #expect(round.nextRound == now + .seconds(1_200))
    }
}

@Suite(.timeLimit(.minutes(1)))
struct RecheckTests {
    private let id = BindingID(rawValue: "a")

    @Test(arguments: [TemplateStatus.unapproved, .paused, .mismatch])
    func findsAnApprovalWhoseNewsWasLostWithinTheInterval(status: TemplateStatus) async throws {
        let world = World()
        world.store.update { $0.bindings = [binding("a", status: status)] }
        try await world.run {
            await world.journal.until(.verified(id, .mismatch))
            world.directory.approve("a")
            await world.advance(until: .verified(id, .approved))
        }
        #expect(world.clock.now.offset < .seconds(2 * 600), "in the round after the first")
        #expect(world.journal.count(.askedForTemplate("a")) == 2)
    }

    @Test func asksOnceARoundAboutWhatStaysUnapproved() async throws {
        let world = World()
        world.store.update { $0.bindings = [binding("a", status: .paused)] }
        try await world.run { await world.advance(by: .seconds(1_190)) }
        #expect(world.journal.count(.askedForTemplate("a")) == 2)
    }

    @Test func asksNoMoreAboutWhatIsApproved() async throws {
        let world = World()
        world.store.update { $0.bindings = [binding("a", status: .approved)] }
        try await world.run { await world.advance(by: .seconds(650)) }
        #expect(world.journal.count(.askedForTemplate("a")) == 0)
    }

    @Test func looksAtWhatIsApprovedOnceItsLastLookIsSixHoursOld() async throws {
        let world = World()
        var item = binding("a", status: .approved)
        item.binding.checkedAt = SteppedWallClock.start - .seconds(6 * 3_600 - 700)
        world.store.update { [item] in $0.bindings = [item] }
        try await world.run { await world.advance(until: .verified(self.id, .mismatch)) }
        #expect(world.clock.now.offset > .seconds(700))
        #expect(world.clock.now.offset <= .seconds(1_300), "in the round after")
        #expect(world.journal.count(.askedForTemplate("a")) == 1)
    }

    @Test func theUnverifiedOfAnAccountComeFirst() async throws {
        let world = World()
        world.store.update { state in
            state.bindings = ["x", "y"].map { binding($0, status: .paused) }
            state.bindings.append(binding("a"))
        }
        try await world.run {
            for name in ["a", "x", "y"] { await world.journal.until(.askedForTemplate(name)) }
        }
        let asked = world.journal.entries.filter { entry in
            if case .askedForTemplate = entry { true } else { false }
        }
        #expect(asked.first == .askedForTemplate("a"))
        #expect(asked.count == 3)
    }

    @Test func goesOnWithTheUnverifiedWhenTheOthersCannotBeRead() async throws {
        let world = World()
        world.store.update { state in
            state.isDeafToUnapproved = true
            state.bindings = [binding("a"), binding("x", account: 2, status: .paused)]
        }
        try await world.run {
            await world.journal.until(.askedForTemplate("a"))
            world.store.update { $0.isDeafToUnapproved = false }
            await world.advance(until: .askedForTemplate("x"))
        }
        #expect(world.clock.now.offset <= .seconds(31))
    }
}
