import HTTPTypes
import Hummingbird
import NIOCore

/// Closes the connection after an answer that leaves the rest of the request unread.
///
/// Without it the server would go on reading a body that nobody wants, however long it is.
struct ClosingResponder: HTTPResponder {
    private let router: RouterResponder<GatewayContext>

    init(_ router: RouterResponder<GatewayContext>) { self.router = router }

    func respond(to request: Request, context: GatewayContext) async throws -> Response {
        var head = request.head
        head.path = head.path.map(PathNormalisation.normalised)
        let request = Request(head: head, body: request.body)
        var response = try await router.respond(to: request, context: context)
        let isRead = request.method == .post || !Self.announcesBody(request)
        if response.status.code < 400 && isRead { return response }
        response.headers[.connection] = "close"
        // To the connection's state this is the end of the listener: it closes after the answer.
        context.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        return response
    }

    private static func announcesBody(_ request: Request) -> Bool {
        let length = request.headers[.contentLength]
        return request.headers[.transferEncoding] != nil || (length != nil && length != "0")
    }
}

extension Response {
    /// An answer of one line of plain text.
    static func line(_ status: HTTPResponse.Status, _ text: String) -> Response {
        plain(status, text + "\n")
    }

    /// An answer of plain text, exactly as it is.
    static func plain(
        _ status: HTTPResponse.Status, _ text: String,
        contentType: String = "text/plain; charset=utf-8"
    ) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = contentType
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
