import EventLoop
import RPC
import TestKit
import Testing

@testable import RPCServer

/// Who gets a place of a full server, and whose.
@Suite struct ConnectionPlacesTests {
    private let metrics = RecordingMetrics()

    private static func limits(_ connectionsMax: Int) -> Limits {
        var limits = Limits()
        limits.connectionsMax = connectionsMax
        return limits
    }

    @Test func tcpLeavesPlacesToUnixSockets() {
        let places = ConnectionPlaces(max: 100, metrics)
        for _ in 0..<84 { #expect(places.take(.loopback)) }
        #expect(!places.wereTaken)
        #expect(!places.take(.loopback))
        #expect(places.wereTaken)
        for _ in 0..<16 { #expect(places.take(.user(0))) }
        #expect(!places.take(.user(0)))
        places.giveBack(.loopback)
        #expect(places.take(.user(0)))
    }

    @Test func aPeerGetsNoPlaceOfOneThatHasFewer() {
        let places = ConnectionPlaces(max: 100, metrics)
        for _ in 0..<50 { _ = places.take(.loopback) }
        for _ in 0..<20 { _ = places.take(.network([10, 0, 0, 1])) }
        for _ in 0..<5 { _ = places.take(.user(7)) }
        #expect(Set(places.yielding(to: .loopback).keys) == [.loopback])
        #expect(
            Set(places.yielding(to: .network([10, 0, 0, 1])).keys)
                == [.loopback, .network([10, 0, 0, 1])])
        #expect(places.yielding(to: .user(8)).count == 3)
    }

    @Test func whenTCPHasItsPlacesItGetsNoneOfAUnixSocket() {
        let places = ConnectionPlaces(max: 100, metrics)
        for _ in 0..<84 { _ = places.take(.loopback) }
        for _ in 0..<16 { _ = places.take(.user(7)) }
        #expect(Set(places.yielding(to: .network([10, 0, 0, 1])).keys) == [.loopback])
    }

    @Test(arguments: [1, 2])
    func theOneThatWasNeverUsedGivesItsPlaceThenTheOneIdleForLongest(loopCount: Int) async throws {
        try await TestServer.run(limits: Self.limits(3), loopCount: loopCount) { test in
            var peers: [RawPeer] = []
            for number in 0..<3 {
                peers.append(try await RawPeer(to: test.address))
                if number == 1 { continue }
                try await peers[number].request(1)
                _ = try await peers[number].payload()
            }
            #expect(await eventually { test.metrics.last("rpc_server_connections") == 3 })
            let fourth = try await RawPeer(to: test.address)
            try await fourth.request(1)
            #expect(try await fourth.payload() == [])
            #expect(try await peers[1].seesTheEnd(), "it never sent a frame")

            // One loop knows which one of all has been idle for longest.
            let fifth = try await RawPeer(to: test.address)
            try await fifth.request(1)
            #expect(try await fifth.payload() == [])
            if loopCount == 1 { #expect(try await peers[0].seesTheEnd()) }
            #expect(closedCount(test, "displaced") == 2)
        }
    }

    @Test func whoComesWhileAllAreInUseIsToldThatTheServerIsFull() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler, limits: Self.limits(2), loopCount: 2) { test in
            var peers: [RawPeer] = []
            for _ in 0..<2 {
                peers.append(try await RawPeer(to: test.address))
                try await peers[peers.count - 1].request(1)
            }
            #expect(await eventually { handler.count == 2 })
            let third = try await RawPeer(to: test.address)
            let answer = try await third.answer()
            #expect(answer?.streamID == 0)
            #expect(try await third.seesTheEnd())
            #expect(test.metrics.total("rpc_server_connections_refused_total") == 1)
            handler.answerAllBackwards()
            for peer in peers { _ = try await peer.payload() }
        }
    }
}
