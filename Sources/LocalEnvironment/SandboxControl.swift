import AsyncHTTPClient
package import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The sandbox's own interface: what a person would do at Meta's, and what the sandbox recorded.
package struct SandboxControl: Sendable {
    /// Where it listens, such as `http://127.0.0.1:8081`.
    package let baseURL: String

    /// The sandbox at that address.
    package init(baseURL: String) { self.baseURL = baseURL }

    /// A message that the sandbox accepted.
    package struct Message: Decodable {
        package var wamid: String
        package var phoneNumberID: String
        /// The customer's `wa_id`.
        package var to: String
        /// By the sandbox's clock, as ``SandboxControl/now()`` tells it.
        package var acceptedAt: String
        package var rendered: Rendered
        package var token: String?
        package var statuses: [Status]

        package struct Rendered: Decodable { package var text: String }
        package struct Status: Decodable {
            package var status: String
            package var acknowledged: Bool
        }

        enum CodingKeys: String, CodingKey {
            case wamid, to, rendered, statuses
            case phoneNumberID = "phone_number_id"
            case acceptedAt = "accepted_at"
            case token = "biz_opaque_callback_data"
        }
    }

    /// Opens an account as Meta would for a business; the number is what its customers see.
    package func open(_ account: SandboxAccount, displayNumber: String) async throws {
        try await post(
            "/sandbox/accounts",
            [
                "waba_id": account.wabaID, "phone_number_id": account.phoneNumberID,
                "display_phone_number": displayNumber, "access_token": account.accessToken,
                "app_secret": account.appSecret, "verify_token": account.verifyToken,
            ])
    }

    /// Points the account's webhooks at the gateway.
    package func setWebhook(url: String, account: SandboxAccount) async throws {
        try await post(
            "/sandbox/webhook",
            [
                "url": url, "verify_token": account.verifyToken, "app_secret": account.appSecret,
                "waba_id": account.wabaID,
            ])
    }

    /// Creates a template as a merchant would at Meta; the sandbox approves it at once.
    package func create(_ template: TestTemplate, account: SandboxAccount) async throws {
        try await post(
            "/v25.0/\(account.wabaID)/message_templates", template.creation,
            token: account.accessToken)
    }

    /// Every message that the sandbox accepted, or those to one `wa_id`, oldest first.
    package func messages(to waID: String? = nil) async throws -> [Message] {
        struct Page: Decodable {
            var messages: [Message]
            var next: Int?
        }
        let filter = waID.map { "&to=\($0)" } ?? ""
        var all: [Message] = []
        var after: Int? = 0
        while let start = after {
            let answer = try await get("/sandbox/messages?limit=5000&after=\(start)\(filter)")
            let page = try JSONDecoder().decode(Page.self, from: answer)
            all += page.messages
            after = page.next
        }
        return all
    }

    /// The sandbox's time in ISO 8601, UTC, always as long: later ones come later in the alphabet too.
    package func now() async throws -> String {
        struct Clock: Decodable { var now: String }
        return try JSONDecoder().decode(Clock.self, from: await get("/sandbox/clock")).now
    }

    /// What the sandbox answers to a question.
    package func get(_ path: String) async throws -> Data { try await fetch(baseURL + path) }

    /// What stands at an address, the sandbox's or another.
    package func fetch(_ url: String) async throws -> Data {
        try await answer(to: HTTPClientRequest(url: url))
    }

    /// Tells the sandbox something; the token is for its Graph API.
    package func post(_ path: String, _ body: [String: Any], token: String? = nil) async throws {
        var request = HTTPClientRequest(url: baseURL + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        request.body = .bytes(ByteBuffer(data: try JSONSerialization.data(withJSONObject: body)))
        _ = try await answer(to: request)
    }

    /// Takes something away from the sandbox.
    package func delete(_ path: String) async throws {
        var request = HTTPClientRequest(url: baseURL + path)
        request.method = .DELETE
        _ = try await answer(to: request)
    }

    private func answer(to request: HTTPClientRequest) async throws -> Data {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let body = Data(buffer: try await response.body.collect(upTo: 64 << 20))
        guard response.status == .ok else {
            throw Program.Failure(
                description: "\(response.status.code) was the answer to \(request.url): "
                    + String(decoding: body, as: UTF8.self))
        }
        return body
    }
}
