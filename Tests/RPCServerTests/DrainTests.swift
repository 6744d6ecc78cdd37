import EventLoop
import RPC
import TestKit
import Testing

@testable import RPCServer

@Suite struct DrainTests {
    @Test func finishesWhatIsInFlightAndRefusesWhatIsNew() async throws {
        let (handler, clock) = (HoldingHandler(), SteppedLoopClock())
        try await TestServer.run(handler, clock: clock, loopCount: 1) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1, payload: [1])
            #expect(await eventually { handler.count == 1 })

            async let stopped: Void = test.server.stop(grace: .seconds(20))
            #expect(await eventually { await isRefused(test.address) })
            try await peer.request(3)
            let refusal = try await peer.status()
            #expect(refusal?.code == .unavailable)
            #expect(refusal?.reason == "DRAINING")
            #expect(refusal?.retryDelay != nil)

            handler.answerAllBackwards()
            let answer = try #require(try await peer.answer())
            #expect(answer.streamID == 1)
            #expect(try answer.reply.get() == [1])

            clock.advance(by: .seconds(2))
            #expect(try await peer.seesTheEnd())
            await stopped
        }
    }

    @Test func endsWithItsGraceThoughTheHandlerIsBusy() async throws {
        let (handler, clock) = (HoldingHandler(), SteppedLoopClock())
        try await TestServer.run(handler, clock: clock, loopCount: 1) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1)
            #expect(await eventually { handler.count == 1 })

            async let stopped: Void = test.server.stop(grace: .seconds(20))
            #expect(await eventually { await isRefused(test.address) })
            clock.advance(by: .seconds(20))

            #expect(try await peer.seesTheEnd())
            await stopped
            handler.answerAllBackwards()
        }
    }

    @Test func endsAtOnceWithoutConnections() async throws {
        try await TestServer.run { test in
            await test.server.stop(grace: .seconds(3600))
            #expect(test.log.lines.contains { $0.contains("stopped serving") })
        }
    }

    /// Whether nobody listens there.
    private func isRefused(_ address: SocketAddress) async -> Bool {
        do {
            _ = try await RawPeer(to: address)
            return false
        } catch {
            return true
        }
    }
}
