import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Calls receivers over HTTP/1.1 without following redirects.
struct HTTPWebhookTransport: WebhookTransport {
    private let client: HTTPClient
    private let timeout: Duration
    private let alarms = Alarms(.running())

    init(timeout: Duration = Limits.webhookTimeout) {
        self.timeout = timeout
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(5)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            Limits.webhooksInFlightMax
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func get(_ url: String) async -> WebhookReply? {
        await reply(to: HTTPClientRequest(url: url))
    }

    func post(
        _ url: String, body: [UInt8], signatures: [String: String]
    ) async -> WebhookReply? {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = ["Content-Type": "application/json"]
        for (name, value) in signatures { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        return await reply(to: request)
    }

    func shutdown() async throws {
        try await client.shutdown()
    }

    /// One deadline over the whole exchange: a receiver that drips its answer is cut off too.
    private func reply(to request: HTTPClientRequest) async -> WebhookReply? {
        await withTaskGroup(of: WebhookReply?.self) { group in
            group.addTask {
                // Any failure means that the webhook was not acknowledged, which is all that
                // matters here: it is sent again.
                try? await self.exchange(request)
            }
            group.addTask {
                await alarms.sleep(for: timeout)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> WebhookReply {
        let response = try await client.execute(request, timeout: TimeAmount(timeout))
        let body = try await response.body.collect(upTo: Limits.webhookAnswerBytesMax)
        return WebhookReply(status: Int(response.status.code), body: Array(body.readableBytesView))
    }
}
