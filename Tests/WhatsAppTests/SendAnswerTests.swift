import Notifications
import Testing

@testable import WhatsApp

@Suite struct SendAnswerTests {
    @Test func takesTheMessageIDOfAnAcceptedMessage() {
        let body = """
            {"messaging_product":"whatsapp","contacts":[{"input":"+1","wa_id":"1"}],
             "messages":[{"id":"wamid.A=","message_status":"accepted"}]}
            """

        #expect(classify(200, body) == .accepted(MessageID(rawValue: "wamid.A="), isHeld: false))
    }

    @Test(arguments: [
        ("held_for_quality_assessment", true), ("paused", true), ("something_else", false),
    ])
    func tellsAHeldMessageFromOthers(status: String, isHeld: Bool) {
        let body = #"{"messages":[{"id":"wamid.A","message_status":"\#(status)"}]}"#

        #expect(classify(200, body) == .accepted(MessageID(rawValue: "wamid.A"), isHeld: isHeld))
    }

    @Test func doesWithoutAMessageStatus() {
        let body = #"{"messages":[{"id":"wamid.A"}]}"#

        #expect(classify(200, body) == .accepted(MessageID(rawValue: "wamid.A"), isHeld: false))
    }

    @Test(arguments: [
        "", "garbage", "[]", "{}", #"{"messages":[]}"#, #"{"messages":[{}]}"#,
        #"{"messages":[{"id":""}]}"#, #"{"messages":[{"id":7}]}"#, #"{"messages":"wamid.A"}"#,
        #"{"messages":[{"id":"\#(String(repeating: "a", count: 513))"}]}"#,
    ])
    func doesNotKnowTheOutcomeWhenA200NamesNoMessage(body: String) {
        #expect(classify(200, body).kind == .unknown)
    }

    @Test(arguments: [
        (408, "", Kind.unknown), (408, #"{"error":{"code":77}}"#, .unknown),
        (429, "", .refused), (400, "<html>", .refused), (404, "", .refused), (410, "{}", .refused),
        (500, "", .unknown), (502, "<html>bad gateway</html>", .unknown), (503, "{}", .unknown),
        (307, "", .unknown), (204, "", .unknown), (200, #"{"error":{"code":77}}"#, .unknown),
        (500, #"{"error":{"code":77}}"#, .unknown), (429, #"{"error":{"code":77}}"#, .refused),
        (400, #"{"error":{"code":77}}"#, .refused), (400, #"{"error":"text"}"#, .refused),
        (500, #"{"error":{"code":131008}}"#, .refused),
        (408, #"{"error":{"code":131008}}"#, .refused),
        (200, #"{"error":{"code":131008}}"#, .refused),
        (400, #"{"error":{"code":131000}}"#, .unknown),
    ])
    func followsTheCodeAndThenTheStatus(status: Int, body: String, kind: Kind) {
        #expect(classify(status, body).kind == kind)
    }

    @Test func leavesACodeThatIsNotInTheTableUnclassified() {
        let result = classify(400, #"{"error":{"code":131999}}"#)

        let detail = "the code is not in the table (code 131999)"
        #expect(result == .refused(code: 131_999, .unclassified, detail: detail))
    }

    @Test func retriesWhatMetaCallsTransient() {
        let body = #"{"error":{"code":131999,"is_transient":true}}"#

        let detail = "the code is not in the table (code 131999)"
        let refused = SendResult.refused(code: 131_999, .retry(after: nil), detail: detail)
        #expect(classify(400, body) == refused)
        #expect(classify(500, body).kind == .unknown)
        #expect(classify(200, body).kind == .unknown)
    }

    @Test(arguments: [
        (429, "", RefusalClass.retry(after: .seconds(90))),
        (400, #"{"error":{"code":131057}}"#, .senderBusy(.seconds(90))),
        (400, #"{"error":{"code":80007}}"#, .accountRate(.seconds(300))),
        (400, #"{"error":{"code":4}}"#, .accountRate(.seconds(90))),
        (400, #"{"error":{"code":131053}}"#, .retryOnce(after: .seconds(90))),
        (400, #"{"error":{"code":134101}}"#, .retry(after: .seconds(600))),
        (400, #"{"error":{"code":131056}}"#, .pairLimit),
        (400, #"{"error":{"code":131008}}"#, .stopMessage),
    ])
    func waitsAsLongAsMetaAsks(status: Int, body: String, refusal: RefusalClass) {
        let result = SendAnswer.classify(
            status: status, body: Array(body.utf8), retryAfter: .seconds(90))

        guard case .refused(_, refusal, _) = result else {
            Issue.record("\(result) is not a refusal of the class \(refusal)")
            return
        }
    }

    @Test func retriesA429WithoutACodeOnTheUsualSchedule() {
        let detail = "HTTP status 429 without an error object of Meta's"

        #expect(classify(429, "slow down") == .refused(code: 0, .retry(after: nil), detail: detail))
    }

    @Test func quotesNothingThatMayHoldACustomersName() {
        let body = """
            {"error":{"message":"(#132018) Sara","type":"OAuthException","code":132018,
             "error_data":{"messaging_product":"whatsapp",
                           "details":"body: Param text: Sara cannot have new-line"},
             "error_subcode":"x","fbtrace_id":"A_b-9"}}
            """

        let result = classify(400, body)

        let detail =
            "a value has a line break, a tab or too many spaces (code 132018, trace A_b-9)"
        #expect(result == .refused(code: 132_018, .doubtTemplate, detail: detail))
    }

    @Test(arguments: ["a b", "a\\nb", "", String(repeating: "x", count: 65)])
    func leavesOutATraceThatIsNoPlainName(trace: String) {
        let body = #"{"error":{"code":190,"error_subcode":463,"fbtrace_id":"\#(trace)"}}"#

        let detail = "the access token has expired or is not valid (code 190, subcode 463)"
        #expect(
            classify(401, body) == .refused(code: 190, .stopSender(.credentials), detail: detail))
    }

    private func classify(_ status: Int, _ body: String) -> SendResult {
        SendAnswer.classify(status: status, body: Array(body.utf8))
    }
}

/// What a result is, without its details.
enum Kind: Sendable { case accepted, refused, notSent, unknown }

extension SendResult {
    var kind: Kind {
        switch self {
        case .accepted: .accepted
        case .refused: .refused
        case .notSent: .notSent
        case .unknown: .unknown
        }
    }
}
