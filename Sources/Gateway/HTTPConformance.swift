import NIOCore
import NIOHTTP1

/// What RFC 9110 and 9112 ask of a server that the framework leaves open: one Host, no coding that is not
/// understood, an answer to `Expect`, and the end of a connection of HTTP/1.0.
///
/// It stands between the decoder and what turns its parts into requests.
final class HTTPConformance: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// For each request that is not answered, oldest first, whether the connection ends with its answer.
    private var ends: [Bool] = []
    /// Nothing that comes is looked at any more.
    private var isOver = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isOver { return }
        guard case .head(let head) = unwrapInboundIn(data) else {
            return context.fireChannelRead(data)
        }
        if let status = Self.refusal(of: head) { return refuse(context, status) }
        ends.append(!head.isKeepAlive)
        if Self.expects(head) == ["100-continue"] {
            let goOn = HTTPResponseHead(version: head.version, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if ends.first == true { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            context.write(data, promise: promise)
            guard !ends.isEmpty, ends.removeFirst() else { return }
            isOver = true
            context.flush()
            context.close(promise: nil)
        case .body: context.write(data, promise: promise)
        }
    }

    /// Why nothing can be made of the request; nil: something can.
    static func refusal(of head: HTTPRequestHead) -> HTTPResponseStatus? {
        let hosts = head.headers["host"].count
        if hosts > 1 || hosts == 0 && !isOld(head) { return .badRequest }
        let codings = head.headers[canonicalForm: "transfer-encoding"]
        if !codings.allSatisfy({ $0.lowercased() == "chunked" }) { return .notImplemented }
        let contents = head.headers[canonicalForm: "content-encoding"]
        if !contents.allSatisfy({ $0.lowercased() == "identity" }) { return .unsupportedMediaType }
        return expects(head).allSatisfy { $0 == "100-continue" } ? nil : .expectationFailed
    }

    /// HTTP/1.0, whose rules are others.
    private static func isOld(_ head: HTTPRequestHead) -> Bool {
        head.version.major < 1 || head.version.major == 1 && head.version.minor == 0
    }

    private static func expects(_ head: HTTPRequestHead) -> [String] {
        isOld(head)
            ? [] : head.headers[canonicalForm: "expect"].map { $0.lowercased() }
    }

    /// Answers it here and ends the connection; one behind others that are not answered ends unheard.
    private func refuse(_ context: ChannelHandlerContext, _ status: HTTPResponseStatus) {
        isOver = true
        if ends.isEmpty {
            let head = HTTPResponseHead(
                version: .http1_1, status: status,
                headers: ["content-length": "0", "connection": "close"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
        context.close(promise: nil)
    }
}

/// Installs the handler before itself in the pipeline; it does nothing else.
final class HTTPConformanceInstaller: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            let decoder = try pipeline.handler(
                type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(HTTPConformance(), position: .after(decoder))
        } catch {
            context.fireErrorCaught(error)
            context.close(promise: nil)
        }
    }
}
