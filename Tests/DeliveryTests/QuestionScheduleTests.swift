import Notifications
import TestKit
import Testing

@testable import Delivery

@Suite struct QuestionScheduleTests {
    private let now = Fixtures.now
    private let backoff = Backoff(first: .seconds(1), longest: .seconds(300))

    private func account(_ number: String, token: String = "t") -> SenderAccount {
        SenderAccount(
            phoneNumberID: PhoneNumberID(rawValue: number), accountID: "7",
            accessToken: Secret(token), appSecret: Secret("s"))
    }

    @Test func asksOnceANumberAtATime() {
        var schedule = QuestionSchedule<PhoneNumberID>(inFlightMax: 8, backoff: backoff)
        let both = [account("1", token: "a"), account("1", token: "b"), account("2")]

        #expect(
            schedule.start(from: both, about: \.phoneNumberID, at: now) == [
                account("1", token: "a"), account("2"),
            ])
        #expect(schedule.start(from: both, about: \.phoneNumberID, at: now).isEmpty)
    }

    @Test func asksAboutAFewNumbersAtOnce() {
        var schedule = QuestionSchedule<PhoneNumberID>(inFlightMax: 2, backoff: backoff)
        let all = ["1", "2", "3"].map { account($0) }

        #expect(schedule.start(from: all, about: \.phoneNumberID, at: now).count == 2)
        schedule.finish(PhoneNumberID(rawValue: "1"), succeeded: true, at: now, jitter: 0)
        #expect(
            schedule.start(from: [all[1], all[2]], about: \.phoneNumberID, at: now) == [all[2]])
    }

    @Test func asksWithAnothersTokenAfterAPauseWhenOneIsRefused() {
        var schedule = QuestionSchedule<PhoneNumberID>(inFlightMax: 8, backoff: backoff)
        let both = [account("1", token: "a"), account("1", token: "b")]
        _ = schedule.start(from: both, about: \.phoneNumberID, at: now)
        schedule.finish(both[0].phoneNumberID, succeeded: false, at: now, jitter: 1)

        #expect(schedule.start(from: both, about: \.phoneNumberID, at: now).isEmpty)
        let later = now + .seconds(1)
        #expect(schedule.nextWakeUp(after: now) == later)
        #expect(schedule.start(from: both, about: \.phoneNumberID, at: later) == [both[1]])
        schedule.finish(both[0].phoneNumberID, succeeded: false, at: later, jitter: 1)
        #expect(schedule.nextWakeUp(after: later) == later + .seconds(2))
    }

    @Test func forgetsANumberThatNeedsNoQuestion() {
        var schedule = QuestionSchedule<PhoneNumberID>(inFlightMax: 8, backoff: backoff)
        _ = schedule.start(from: [account("1")], about: \.phoneNumberID, at: now)
        schedule.finish(PhoneNumberID(rawValue: "1"), succeeded: false, at: now, jitter: 1)

        _ = schedule.start(from: [SenderAccount](), about: \.phoneNumberID, at: now)

        #expect(
            schedule.start(from: [account("1")], about: \.phoneNumberID, at: now) == [account("1")])
    }
}
