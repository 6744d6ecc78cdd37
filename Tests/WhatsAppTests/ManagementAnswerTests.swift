import Notifications
import Testing

@testable import WhatsApp

@Suite struct ManagementAnswerTests {
    @Test(arguments: [4, 613, 80_007, 80_008])
    func tellsThatTheAccountWasAskedAboutTooOften(code: Int) {
        let failure = failure(400, code: code)

        #expect(failure.cause == .tooManyCalls(after: nil))
        #expect(failure.code == code)
    }

    @Test func tellsWhenTheAccountMayBeAskedAboutAgain() {
        let usage =
            #"{"700000000000001":[{"type":"whatsapp","call_count":100,"#
            + #""estimated_time_to_regain_access":7},{"estimated_time_to_regain_access":19}]}"#

        #expect(
            failure(429, code: 80_007, usage: usage).cause == .tooManyCalls(after: .seconds(1_140)))
    }

    @Test(arguments: [
        "", "[]", "7", #"{"7":[]}"#, #"{"7":[{"estimated_time_to_regain_access":0}]}"#,
        #"{"7":[{"estimated_time_to_regain_access":-5}]}"#,
        #"{"7":[{"estimated_time_to_regain_access":100000}]}"#,
        #"{"7":[{"estimated_time_to_regain_access":"soon"}]}"#,
    ])
    func doesNotBelieveAHeaderThatNamesNoTime(usage: String) {
        #expect(failure(400, code: 4, usage: usage).cause == .tooManyCalls(after: nil))
    }

    @Test func waitsAsAnyServerAsksForWithoutAHeaderOfMetas() {
        let failure = failure(429, code: 613, retryAfter: .seconds(30))

        #expect(failure.cause == .tooManyCalls(after: .seconds(30)))
    }

    @Test(arguments: [0, 190, 10, 200]) func tellsThatMetaRefusesTheToken(code: Int) {
        #expect(failure(401, code: code).cause == .refused(.credentials))
    }

    @Test(arguments: [368, 131_031]) func tellsThatMetaRestrictedTheAccount(code: Int) {
        #expect(failure(403, code: code).cause == .refused(.restricted))
    }

    @Test(arguments: [1, 2, 100, 131_009, 4_711])
    func saysNothingOfTheAccountForAnotherCode(code: Int) {
        #expect(failure(400, code: code).cause == .unanswered)
    }

    @Test func saysNothingOfTheAccountWithoutAnErrorOfMetas() {
        let failure = ManagementAnswer.failure(status: 502, body: [], usage: nil, retryAfter: nil)

        #expect(failure == DirectoryFailure(detail: "Meta answered with HTTP 502"))
    }

    private func failure(
        _ status: Int, code: Int, usage: String? = nil, retryAfter: Duration? = nil
    ) -> DirectoryFailure {
        let body = #"{"error":{"message":"no","code":\#(code)}}"#
        return ManagementAnswer.failure(
            status: status, body: Array(body.utf8), usage: usage, retryAfter: retryAfter)
    }
}
