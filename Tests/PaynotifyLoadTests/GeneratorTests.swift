import EventLoop
import Messages
import RPC
import RPCServer
import TestKit
import Testing

@testable import PaynotifyLoad

/// Calls a method of the handlers for tests, so many times for each loop.
private struct CountedTraffic: Traffic, Sendable {
    private let template: FrameTemplate
    private var left: Int

    init(_ method: String, calls: Int, bytes: Int = 0) throws {
        template = try FrameTemplate(
            MethodDescriptor<HealthCheckRequest, HealthCheckResponse>(
                service: "test.Service", method: method),
            HealthCheckRequest(service: String(repeating: "x", count: bytes)))
        left = calls
    }

    mutating func appendCall(lane: Int, streamID: UInt32, to frames: inout [UInt8]) -> Bool {
        guard left > 0 else { return false }
        left -= 1
        _ = template.append(to: &frames, streamID: streamID)
        return true
    }
}

/// The generator against a server in this process.
struct GeneratorTests {
    private var shape: LoadShape {
        LoadShape(connections: 3, inFlight: 4, seconds: nil, warmUpSeconds: 0)
    }

    private func run(
        _ shape: LoadShape, _ method: String, calls: Int, bytes: Int = 0, on server: TestServer
    ) async throws -> Measurement {
        try await Generator(server.address, showsProgress: false).measure("test", shape) { _ in
            try CountedTraffic(method, calls: calls, bytes: bytes)
        }
    }

    @Test(arguments: [1, 3])
    func countsEachCallOfAllLoopsOnce(loops: Int) async throws {
        try await TestServer.run { server in
            var shape = shape
            shape.loops = loops
            let measured = try await run(shape, "Echo", calls: 500, on: server)
            #expect(measured.calls == 500 * loops)
            #expect(measured.errors.isEmpty)
            #expect(measured.timeline.map(\.calls).reduce(0, +) == 500 * loops)
            #expect(measured.latency.curve.last?.percentile == 100)
        }
    }

    @Test func makesTheCallsOfASchedule() async throws {
        try await TestServer.run { server in
            var shape = shape
            (shape.rate, shape.seconds) = (1_000, 0.3)
            let measured = try await run(shape, "Echo", calls: 10_000, on: server)
            #expect(measured.calls == 300)
            #expect(measured.offeredPerSecond == 1_000)
        }
    }

    @Test func doesNotMeasureTheWarmUp() async throws {
        try await TestServer.run { server in
            var shape = shape
            (shape.rate, shape.seconds, shape.warmUpSeconds) = (1_000, 0.1, 0.2)
            let measured = try await run(shape, "Echo", calls: 10_000, on: server)
            #expect(measured.calls == 100)
        }
    }

    @Test func takesAnswersThatDoNotFitIntoOneRead() async throws {
        try await TestServer.run { server in
            let measured = try await run(shape, "Echo", calls: 30, bytes: 250_000, on: server)
            #expect(measured.calls == 30)
            #expect(measured.errors.isEmpty)
        }
    }

    @Test func namesErrorsAndTellsTheFirst() async throws {
        try await TestServer.run { server in
            let measured = try await run(shape, "Fail", calls: 20, on: server)
            #expect(measured.errors == ["NOT_FOUND": 20])
            #expect(measured.calls == 20)
            #expect(measured.warnings.contains { $0.contains("there is no such thing") })
        }
    }

    @Test func countsCallsWithoutAnAnswerWhenTheServerGoes() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler) { server in
            async let measured = run(shape, "Echo", calls: 1_000, on: server)
            #expect(await eventually { handler.count == 12 })
            await server.server.stop(grace: .zero)
            let result = try await measured
            #expect(result.errors == ["OUTCOME_UNKNOWN": 12])
            #expect(result.warnings.contains { $0.contains("a connection was lost") })
        }
    }

    @Test func countsCallsThatNeverLeftBecauseAllLanesWaited() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler) { server in
            var shape = shape
            (shape.rate, shape.seconds) = (1_000, 0.2)
            async let measured = run(shape, "Echo", calls: 1_000, on: server)
            #expect(await eventually { handler.count == 12 })
            handler.answerAllBackwards()
            #expect(await eventually { handler.count == 12 })
            await server.server.stop(grace: .zero)
            let result = try await measured
            #expect(result.calls == 12)
            #expect(result.errors == ["OUTCOME_UNKNOWN": 12, "NOT_SENT": 176])
            #expect(result.latency.max >= 175_000)
        }
    }

    @Test func saysThatNobodyListens() async throws {
        let folder = try TemporaryFolder()
        let address = SocketAddress.unix(path: folder.path + "/none.sock")
        #expect(throws: (any Error).self) {
            try Generator(address, showsProgress: false)
        }
    }

    @Test func holdsIdleConnectionsOpenUntilTheyAreLetGo() async throws {
        try await TestServer.run { server in
            let idle = try IdleConnections(20, to: server.address)
            #expect(server.metrics.last("rpc_server_connections") == 20)
            idle.close()
            #expect(await eventually { server.metrics.last("rpc_server_connections") == 0 })
        }
    }

    @Test func saysWhyTheServerTurnsIdleConnectionsAway() async throws {
        var limits = Limits()
        limits.connectionsMax = 3
        try await TestServer.run(limits: limits) { server in
            let error = #expect(throws: (any Error).self) {
                try IdleConnections(4, to: server.address)
            }
            #expect(error.map { "\($0)" }?.contains("--connections-max") == true)
        }
    }
}
