import Notifications
import Testing

@testable import WhatsApp

@Suite struct SignatureCheckTests {
    private let check = SignatureCheck(appSecret: Secret("stand-in-app-secret"))
    private let digits = "93baaa6b236fc176808bb54d208e8575061387e4930dfb92fdd610e28d468968"

    @Test func acceptsTheTestVector() {
        let body = Array(signedBody.utf8)

        #expect(body.count == 396)
        #expect(check.accepts(header: "sha256=\(digits)", body: body))
    }

    @Test func refusesTheSameJSONWrittenDifferently() {
        let body = signedBody.replacing("\\u00e4\\u00f6", with: "äö")

        #expect(!check.accepts(header: "sha256=\(digits)", body: Array(body.utf8)))
    }

    @Test func refusesABodyWithOneBitChanged() {
        var body = Array(signedBody.utf8)
        body[200] ^= 1

        #expect(!check.accepts(header: "sha256=\(digits)", body: body))
    }

    @Test func refusesAnotherSecret() {
        let other = SignatureCheck(appSecret: Secret("another-secret"))

        #expect(!other.accepts(header: "sha256=\(digits)", body: Array(signedBody.utf8)))
    }

    @Test func refusesAMissingHeader() {
        #expect(!check.accepts(header: nil, body: Array(signedBody.utf8)))
    }

    @Test(arguments: [
        "", "sha256=", "sha1=93baaa6b236fc176808bb54d208e8575061387e4",
        "93baaa6b236fc176808bb54d208e8575061387e4930dfb92fdd610e28d468968",
        "sha256=93baaa6b236fc176808bb54d208e8575061387e4930dfb92fdd610e28d46896",
        "sha256=93baaa6b236fc176808bb54d208e8575061387e4930dfb92fdd610e28d46896g",
        "sha256=93baaa6b236fc176808bb54d208e8575061387e4930dfb92fdd610e28d4689680",
        "sha256=93baaa6b236fc176808bb54d208e8575061387e4930dfb92fdd610e28d468968, sha256=00",
    ])
    func refusesAHeaderThatIsNoSignature(header: String) {
        #expect(!check.accepts(header: header, body: Array(signedBody.utf8)))
    }
}

/// The body of the signature's test vector: 396 bytes with two escapes.
let signedBody = #"""
    {"object":"whatsapp_business_account","entry":[{"id":"700000000000001","changes":[{"value":\#
    {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550100200",\#
    "phone_number_id":"800000000000002"},"statuses":[{"id":"wamid.VEVTVA==",\#
    "status":"delivered","timestamp":"1795350000","recipient_id":"4915550100300",\#
    "biz_opaque_callback_data":"pay-\u00e4\u00f6-42"}]},"field":"messages"}]}]}
    """#
