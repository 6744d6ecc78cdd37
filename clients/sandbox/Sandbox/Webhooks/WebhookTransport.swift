/// What a receiver answered.
struct WebhookReply: Sendable, Hashable {
    let status: Int
    let body: [UInt8]
}

/// How the sandbox calls a receiver; `nil` stands for no answer, whatever the cause.
protocol WebhookTransport: Sendable {
    func get(_ url: String) async -> WebhookReply?
    func post(_ url: String, body: [UInt8], signatures: [String: String]) async -> WebhookReply?
}
