import EventLoop
import Foundation
import Framing
import RPC
import TestKit
import Testing

@testable import RPCServer

@Suite struct HostilePeerTests {
    @Test func aSlowReaderIsNotReadAndHoldsUpNobody() async throws {
        let clock = SteppedLoopClock()
        try await TestServer.run(clock: clock, loopCount: 1) { test in
            let slow = try await RawPeer(to: test.address, receiveBufferBytes: 4096)
            let flood = request(id: 1, payload: Array(repeating: 7, count: 100_000))
            #expect(try await fill(slow, with: flood, of: test), "the server stops reading it")

            let quick = try await RawPeer(to: test.address)
            try await quick.request(1, payload: [4])
            #expect(try await quick.payload() == [4])

            clock.advance(by: .seconds(30))
            #expect(await eventually { closedCount(test, "stall_time") == 1 })
            try await quick.request(3, payload: [5])
            #expect(try await quick.payload() == [5])
            _ = slow
        }
    }

    @Test func whoReadsLateGetsAllAnswers() async throws {
        var limits = Limits()
        (limits.callsInWorkMax, limits.unsentBytesMax) = (2, 64 << 10)
        try await TestServer.run(limits: limits, loopCount: 1) { test in
            let late = try await RawPeer(to: test.address, receiveBufferBytes: 64 << 10)
            let payload = [UInt8](repeating: 7, count: 16 << 10)
            let ids = (0..<1_500).map { UInt32(2 * $0 + 1) }
            var rest = ids.flatMap { request(id: $0, payload: payload) }[...]
            var (answers, hasStalled) = (0, false)
            while answers < ids.count {
                let count = try late.sendWhatFits(Array(rest.prefix(64 << 10)))
                rest.removeFirst(count)
                guard count == 0 else { continue }
                // It reads once the server has stopped reading it.
                if !hasStalled, !rest.isEmpty {
                    hasStalled = try await isStalled(test)
                    continue
                }
                #expect(try await late.payload() == payload)
                answers += 1
            }
            #expect(hasStalled)
        }
    }

    @Test func whoTakesTheLeastIsClosedWhenNobodyTakesTheAnswers() async throws {
        var limits = Limits()
        limits.serverUnsentBytesMax = 600 << 10
        try await TestServer.run(limits: limits, loopCount: 1) { test in
            let good = try await RawPeer(to: test.address)
            let flood = request(id: 1, payload: Array(repeating: 7, count: 100_000))
            // What the kernel does not take of each is above 256 KiB: together it is too much.
            var silent: [RawPeer] = []
            for _ in 0..<3 {
                let peer = try await RawPeer(to: test.address, receiveBufferBytes: 4_096)
                silent.append(peer)
                _ = try? await fill(peer, with: flood, of: test)
            }
            #expect(await eventually { closedCount(test, "stall_time") > 0 })
            try await good.request(1, payload: [4])
            #expect(try await good.payload() == [4])
            #expect(closedCount(test, "stall_time") < 3)
            _ = silent
        }
    }

    @Test func eachIdlePeerIsClosedAtItsOwnTime() async throws {
        let clock = SteppedLoopClock()
        var limits = Limits()
        limits.idleTimeMax = .seconds(10)
        try await TestServer.run(limits: limits, clock: clock, loopCount: 1) { test in
            var peers: [RawPeer] = []
            for _ in 1...5 {
                let peer = try await RawPeer(to: test.address)
                try await peer.request(1, payload: [6])
                #expect(try await peer.payload() == [6])
                peers.append(peer)
                clock.advance(by: .seconds(1))
            }
            clock.advance(by: .seconds(4))
            for (place, peer) in peers.enumerated() {
                clock.advance(by: .seconds(1))
                #expect(try await peer.seesTheEnd())
                #expect(closedCount(test, "idle_time") == Int64(place + 1))
            }
        }
    }

    @Test func aFrameOfLyingLengthIsAnsweredBeforeItsBody() async throws {
        try await TestServer.run { test in
            let peer = try await RawPeer(to: test.address)
            try await peer.send(header(length: 4_194_305, id: 5))
            #expect(try await peer.status()?.code == .resourceExhausted)

            let piece = [UInt8](repeating: 1, count: 4_194_305 / 5)
            for _ in 0..<5 { try await peer.send(piece) }
            try await peer.request(7, payload: [8])
            #expect(try await peer.payload() == [8])
        }
    }

    /// In a process of its own, because descriptors are counted and a crash must be seen.
    @Test func thousandsOfResetsInTheMiddleOfCallsHarmNothing() async {
        await #expect(processExitsWith: .success) {
            let handler = HoldingHandler()
            try await TestServer.run(handler) { test in
                let good = try await RawPeer(to: test.address)
                try await good.request(1)
                guard await eventually({ handler.count == 1 }) else { exit(1) }
                handler.answerAllBackwards()
                _ = try await good.answer()
                // The first sleep makes Dispatch open its timer, which stays.
                try await Task.sleep(for: .milliseconds(1))
                let before = openDescriptorCount()

                for round in 0..<3000 {
                    let peer = try await RawPeer(to: test.address)
                    try await peer.send(request(id: 1) + request(id: 3).prefix(round % 30))
                    peer.resetOnClose()
                    if round % 10 == 0 { handler.answerAllBackwards() }
                }

                let isClean = await eventually {
                    handler.answerAllBackwards()
                    return test.metrics.last("rpc_server_connections") == 1
                }
                guard isClean else { exit(2) }
                // A few more may be Dispatch's own; a leak on one way in a hundred would show as dozens.
                guard await eventually({ openDescriptorCount() <= before + 4 }) else { exit(3) }
                try await good.request(3, payload: [1])
                // A late one of the others may still be handed over before it.
                var answer: Frame?
                let isAnswered = try await eventually {
                    handler.answerAllBackwards()
                    answer = try await good.nextFrame(within: .milliseconds(10))
                    return answer != nil
                }
                guard isAnswered else { exit(4) }
                let reply = answer.map { Envelope.decodeResponse($0.body) }
                guard reply == .success([1]) else { exit(5) }
            }
        }
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func randomBytesNeverReachTheHandlerTwiceNorStopTheServer(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        try await TestServer.run { test in
            for _ in 0..<20 {
                let peer = try await RawPeer(to: test.address)
                let bytes = (0..<200).map { _ in
                    UInt8.random(in: 0...3, using: &random)
                        &* UInt8.random(
                            in: 0...90, using: &random)
                }
                try? await peer.send([0, 0] + bytes)
            }
            let peer = try await RawPeer(to: test.address)
            try await peer.request(1, payload: [1])
            #expect(try await peer.payload() == [1], "seed \(seed)")
        }
    }

    /// Sends until the server has read nothing more for a while.
    private func fill(
        _ peer: RawPeer, with bytes: [UInt8], of test: TestServer
    ) async throws -> Bool {
        var sent = 0
        for number in 0..<2000 {
            var rest = bytes
            // The id is in bytes 4 to 8 of the header.
            rest[6] = UInt8(number >> 7 & 0xFF)
            rest[7] = UInt8(number << 1 & 0xFF | 1)
            while !rest.isEmpty {
                let count = try peer.sendWhatFits(rest)
                sent += count
                rest.removeFirst(count)
                if count == 0, try await isStalled(test) { return true }
            }
        }
        return false
    }

    private func isStalled(_ test: TestServer) async throws -> Bool {
        let before = test.metrics.total("rpc_server_received_bytes_total")
        try await Task.sleep(for: .milliseconds(50))
        return test.metrics.total("rpc_server_received_bytes_total") == before
    }
}
