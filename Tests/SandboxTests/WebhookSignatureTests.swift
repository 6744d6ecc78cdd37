import Testing

@testable import Sandbox

@Suite struct WebhookSignatureTests {
    /// The test vector of the reference: ASCII, with the escapes in the bytes.
    private let body =
        #"{"object":"whatsapp_business_account","entry":[{"id":"700000000000001","changes":[{"#
        + #""value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"#
        + #""15550100200","phone_number_id":"800000000000002"},"statuses":[{"id":"#
        + #""wamid.VEVTVA==","status":"delivered","timestamp":"1795350000","recipient_id":"#
        + #""4915550100300","biz_opaque_callback_data":"pay-\u00e4\u00f6-42"}]},"#
        + #""field":"messages"}]}]}"#

    @Test func signsTheExactBytes() {
        let value = WebhookSignature.value(of: Array(body.utf8), secret: "stand-in-app-secret")

        #expect(body.utf8.count == 396)
        #expect(
            value == "sha256=93baaa6b236fc176808bb54d208e8575061387e4930dfb92fdd610e28d468968")
    }

    @Test func signsTheSameJSONInOtherBytesDifferently() throws {
        let decoded = try JSON(parsing: Array(body.utf8))
        let meta = WebhookSignature.value(of: decoded.encoded(.meta), secret: "s")
        let minimal = WebhookSignature.value(of: decoded.encoded(.minimal), secret: "s")

        #expect(meta != minimal)
    }
}
