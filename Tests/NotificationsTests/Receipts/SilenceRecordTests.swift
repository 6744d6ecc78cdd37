import Notifications
import TestKit
import Testing

@Suite struct SilenceRecordTests {
    private static let way = SilenceRecord.Way(
        number: PhoneNumberID(rawValue: "8"), app: AppID(rawValue: 1))
    private let now = Fixtures.now

    @Test func isSilentFromTheFirstMessageThatNothingCameBackAfter() {
        var record = SilenceRecord()
        let begins = record.accepted(Self.way, at: now)
        #expect(begins)
        let beginsAgain = record.accepted(Self.way, at: now + .seconds(600))
        #expect(!beginsAgain)

        #expect(record.overdue(at: now + .seconds(899)).isEmpty)
        #expect(record.overdue(at: now + .seconds(900)) == [Self.way: now])
        #expect(
            record.overdue(at: now + .seconds(900)).lines == [
                "number 8 is silent: Meta takes messages and nothing was heard for 15 minutes"
            ])
    }

    @Test func anythingThatComesBackEndsIt() {
        var record = SilenceRecord()
        _ = record.accepted(Self.way, at: now)
        let ends = record.heard(Self.way, at: now + .seconds(1))
        #expect(ends)
        let endsAgain = record.heard(Self.way, at: now + .seconds(2))
        #expect(!endsAgain)
        #expect(record.overdue(at: now + .seconds(9_000)).isEmpty)
        #expect(record.heard[Self.way] == now + .seconds(2))
        _ = record.accepted(Self.way, at: now + .seconds(3))
        #expect(record.since[Self.way] == now + .seconds(3))
    }

    @Test func anotherAppsWebhooksEndNoSilence() {
        var record = SilenceRecord()
        _ = record.accepted(Self.way, at: now)
        let other = SilenceRecord.Way(number: Self.way.number, app: AppID(rawValue: 2))
        let ends = record.heard(other, at: now)
        #expect(!ends)
        #expect(record.overdue(at: now + .seconds(900)).count == 1)
    }
}
