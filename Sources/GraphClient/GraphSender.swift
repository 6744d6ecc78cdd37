import AsyncHTTPClient
import NIOHTTP1
package import Notifications
import WhatsApp

/// Sends messages by the Cloud API, each at most once.
package struct GraphSender: MessageSender {
    private let connection: GraphConnection

    package init(_ connection: GraphConnection) { self.connection = connection }

    package func send(
        _ message: OutboundMessage, from account: SenderAccount,
        onLeave: @escaping @Sendable () -> Void
    ) async -> SendResult {
        let gate = BodyGate(SendBody(message).encoded(), onAsk: onLeave)
        do {
            let answer = try await connection.exchange(request(body: gate, from: account))
            return SendAnswer.classify(
                status: answer.status, body: answer.body, retryAfter: answer.retryAfter)
        } catch {
            // The kind of an error proves nothing, each occurs on both sides of the send: only a
            // gate that nobody came through does.
            let detail = failureText(error)
            return gate.seal() ? .notSent(detail: detail) : .unknown(code: 0, detail: detail)
        }
    }

    private func request(body: BodyGate, from account: SenderAccount) -> HTTPClientRequest {
        var request = connection.request(
            path: [account.phoneNumberID.rawValue, "messages"], account: account)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .stream(body, length: .known(Int64(body.length)))
        return request
    }
}
