package import EventLoop
import Framing
package import RPC
package import RPCServer

/// A server on loopback, with what it logged and counted.
package struct TestServer: Sendable {
    package let server: RPCServer
    package let log: RecordingLog
    package let metrics: RecordingMetrics

    /// The first address that it listens on.
    package var address: SocketAddress { server.addresses[0] }

    /// A free port of this machine.
    package static let anyPort = SocketAddress.ipv4([127, 0, 0, 1], port: 0)

    /// Runs the body with a server, which is stopped after it.
    package static func run(
        _ handler: any RequestHandler = EchoHandler(), on address: SocketAddress = anyPort,
        limits: Limits = Limits(), clock: any LoopClock = SystemClock(), loopCount: Int = 2,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let (log, metrics) = (RecordingLog(), RecordingMetrics())
        let server = try await RPCServer.start(
            RPCServer.Options(listeningOn: [address], loopCount: loopCount, limits: limits),
            handler: handler, clock: clock, logger: log.logger, metrics: metrics)
        do {
            try await body(TestServer(server: server, log: log, metrics: metrics))
        } catch {
            await server.stop(grace: .zero)
            throw error
        }
        await server.stop(grace: .zero)
    }
}

extension RawPeer {
    /// Sends a request and does not wait for its answer.
    package func request(
        _ streamID: UInt32, method: String = "Echo", payload: [UInt8] = [],
        timeout: Duration? = nil
    ) async throws {
        let body = try Envelope.encodeRequest(
            service: "test.Service", method: method, payload: payload, timeout: timeout)
        try await send(.init(streamID: streamID, type: .request, body: body))
    }

    /// The next answer and the id that it is for; nil when the connection ends first.
    package func answer() async throws -> (streamID: UInt32, reply: RPCReply)? {
        guard let frame = try await nextFrame() else { return nil }
        return (frame.streamID, Envelope.decodeResponse(frame.body))
    }

    /// The payload of the next answer, if it is one that went well.
    package func payload() async throws -> [UInt8]? {
        try await answer()?.reply.get()
    }

    /// The status of the next answer, if it is one that did not go well.
    package func status() async throws -> RPCStatus? {
        guard case .failure(let status)? = try await answer()?.reply else { return nil }
        return status
    }
}
