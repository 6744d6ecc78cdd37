import Crypto
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Notifications
import TestKit

@testable import Gateway

let authenticator = Authenticator(
    id: AuthenticatorID(rawValue: "auth-1"), merchant: MerchantID(rawValue: "shop"), version: 1,
    phoneNumberID: PhoneNumberID(rawValue: "800000000000002"), accountID: "700000000000001",
    accessToken: Secret("access"), appSecret: Secret("stand-in-app-secret"),
    verifyToken: Secret("verify-me"), templateNamespace: nil)

let webhookPath = "/webhooks/whatsapp/auth-1"
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A gateway and all that it was given.
struct Fixture: Sendable {
    let store: RecordingStore
    let clock = ManualClock()
    let metrics = PrometheusMetrics()
    let gateway: Gateway

    init(
        options: GatewayOptions = GatewayOptions(), knowing known: Authenticator = authenticator,
        logger: Logger = quiet
    ) {
        store = RecordingStore(authenticators: [known])
        gateway = Gateway(
            options: options, store: store, wallClock: clock, metrics: metrics,
            logger: logger)
    }

    /// Asks the routes directly, without a connection.
    func router<Value>(
        _ test: @Sendable (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        try await gateway.application().test(.router, test)
    }

    /// Asks over loopback.
    func live<Value>(
        _ test: @Sendable (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        try await gateway.application().test(.live, test)
    }

    /// Posts the body with a good signature.
    func post(_ body: String) async throws -> TestResponse {
        try await router { try await $0.post(body, signature: signature(of: body)) }
    }
}

extension TestClientProtocol {
    /// Posts a webhook's body with the value of the signature's header; nil for no header.
    func post(
        _ body: String, signature: String?, to path: String = webhookPath
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let name = HTTPField.Name("X-Hub-Signature-256") { headers[name] = signature }
        return try await execute(
            uri: path, method: .post, headers: headers, body: ByteBuffer(string: body))
    }

    func get(_ uri: String) async throws -> TestResponse {
        try await execute(uri: uri, method: .get)
    }
}

/// The header's value that signs the body.
func signature(of body: String, secret: String = authenticator.appSecret.value) -> String {
    let key = SymmetricKey(data: Array(secret.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Array(body.utf8), using: key)
    let digits = code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    return "sha256=" + digits.joined()
}

/// A status as Meta sends it.
func status(_ id: String, _ status: String = "delivered") -> String {
    """
    {"id":"\(id)","status":"\(status)","timestamp":"1795350000",\
    "biz_opaque_callback_data":"token-\(id)"}
    """
}

/// A webhook's body with the statuses.
func webhook(
    _ statuses: [String], number: String = authenticator.phoneNumberID.rawValue
) -> String {
    """
    {"object":"whatsapp_business_account","entry":[{"id":"700000000000001","changes":[\
    {"field":"messages","value":{"metadata":{"phone_number_id":"\(number)"},\
    "statuses":[\(statuses.joined(separator: ","))]}}]}]}
    """
}

/// A webhook's body that says that a template was paused.
func templateWebhook(account: String) -> String {
    """
    {"object":"whatsapp_business_account","entry":[{"id":"\(account)","changes":[\
    {"field":"message_template_status_update","value":{"event":"PAUSED",\
    "message_template_name":"paid","message_template_language":"en-US"}}]}]}
    """
}

/// A webhook's body with news of an account.
func accountWebhook(
    _ field: String, _ value: String, account: String = authenticator.accountID
) -> String {
    """
    {"object":"whatsapp_business_account","entry":[{"id":"\(account)","changes":[\
    {"field":"\(field)","value":\(value)}]}]}
    """
}

extension Command {
    /// The message that a receipt is about.
    var receiptMessage: String? {
        if case .recordReceipt(let report, _) = self { report.message.rawValue } else { nil }
    }

    /// Whom the signature proved.
    var proof: AppProof? {
        switch self {
        case .recordReceipt(_, let proof), .recordConsent(_, let proof),
            .recordTemplateEvent(_, let proof), .recordAccountEvent(_, let proof):
            proof
        default: nil
        }
    }

    var accountEvent: AccountEvent? {
        if case .recordAccountEvent(let event, _) = self { event } else { nil }
    }

    var templateEvent: TemplateEvent? {
        if case .recordTemplateEvent(let event, _) = self { event } else { nil }
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
}
