import Notifications
import Testing

@testable import WhatsApp

@Suite struct AccountEventTests {
    private static let end = Timestamp(milliseconds: 1_795_350_000_000)

    @Test(arguments: [
        ("THROUGHPUT_UPGRADE", AccountEvent.Effect.detailsChanged),
        ("FLAGGED", .detailsChanged), ("ONBOARDING", .detailsChanged),
    ])
    func asksAgainAfterNewsOfANumber(event: String, effect: AccountEvent.Effect) throws {
        let value =
            #"{"display_phone_number":"15550100200","event":"\#(event)","#
            + #""max_daily_conversations_per_business":"TIER_UNLIMITED"}"#

        let news = "phone_number_quality_update \(event)"
        #expect(
            try decode("phone_number_quality_update", value)
                == AccountEvent(
                    accountID: "700000000000001", news: news, effect: effect,
                    occurredAt: Timestamp(milliseconds: 1_000)))
    }

    @Test(arguments: [
        ("250", AccountEvent.Effect.messagingLimit(250)), ("100000", .messagingLimit(100_000)),
        ("-1", .messagingLimit(nil)), (#""TIER_2K""#, .messagingLimit(2_000)),
        (#""TIER_UNLIMITED""#, .messagingLimit(nil)), ("0", nil), ("-2", nil),
        (#""many""#, nil), ("null", nil), ("[]", nil),
        ("1000000000", .messagingLimit(1_000_000_000)),
        ("1000000001", nil), ("9223372036854775807", nil), ("-9223372036854775808", nil),
        ("1e308", nil), ("250.5", nil),
    ])
    func readsAPortfoliosLimit(value: String, effect: AccountEvent.Effect?) throws {
        let event = try decode(
            "business_capability_update",
            #"{"max_daily_conversations_per_business":\#(value),"max_phone_numbers_per_waba":25}"#)

        #expect(event?.effect == effect)
    }

    @Test(arguments: [
        (#"{"event":"ACCOUNT_DELETED"}"#, AccountEvent.Effect.stopped(until: nil)),
        (
            #"{"event":"ACCOUNT_VIOLATION","violation_info":{"violation_type":"SCAM"}}"#,
            .stopped(until: nil)
        ),
        (
            #"{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE"}}"#,
            .stopped(until: nil)
        ),
        (
            #"{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":["DISABLE"]}}"#,
            .stopped(until: nil)
        ),
        (#"{"event":"DISABLED_UPDATE"}"#, .stopped(until: nil)),
        (
            #"{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"SCHEDULE_FOR_DISABLE"}}"#,
            nil
        ),
        (
            #"{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"REINSTATE"}}"#,
            .reinstated
        ),
        (#"{"event":"PARTNER_REMOVED"}"#, nil),
        ("{}", nil),
    ])
    func readsWhatBecameOfAnAccount(value: String, effect: AccountEvent.Effect?) throws {
        #expect(try decode("account_update", value)?.effect == effect)
    }

    @Test(arguments: [
        ("[]", AccountEvent.Effect.stopped(until: nil)), ("[7]", .stopped(until: nil)),
        (#"[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING"}]"#, .stopped(until: nil)),
        (
            #"[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING","expiration":1795350000}]"#,
            .stopped(until: end)
        ),
        (
            #"[{"restriction_type":"RESTRICTED_CUSTOMER_INITIATED_MESSAGING","expiration":1},"#
                + #"{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING","#
                + #""expiration":"1795350000"}]"#,
            .stopped(until: end)
        ),
        (#"[{"restriction_type":"RESTRICTED_ADD_PHONE_NUMBER_ACTION","expiration":1}]"#, nil),
    ])
    func stopsForARestrictionOfWhatTheBusinessSends(
        restrictions: String, effect: AccountEvent.Effect?
    ) throws {
        let event = try decode(
            "account_update",
            #"{"event":"ACCOUNT_RESTRICTION","restriction_info":\#(restrictions)}"#)

        #expect(event?.effect == effect)
        #expect(event?.news == "account_update ACCOUNT_RESTRICTION")
    }

    @Test(arguments: [
        ("account_alerts", #"{"alert_type":"OBA_APPROVED"}"#, "OBA_APPROVED"),
        ("account_review_update", #"{"decision":"APPROVED"}"#, "APPROVED"),
        (
            "message_template_quality_update",
            #"{"previous_quality_score":"GREEN","new_quality_score":"YELLOW"}"#, "YELLOW"
        ),
    ])
    func notesOtherNews(field: String, value: String, word: String) throws {
        #expect(
            try decode(field, value)
                == AccountEvent(
                    accountID: "700000000000001", news: "\(field) \(word)", effect: nil,
                    occurredAt: Timestamp(milliseconds: 1_000)))
    }

    @Test func writesNoMoreOfMetasWordThanAWord() throws {
        let long = "A\\n\u{202E} " + String(repeating: "B", count: 500)

        let news = try #require(try decode("account_alerts", #"{"event":"\#(long)"}"#))
            .news

        #expect(news.hasPrefix("account_alerts AB"))
        #expect(news.count <= 79)
    }

    @Test func countsNewsWithoutAnAccountAsMalformed() throws {
        let body =
            #"{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"#
            + #""account_update","value":{"event":"ACCOUNT_DELETED"}}]}]}"#

        #expect(try Webhook(body: Array(body.utf8)).events == [.ignored(.malformed)])
    }

    private func decode(_ field: String, _ value: String) throws -> AccountEvent? {
        let body =
            #"{"object":"whatsapp_business_account","entry":[{"id":"700000000000001","time":1,"#
            + #""changes":[{"field":"\#(field)","value":\#(value)}]}]}"#
        guard case .accountEvent(let event)? = try Webhook(body: Array(body.utf8)).events.first
        else { return nil }
        return event
    }
}
