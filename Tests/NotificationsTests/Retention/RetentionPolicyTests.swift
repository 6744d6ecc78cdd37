import Notifications
import TestKit
import Testing

@Suite struct RetentionPolicyTests {
    @Test func keepsTextsForAMonthPeopleForHalfAYearAndSessionsForThirteenMonths() {
        let policy = RetentionPolicy()
        #expect(policy.contradiction == nil)
        let days = RetentionSubject.allCases.map { policy.days(of: $0) }
        #expect(days == [30, 180, 180, 400])
        #expect(
            policy.end(of: .texts, at: Fixtures.now) == Fixtures.now - .seconds(30 * 86_400))
    }

    @Test func nothingIsKeptForLongerThanWhatItBelongsTo() {
        #expect(
            RetentionPolicy(textDays: 31, personalDays: 30, sessionsDays: 400).contradiction
                == .personalBeforeText)
        #expect(
            RetentionPolicy(textDays: 30, personalDays: 401, sessionsDays: 400).contradiction
                == .sessionsBeforePersonal)
        #expect(
            RetentionPolicy(textDays: 30, personalDays: 30, sessionsDays: 30).contradiction == nil)
    }

    @Test func aCallMayBeRepeatedFor30Days() {
        #expect(RetentionPolicy.sessionsRange.lowerBound == 30)
    }
}
