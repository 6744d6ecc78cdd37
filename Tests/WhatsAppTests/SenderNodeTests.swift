import Notifications
import Testing

@testable import WhatsApp

@Suite struct SenderNodeTests {
    @Test(arguments: [("STANDARD", 80), ("HIGH", 1_000), ("NOT_APPLICABLE", 20), ("MAGIC", 80)])
    func readsTheThroughput(level: String, rate: Int) throws {
        #expect(try details(#"{"throughput":{"level":"\#(level)"}}"#).throughput == rate)
    }

    @Test(arguments: [
        ("TIER_50", 50), ("TIER_250", 250), ("TIER_2K", 2_000), ("TIER_10K", 10_000),
        ("TIER_100K", 100_000), ("TIER_UNLIMITED", nil), ("TIER_", nil), ("TIER_0", nil),
        ("TIER_9999999K", nil), ("250", nil),
    ])
    func readsTheMessagingLimit(tier: String, people: Int?) throws {
        let node = #"{"whatsapp_business_manager_messaging_limit":"\#(tier)"}"#

        #expect(try details(node).messagingLimit == people)
    }

    @Test func readsAWholeNode() throws {
        let node =
            #"{"throughput":{"level":"HIGH"},"quality_rating":"GREEN","#
            + #""whatsapp_business_manager_messaging_limit":"TIER_UNLIMITED","id":"8"}"#

        let expected = SenderDetails(throughput: 1_000, quality: "GREEN", messagingLimit: nil)
        #expect(try details(node) == expected)
    }

    @Test(arguments: [
        "{}", #"{"throughput":"HIGH","quality_rating":7}"#, #"{"throughput":{"level":null}}"#,
    ])
    func takesWhatIsMissingAsUsual(node: String) throws {
        let usual = SenderDetails(throughput: 80, quality: "", messagingLimit: nil)
        #expect(try details(node) == usual)
    }

    @Test(arguments: ["", "[]", "7", "<html>"])
    func refusesWhatIsNoNode(body: String) {
        #expect(throws: MalformedAnswer(expected: "the details of a phone number")) {
            try details(body)
        }
    }

    private func details(_ body: String) throws -> SenderDetails {
        try SenderNode(body: Array(body.utf8)).details
    }
}
