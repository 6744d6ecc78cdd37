import Notifications
import TestKit
import Testing

@testable import Delivery

/// A binding to compare, of the account with the number.
func binding(
    _ name: String, account number: Int = 1, status: TemplateStatus = .unverified
) -> BindingToVerify {
    let account = SenderAccount(
        phoneNumberID: PhoneNumberID(rawValue: "\(number)"), accountID: "\(number)",
        accessToken: Secret("t"), appSecret: Secret("s"))
    let content = TemplateContent(
        name: name, namespace: nil, templateLanguage: "en", category: .utility,
        parameterFormat: .positional, components: [])
    let binding = TemplateBinding(
        id: BindingID(rawValue: name), merchant: ToyStore.merchant, version: 1,
        authenticator: AuthenticatorID(rawValue: "a"),
        key: BindingKey(plugin: .eCommerce, scope: .state(.paid), language: .english),
        content: content, status: status, problem: "")
    return BindingToVerify(binding: binding, account: account)
}

struct VerificationScheduleTests {
    private let now = Timestamp(milliseconds: 10_000)
    private var schedule = VerificationSchedule(
        inFlightMax: 2, backoff: Backoff(first: .seconds(1), longest: .seconds(8)))

    @Test mutating func asksForOneOfAnAccountAtATime() {
        let candidates = [binding("a"), binding("b"), binding("c", account: 2)]
        #expect(
            schedule.start(from: candidates, at: now) == [candidates[0], candidates[2]])
        #expect(schedule.start(from: candidates, at: now) == [])
        schedule.finish(candidates[0].account, succeeded: true, at: now, jitter: 1)
        #expect(schedule.start(from: [candidates[1]], at: now) == [candidates[1]])
    }

    @Test mutating func asksNoMoreAccountsThanItsLimit() {
        let candidates = (1...5).map { binding("\($0)", account: $0) }
        #expect(schedule.start(from: candidates, at: now).count == 2)
    }

    @Test mutating func pausesLongerWithEachFailureInARow() {
        let item = binding("a")
        var moment = now
        for seconds in [1, 2, 4, 8, 8] {
            #expect(schedule.start(from: [item], at: moment) == [item])
            schedule.finish(item.account, succeeded: false, at: moment, jitter: 1)
            #expect(schedule.nextWakeUp(after: moment) == moment + .seconds(seconds))
            #expect(schedule.start(from: [item], at: moment) == [])
            moment = moment + .seconds(seconds)
        }
    }

    @Test mutating func forgetsFailuresAfterASuccess() {
        let item = binding("a")
        for succeeded in [false, false, true, false] {
            let start = max(schedule.nextWakeUp(after: now) ?? now, now)
            _ = schedule.start(from: [item], at: start)
            schedule.finish(item.account, succeeded: succeeded, at: now, jitter: 1)
        }
        #expect(schedule.nextWakeUp(after: now) == now + .seconds(1))
    }

    @Test mutating func asksForEachOfTheAccountInTurnWhateverFails() {
        let candidates = ["a", "b", "c"].map { binding($0) }
        for turn in 0..<6 {
            let moment = now + .seconds(10 * turn)
            #expect(schedule.start(from: candidates, at: moment) == [candidates[turn % 3]])
            schedule.finish(candidates[0].account, succeeded: false, at: moment, jitter: 0)
        }
    }

    @Test mutating func asksForTheUnverifiedOfAnAccountBeforeItsOthers() {
        let others = ["x", "y"].map { binding($0, status: .paused) }
        var unverified = ["a", "b"].map { binding($0) }
        while let item = unverified.first {
            #expect(schedule.start(from: unverified, before: others, at: now) == [item])
            schedule.finish(item.account, succeeded: true, at: now, jitter: 0)
            unverified.removeFirst()
        }
        #expect(schedule.start(from: [], before: others, at: now) == [others[0]])
    }

    @Test mutating func asksForAnotherAfterEachTurnOfFailuresOfTheUnverified() {
        let unverified = ["a", "b"].map { binding($0) }
        var others = ["x", "y"].map { binding($0, status: .paused) }
        var asked: [String] = []
        for turn in 0..<7 {
            let moment = now + .seconds(10 * turn)
            for item in schedule.start(from: unverified, before: others, at: moment) {
                asked.append(item.binding.id.rawValue)
                others.removeAll { $0 == item }
                schedule.finish(item.account, succeeded: false, at: moment, jitter: 0)
            }
        }
        #expect(asked == ["a", "b", "x", "a", "b", "y", "a"])
    }

    @Test mutating func theOthersTakeNoRoomFromTheUnverified() {
        let others = (1...2).map { binding("x\($0)", account: $0, status: .mismatch) }
        let unverified = (3...4).map { binding("\($0)", account: $0) }
        #expect(schedule.start(from: unverified, before: others, at: now) == unverified)
    }

    @Test mutating func asksAtOnceWithAnotherToken() {
        var item = binding("a")
        _ = schedule.start(from: [item], at: now)
        schedule.finish(item.account, succeeded: false, at: now, jitter: 1)
        item.account.accessToken = Secret("another")
        #expect(schedule.start(from: [item], at: now) == [item])
        #expect(schedule.nextWakeUp(after: now) == nil, "the old account is forgotten")
    }
}

@Suite(.timeLimit(.minutes(1)))
struct VerificationWorkerTests {
    /// The placeholder for what the comparison with no definition at Meta comes to.
    private let verdict = TemplateVerdict(
        comparing: binding("a").binding.content, with: .missing(languages: []))

    @Test func asksAtOnceForAnAnnouncedBindingAndStoresTheVerdict() async throws {
        let world = World()
        try await world.run {
            await world.journal.until(.lookedForWork)
            world.store.register(binding("a"))
            await world.journal.until(.verified(BindingID(rawValue: "a"), verdict.status))
        }
        #expect(world.clock.now.offset == .seconds(1))
    }

    @Test func asksForWhatWasRegisteredBeforeTheStart() async throws {
        let world = World()
        world.store.update { $0.bindings = [binding("a")] }
        try await world.run { await world.journal.until(.askedForTemplate("a")) }
        #expect(world.journal.count(.askedForTemplate("a")) == 1)
        #expect(world.clock.now.offset == .seconds(1))
    }

    @Test func findsWhatWasNeverAnnounced() async throws {
        let world = World(isAnnouncing: false)
        try await world.run {
            await world.journal.until(.lookedForWork)
            world.store.update { $0.bindings = [binding("a")] }
            await world.advance(until: .askedForTemplate("a"))
        }
        #expect(world.clock.now.offset <= .seconds(31))
    }

    @Test func asksAgainWithGrowingPausesWhileMetaIsOutOfReach() async throws {
        let world = World()
        world.directory.fail(4, for: binding("a").account)
        try await world.run {
            world.store.register(binding("a"))
            await world.advance(until: .verified(BindingID(rawValue: "a"), verdict.status))
        }
        #expect(world.journal.count(.askedForTemplate("a")) >= 5)
        let expected = Duration.milliseconds(500 + 1_000 + 2_000 + 4_000)
        let moment = world.journal.moment(of: .verified(BindingID(rawValue: "a"), verdict.status))
        #expect(try #require(moment) >= SteppedWallClock.start + expected)
        #expect(
            world.metrics.total("paynotify_template_verifications_total{result=unreachable}")
                == 4)
    }

    @Test func asksNothingAboutAnAccountForAsLongAsMetaSays() async throws {
        let world = World()
        let refusal = DirectoryFailure(
            cause: .tooManyCalls(after: .seconds(600)), code: 80_008, detail: "too many")
        world.directory.fail(1, for: binding("a").account, with: refusal)
        try await world.run {
            world.store.register(binding("a"))
            await world.advance(until: .verified(BindingID(rawValue: "a"), verdict.status))
        }
        #expect(world.journal.count(.askedForTemplate("a")) == 2)
        let moment = world.journal.moment(of: .verified(BindingID(rawValue: "a"), verdict.status))
        #expect(try #require(moment) >= SteppedWallClock.start + .seconds(600))
    }

    @Test func asksAgainWhenAVerdictIsNotStored() async throws {
        let world = World()
        world.store.update { $0.failures[.recordVerification] = [.unavailable] }
        try await world.run {
            world.store.register(binding("a"))
            await world.advance(until: .verified(BindingID(rawValue: "a"), verdict.status))
        }
        #expect(world.journal.count(.askedForTemplate("a")) >= 2)
    }

    @Test func neverHasTwoQuestionsUnderWayForAnAccount() async throws {
        let world = World()
        try await world.run {
            for name in ["a", "b", "c", "d"] { world.store.register(binding(name)) }
            for name in ["a", "b", "c", "d"] {
                await world.advance(until: .askedForTemplate(name))
            }
        }
        #expect(world.directory.inFlightPeakOfAnAccount == 1)
    }

    @Test func asksAStoreThatCannotAnswerAgain() async throws {
        let world = World()
        world.store.update { $0.isDeaf = true }
        world.store.update { $0.bindings = [binding("a")] }
        try await world.run {
            await world.journal.until(.lookedForWork)
            world.store.update { $0.isDeaf = false }
            await world.advance(until: .askedForTemplate("a"))
        }
        #expect(world.journal.count(.askedForTemplate("a")) == 1)
    }
}
