import EventLoop
import Foundation
import Framing
import RPC
import Synchronization
import TestKit
import Testing

@testable import RPCServer

@Suite struct RPCServerTests {
    @Test(arguments: [TestServer.anyPort, .unix(path: temporarySocketPath())])
    func answersACall(_ address: SocketAddress) async throws {
        try await TestServer.run(on: address) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1, payload: [1, 2, 3])
            let frame = try await peer.nextFrame()
            #expect(frame?.streamID == 1)
            #expect(frame?.type == .response)
            #expect(frame?.flags == 0)
            #expect(frame?.body == [0x0A, 0, 0x12, 3, 1, 2, 3], "an explicit empty status")
        }
    }

    @Test func aCallKnowsWhoIsAtTheOtherEndAndTheLogTellsIt() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler, on: .unix(path: temporarySocketPath())) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1)
            #expect(await eventually { handler.count == 1 })
            let call = try #require(handler.release().first)
            #expect(call.peer == .unix(user: getuid(), process: getpid()))
            call.respond(.success([]))
            _ = try await peer.answer()
            #expect(
                test.log.lines.contains {
                    $0.contains("answered a call") && $0.contains("\"peer\": \(call.peer)")
                })
        }
    }

    @Test func aCallIsFoundInTheLogByWhatItsCallerCallsIt() async throws {
        try await TestServer.run { test in
            let peer = try await RawPeer(to: test.address)
            let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            let known = [
                MetadataEntry(key: "Traceparent", value: trace),
                MetadataEntry(key: "x-request-id", value: "order-7"),
                MetadataEntry(key: "authorization", value: "secret"),
            ]
            let forged = ["a\nerror: forged", "a forged=1", "", String(repeating: "x", count: 129)]
            try await peer.send(
                request(id: 1, metadata: known)
                    + forged.enumerated().flatMap { number, value in
                        request(
                            id: UInt32(3 + number * 2),
                            metadata: [MetadataEntry(key: "x-request-id", value: value)])
                    })
            for _ in 0...forged.count { _ = try await peer.answer() }

            let lines = test.log.lines.filter { $0.contains("answered a call") }
            #expect(lines.count == 1 + forged.count)
            let found = try #require(lines.first { $0.contains(trace) })
            for text in ["debug: ", "order-7", "test.Service/Echo", "\"code\": OK", "127.0.0.1:"] {
                #expect(found.contains(text), "\(found)")
            }
            #expect(!lines.contains { $0.contains("forged") || $0.contains("secret") })
            #expect(lines.count { $0.contains("x-request-id") } == 1)
        }
    }

    @Test func answersTheCallsOfOneReadInAnyOrder() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler) { test in
            let peer = try await RawPeer(to: test.address)
            let ids = (0..<64).map { UInt32($0 * 2 + 1) }
            try await peer.send(ids.flatMap { request(id: $0, payload: [UInt8($0)]) })
            #expect(await eventually { handler.count == 64 })

            handler.answerAllBackwards()

            for id in ids.reversed() {
                let answer = try #require(try await peer.answer())
                #expect(answer.streamID == id)
                #expect(try answer.reply.get() == [UInt8(id)])
            }
        }
    }

    @Test func servesManyConnectionsOnAllLoops() async throws {
        try await TestServer.run(loopCount: 3) { test in
            let peers = try await openPeers(20, to: test.address)
            for (number, peer) in peers.enumerated() {
                try await peer.request(1, payload: [UInt8(number)])
            }
            for (number, peer) in peers.enumerated() {
                #expect(try await peer.payload() == [UInt8(number)])
            }
            #expect(await eventually { test.metrics.last("rpc_server_connections") == 20 })
        }
    }

    @Test func carriesTheLargestRequest() async throws {
        try await TestServer.run { test in
            let peer = try await RawPeer(to: test.address)
            let payload = [UInt8](repeating: 9, count: Limits().frame.bodyBytesMax - 64)
            try await peer.request(1, payload: payload)
            #expect(try await peer.payload() == payload)
        }
    }

    @Test func anAnswerThatNoFrameHoldsIsReplaced() async throws {
        try await TestServer.run { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1, method: "Grow")
            let status = try await peer.status()
            #expect(status?.code == .resourceExhausted)
            #expect(status?.reason == "RESPONSE_TOO_LARGE")
        }
    }

    @Test func answersAtTheDeadlineWhileTheHandlerIsBusy() async throws {
        let (handler, clock) = (HoldingHandler(), SteppedLoopClock())
        try await TestServer.run(handler, clock: clock) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1, timeout: .seconds(5))
            #expect(await eventually { handler.count == 1 })
            clock.advance(by: .seconds(5))
            #expect(try await peer.status()?.code == .deadlineExceeded)

            handler.answerAllBackwards()
            try await peer.request(3)
            #expect(await eventually { handler.count == 1 })
            handler.answerAllBackwards()
            #expect(try await peer.answer()?.streamID == 3, "the late answer was dropped")
        }
    }

    @Test func neverEncodesAnAnswerThatNobodyWaitsForAnyMore() async throws {
        let (handler, clock) = (HoldingHandler(), SteppedLoopClock())
        try await TestServer.run(handler, clock: clock) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1, timeout: .seconds(5))
            try await peer.request(3)
            #expect(await eventually { handler.count == 2 })
            clock.advance(by: .seconds(5))
            #expect(try await peer.status()?.code == .deadlineExceeded)

            let encoded = EncodedIDs()
            for call in handler.release() {
                call.respond { NotingReply(encoded: encoded, tag: $0) }
            }
            #expect(try await peer.answer()?.streamID == 3)
            #expect(encoded.all == [3])
        }
    }

    @Test func answersAnExpiredCallAtOnce() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1, timeout: .seconds(-1))
            #expect(try await peer.status()?.code == .deadlineExceeded)
            #expect(handler.count == 0)
        }
    }

    @Test func cutsAConnectionWhoseFrameDoesNotEnd() async throws {
        let clock = SteppedLoopClock()
        try await TestServer.run(clock: clock) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.send(Array(request(id: 1).prefix(12)))
            #expect(
                await eventually { test.metrics.total("rpc_server_received_bytes_total") == 12 })
            clock.advance(by: .seconds(30))
            #expect(try await peer.seesTheEnd())
            #expect(test.log.lines.contains { $0.contains("a frame took too long to arrive") })
        }
    }

    @Test(arguments: [
        (Array("GET /livez HTTP/1.1\r\n\r\n".utf8), "HTTP"),
        ([0x16, 3, 1, 0, 0xC8, 1, 0, 0, 0xC4], "TLS"),
    ])
    func closesAnotherProtocolWithALineThatNamesIt(_ bytes: [UInt8], _ name: String) async throws {
        try await TestServer.run { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.send(bytes)
            #expect(try await peer.seesTheEnd())
            #expect(test.log.lines.contains { $0.contains("warning") && $0.contains(name) })
        }
    }

    @Test func answersBeforeItClosesForStrikes() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler) { test in
            let peer = try await RawPeer(to: test.address)
            for _ in 0..<4 { try await peer.request(1) }
            for _ in 0..<3 { #expect(try await peer.status()?.reason == "STREAM_ACTIVE") }
            #expect(try await peer.seesTheEnd())
        }
    }

    @Test func aPeerThatCutsAndComesBackCannotPileUpWork() async throws {
        var limits = Limits()
        limits.connectionsMax = 1
        let handler = HoldingHandler()
        try await TestServer.run(handler, limits: limits) { test in
            do {
                let peer = try await RawPeer(to: test.address)
                try await peer.request(1)
                #expect(await eventually { handler.count == 1 })
            }
            #expect(await eventually { closedCount(test, "peer_closed") == 1 })
            let refused = try await RawPeer(to: test.address)
            #expect(try await refused.status()?.reason == "SERVER_FULL", "the call holds the place")
            #expect(try await refused.seesTheEnd())

            handler.answerAllBackwards()

            #expect(await eventually { test.metrics.last("rpc_server_connections") == 0 })
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1)
            #expect(await eventually { handler.count == 1 })
        }
    }

    @Test func countsCallsByMethodAndCodeAndInventsNoLabels() async throws {
        try await TestServer.run { test in
            let peer = try await RawPeer(to: test.address)
            for (id, method) in [(1, "Echo"), (3, "Echo"), (5, "Fail"), (7, "Invented")] {
                try await peer.request(UInt32(id), method: method)
                _ = try await peer.answer()
            }
            try await peer.request(2)
            _ = try await peer.answer()
            let calls = "rpc_server_calls_total"
            #expect(test.metrics.total("\(calls){method=test.Service/Echo,code=OK}") == 2)
            #expect(test.metrics.total("\(calls){method=test.Service/Fail,code=NOT_FOUND}") == 1)
            #expect(test.metrics.total("\(calls){method=_OTHER,code=UNIMPLEMENTED}") == 1)
            #expect(test.metrics.total("\(calls){method=_OTHER,code=INVALID_ARGUMENT}") == 1)
            #expect(!test.metrics.names.contains { $0.contains("Invented") })
            let durations = "rpc_server_call_duration_seconds{method=test.Service/Echo}"
            #expect(test.metrics.count(durations) == 2)
        }
    }

    @Test(arguments: [[0, 0, 0, 0], [10, 0, 0, 1]] as [[UInt8]])
    func refusesToListenWhereOthersCanReachIt(_ host: [UInt8]) async {
        let address = SocketAddress.ipv4(host, port: 0)
        let error = await #expect(throws: RPCServer.StartRefused.self) {
            try await TestServer.run(on: address) { _ in }
        }
        #expect(error == .notLocal(address))
    }

    @Test func aPortInUseIsNamed() async throws {
        try await TestServer.run { test in
            let error = await #expect(throws: RPCServer.StartRefused.self) {
                try await TestServer.run(on: test.address) { _ in }
            }
            #expect(error?.description.contains("\(test.address)") == true)
            #expect(error?.description.contains("EADDRINUSE") == true)
        }
    }

    @Test func aUnixSocketIsReplacedWhenStaleAndRemovedAtTheEnd() async throws {
        let path = temporarySocketPath()
        do { _ = try Listener(on: .unix(path: path)) }
        #expect(FileManager.default.fileExists(atPath: path))
        try await TestServer.run(on: .unix(path: path)) { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1)
            #expect(try await peer.payload() == [])
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}

/// A path for a Unix socket that nobody else uses.
func temporarySocketPath() -> String {
    "/tmp/rpc-\(UUID().uuidString.prefix(13)).sock"
}

/// Connections, all open at once.
func openPeers(_ count: Int, to address: SocketAddress) async throws -> [RawPeer] {
    var peers: [RawPeer] = []
    for _ in 0..<count { peers.append(try await RawPeer(to: address)) }
    return peers
}

/// How many connections the server closed for that reason.
func closedCount(_ test: TestServer, _ reason: String) -> Int64 {
    test.metrics.total("rpc_server_connections_closed_total{reason=\(reason)}")
}

/// The stream ids whose answers were encoded, in their order.
private final class EncodedIDs: Sendable {
    private let ids = Mutex<[UInt32]>([])

    var all: [UInt32] { ids.withLock(\.self) }

    func add(_ id: UInt32) { ids.withLock { $0.append(id) } }
}

/// An empty answer that notes when it is encoded.
private struct NotingReply: ReplyBatch {
    let encoded: EncodedIDs
    let tag: CallTag

    var tags: [CallTag] { [tag] }

    func appendReply(at index: Int, to bytes: inout [UInt8]) throws(RPCStatus) {
        encoded.add(tag.streamID)
        Envelope.appendResponse(payload: [], to: &bytes)
    }
}
