import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Carries out the faults that change how an answer reaches the client.
struct FaultyResponse {
    let channel: any Channel
    let alarms: Alarms
    let time: TimeSource

    /// The response of a fault; `usual` is the call's own.
    ///
    /// Throws where there is none to send: the connection is closed by then.
    func response(_ fault: Fault, usual: Response, body: [UInt8]) async throws -> Response {
        switch fault {
        case .error, .noMessageID, .wrongJSON: return usual
        case .badGateway: return Self.badGateway
        case .emptyBody: return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer()))
        case .truncated: return truncated(usual, body)
        case .slowBody(let duration): return slow(usual, body, over: duration)
        case .reset:
            await reset()
            throw ConnectionEnded()
        case .hang(_, let duration):
            await waitUntilClientLeaves(atMost: duration)
            try? await channel.close()
            throw ConnectionEnded()
        }
    }

    private static var badGateway: Response {
        let page = "<html><head><title>502 Bad Gateway</title></head><body>Sorry.</body></html>\n"
        return Response(
            status: .badGateway, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }

    private func truncated(_ usual: Response, _ body: [UInt8]) -> Response {
        var response = usual
        response.body = ResponseBody(contentLength: body.count) { writer in
            try await writer.write(ByteBuffer(bytes: body.prefix(body.count / 2)))
            throw ConnectionEnded()
        }
        return response
    }

    private func slow(_ usual: Response, _ body: [UInt8], over duration: Duration) -> Response {
        var response = usual
        let pieces = min(body.count, Limits.slowBodyPieces)
        response.body = ResponseBody(contentLength: body.count) { writer in
            let start = time.uptime()
            for piece in 0..<pieces {
                let bytes = body[body.count * piece / pieces..<body.count * (piece + 1) / pieces]
                try await writer.write(ByteBuffer(bytes: bytes))
                await alarms.sleep(until: start + duration * (piece + 1) / pieces)
            }
            try await writer.finish(nil)
        }
        return response
    }

    /// Closes the connection so that the client sees a reset instead of an end.
    private func reset() async {
        if let options = channel as? any SocketOptionProvider {
            // A socket that lingers for no time throws away what is unsent and sends RST.
            try? await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try? await channel.close()
    }

    private func waitUntilClientLeaves(atMost duration: Duration?) async {
        // The server lets clients close their half; one that waits for an answer has left then.
        try? await channel.setOption(.allowRemoteHalfClosure, value: false).get()
        let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
        channel.closeFuture.whenComplete { _ in continuation.finish() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in ends {}
            }
            if let duration {
                let due = time.uptime() + duration
                group.addTask { await alarms.sleep(until: due) }
            }
            await group.next()
            group.cancelAll()
        }
    }
}

/// Thrown where nothing more is to be written: the server closes the connection.
struct ConnectionEnded: Error {}
