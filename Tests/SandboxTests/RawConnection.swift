import Foundation
import NIOCore
import NIOPosix

@testable import Sandbox

/// A client that sees bytes and the way in which a connection ends, and nothing of HTTP.
enum RawConnection {
    enum Ending: Sendable, Equatable {
        /// The server's end of the connection: FIN.
        case closed
        /// RST.
        case reset
        /// Neither within the time.
        case open
    }

    struct Reply: Sendable {
        var text = ""
        var ending = Ending.open
    }

    /// Writes a request and reads until the connection ends, or the time is over.
    static func exchange(
        port: Int, _ request: String, atMost time: Duration = .seconds(20)
    ) async throws -> Reply {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            return await withTaskGroup(of: Reply?.self) { group in
                group.addTask { await read(inbound) }
                group.addTask {
                    try? await Task.sleep(for: time)
                    return nil
                }
                let first = await group.next() ?? nil
                group.cancelAll()
                return first ?? Reply()
            }
        }
    }

    /// A send call as bytes, the only one of its connection.
    static func send(_ message: JSON) -> String {
        let body = String(decoding: message.encoded(.minimal), as: UTF8.self)
        return """
            POST /v25.0/\(Fixture.numberID)/messages HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            Authorization: \(Fixture.token)\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """
    }

    private static func read(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async -> Reply {
        var reply = Reply()
        do {
            for try await buffer in inbound { reply.text += String(buffer: buffer) }
            reply.ending = .closed
        } catch let error as IOError where error.errnoCode == ECONNRESET {
            reply.ending = .reset
        } catch {}
        return reply
    }
}
