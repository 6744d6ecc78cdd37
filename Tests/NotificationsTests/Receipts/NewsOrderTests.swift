import Notifications
import TestKit
import Testing

@Suite struct NewsOrderTests {
    private let now = Fixtures.now

    @Test func olderNewsThanIsKnownIsStale() {
        let newest = now - .seconds(10)
        #expect(NewsOrder.isStale(newest - .seconds(1), newest: newest, at: now))
        #expect(!NewsOrder.isStale(newest, newest: newest, at: now))
        #expect(!NewsOrder.isStale(now, newest: newest, at: now))
        #expect(!NewsOrder.isStale(newest, newest: nil, at: now))
    }

    @Test func newsOlderThanAWeekIsStale() {
        #expect(NewsOrder.isStale(now - .seconds(604_801), newest: nil, at: now))
        #expect(!NewsOrder.isStale(now - .seconds(604_800), newest: nil, at: now))
    }

    @Test func newsIsNeverLaterThanNow() {
        #expect(NewsOrder.moment(now + .seconds(3_600), at: now) == now)
        #expect(NewsOrder.moment(nil, at: now) == now)
        #expect(NewsOrder.moment(now - .seconds(1), at: now) == now - .seconds(1))
    }

    @Test func newsOfOneTemplateAndKindFollowEachOtherHoweverItsLanguageIsSpelled() {
        func subject(_ language: String, _ event: String) -> NewsSubject {
            NewsSubject(
                TemplateEvent(
                    accountID: "1", name: "order_update", templateLanguage: language, event: event))
        }

        #expect(subject("en-US", "PAUSED") == subject("en_US", "APPROVED"))
        #expect(subject("en", "PAUSED") != subject("en_US", "PAUSED"))
        #expect(subject("en", "PAUSED") != subject("en", TemplateEvent.componentsChanged))
    }

    @Test func newsOfAnAccountFollowThoseOfTheirFieldAlone() {
        func subject(_ news: String) -> NewsSubject {
            NewsSubject(AccountEvent(accountID: "1", news: news, effect: nil))
        }

        #expect(subject("account_update A") == subject("account_update B"))
        #expect(subject("account_update A") != subject("phone_number_update A"))
    }
}
