import EventLoop
import Framing
import Messages
import RPC

/// What is attacked, and what a stranger would know of it.
struct Target: Sendable {
    /// A listener.
    struct Door: Sendable {
        let address: SocketAddress
    }

    let rpc: Door
    let gateway: Door
    /// Where a Graph API can be that is not the sandbox.
    let meta: SocketAddress
    /// Where one authenticator's webhooks go.
    let webhookPath: String
    /// A session with a long story.
    let merchant: String
    let session: String

    func frame<Request, Response>(
        _ method: MethodDescriptor<Request, Response>, _ request: Request, stream: Int,
        timeout: Duration = .seconds(10)
    ) -> [UInt8] {
        guard
            let body = try? Envelope.encodeRequest(
                service: method.service, method: method.method, payload: request.encoded(),
                timeout: timeout)
        else { return [] }
        let id = UInt32(truncatingIfNeeded: 2 * stream + 1) & 0x7FFF_FFFF
        return Frame(streamID: id, type: .request, body: body).encoded
    }

    func header(length: UInt32, stream: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        FrameHeader(length: length, streamID: stream, type: .request).encode(into: &bytes)
        return bytes
    }

    /// The head of a webhook whose body is so long, with more header fields.
    func webhookHead(length: Int, _ fields: String = "") -> [UInt8] {
        let head =
            "POST \(webhookPath) HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\(fields)\r\n"
        return Array(head.utf8)
    }
}
