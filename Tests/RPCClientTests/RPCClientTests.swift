import EventLoop
import Foundation
import Framing
import Messages
import RPC
import RPCServer
import TestKit
import Testing
import Time

@testable import RPCClient

@Suite struct RPCClientTests {
    @Test(arguments: [
        TestServer.anyPort, .unix(path: "/tmp/client-\(UUID().uuidString.prefix(13)).sock"),
    ])
    func callsAMethod(_ address: SocketAddress) async throws {
        try await TestServer.run(on: address) { test in
            let client = try RPCClient(test.address.description)
            #expect(try await client.echo([1, 2, 3]) == [1, 2, 3])
            await client.close()
        }
    }

    @Test(arguments: [
        TestServer.anyPort, .unix(path: "/tmp/client-\(UUID().uuidString.prefix(13)).sock"),
    ])
    func saysThatTheServerIsFull(_ address: SocketAddress) async throws {
        var limits = Limits()
        limits.connectionsMax = 1
        let handler = HoldingHandler()
        try await TestServer.run(handler, on: address, limits: limits) { test in
            let first = RPCClient(to: test.address)
            async let held = first.echo([1])
            #expect(await eventually { handler.count == 1 })
            let second = RPCClient(to: test.address)
            let error = await #expect(throws: RPCError.self) { try await second.echo([2]) }
            #expect(error.map { "\($0)" }?.contains("the server is full") == true)
            handler.answerAllBackwards()
            let answer = try await held
            #expect(answer == [1])
            await first.close()
            await second.close()
        }
    }

    @Test func carriesManyCallsAtOnceWithinTheServersLimit() async throws {
        try await TestServer.run { test in
            let client = RPCClient(to: test.address)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<2000 {
                    group.addTask {
                        let payload = [UInt8(number & 0xFF), UInt8(number >> 8)]
                        return try await client.echo(payload) == payload
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
            let calls = "rpc_server_calls_total{method=test.Service/Echo,code=OK}"
            #expect(await eventually { test.metrics.total(calls) == 2000 })
            await client.close()
        }
    }

    @Test func carriesTheLargestMessages() async throws {
        var limits = Limits()
        limits.frame = FrameLimits()
        try await TestServer.run(limits: limits) { test in
            let client = RPCClient(to: test.address)
            let payload = [UInt8](repeating: 5, count: FrameLimits.protocolBodyBytesMax - 100)
            let echoed = try await client.echo(payload)
            #expect(echoed == payload)
            await client.close()
        }
    }

    @Test func aRefusalIsTheServersStatus() async throws {
        try await TestServer.run { test in
            let client = RPCClient(to: test.address)
            await #expect(
                throws: RPCError.refused(RPCStatus(.notFound, "there is no such thing"))
            ) {
                try await client.call(service: "test.Service", method: "Fail", payload: [])
            }
            await client.close()
        }
    }

    @Test func aCallThatBreaksARuleIsRefusedBeforeItIsSent() async throws {
        let client = RPCClient(to: TestServer.anyPort)
        let name = String(repeating: "x", count: 129)
        let error = await #expect(throws: RPCError.self) {
            try await client.call(service: name, method: "Echo", payload: [])
        }
        guard case .refused(let status) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(status.fieldViolations.map(\.field) == ["service"])
        await client.close()
    }

    @Test(arguments: [TestServer.anyPort, .unix(path: "/tmp/nobody-listens-here.sock")])
    func nobodyAtTheAddressIsTyped(_ address: SocketAddress) async throws {
        var free = address
        if address.isTCP { free = try Listener(on: address).address }
        let client = RPCClient(to: free)
        let error = await #expect(throws: RPCError.self) { try await client.echo([]) }
        let reason = address.isTCP ? "ECONNREFUSED" : "ENOENT"
        #expect(
            error == .notSent(.cannotReach(address: free.description, reason: reason)))
        await client.close()
    }

    @Test func aTextThatIsNoAddressIsRefused() {
        let error = #expect(throws: InvalidServerAddress.self) { try RPCClient("example.org") }
        #expect(error?.description.contains("the port is missing") == true)
    }

    @Test func theServerLearnsTheTimeAndTheMetadata() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler) { test in
            let client = RPCClient(to: test.address)
            let metadata = [MetadataEntry(key: "x-request-id", value: "r1")]
            let before = Moment.now
            async let reply = client.echo(
                [], CallOptions(timeout: .seconds(7), metadata: metadata))
            #expect(await eventually { handler.count == 1 })

            let call = try #require(handler.release().first)
            call.respond(.success([]))
            let deadline = try #require(call.request.deadline)
            #expect(deadline >= before + .seconds(7))
            #expect(deadline <= .now + .seconds(7))
            let answer = try await reply
            #expect(answer == [])
            let line = test.log.lines.first { $0.contains("answered a call") }
            #expect(line?.contains("\"x-request-id\": r1") == true)
            await client.close()
        }
    }

    @Test func givesUpAtItsOwnDeadline() async throws {
        let (handler, clock) = (HoldingHandler(), SteppedLoopClock())
        try await TestServer.run(handler) { test in
            let client = RPCClient(to: test.address, clock: clock)
            let reply = Task { try await client.echo([], CallOptions(timeout: .seconds(50))) }
            #expect(await eventually { handler.count == 1 })
            clock.advance(by: .seconds(50))
            await #expect(throws: RPCError.outcomeUnknown(.timedOut)) { try await reply.value }
            handler.answerAllBackwards()
            await client.close()
        }
    }

    @Test func aCancelledTaskDoesNotWait() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler) { test in
            let client = RPCClient(to: test.address)
            let task = Task { try await client.echo([]) }
            #expect(await eventually { handler.count == 1 })
            task.cancel()
            await #expect(throws: RPCError.outcomeUnknown(.cancelled)) { try await task.value }
            handler.answerAllBackwards()
            await client.close()
        }
    }

    @Test func aLostConnectionLeavesTheOutcomeUnknown() async throws {
        let handler = HoldingHandler()
        try await TestServer.run(handler) { test in
            let client = RPCClient(to: test.address)
            let reply = Task { try await client.echo([]) }
            #expect(await eventually { handler.count == 1 })
            await test.server.stop(grace: .zero)
            await #expect(
                throws: RPCError.outcomeUnknown(
                    .lost(
                        address: test.address.description, reason: "the server closed it"))
            ) { try await reply.value }
            await client.close()
        }
    }

    @Test func connectsAgainAfterTheServerWasStartedAgain() async throws {
        let clock = SystemClock()
        var address = TestServer.anyPort
        var options = RPCClientOptions()
        options.backoff.longestMax = .milliseconds(20)
        var client: RPCClient?
        try await TestServer.run { test in
            address = test.address
            client = RPCClient(
                to: test.address, options: options, clock: clock,
                random: SeededGenerator(seed: 1))
            let echoed = try await client?.echo([1])
            #expect(echoed == [1])
        }
        let kept = try #require(client)
        // The daemon is away: calls fail until it is back.
        await #expect(throws: RPCError.self) { try await kept.echo([2]) }
        try await TestServer.run(on: address) { _ in
            #expect(await eventually { (try? await kept.echo([3])) == [3] })
        }
        await kept.close()
    }

    @Test func aServerThatSpeaksAnotherProtocolIsNamed() async throws {
        let listener = try Listener(on: TestServer.anyPort)
        let client = RPCClient(to: listener.address)
        let reply = Task { try await client.echo([]) }
        let answer = Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)
        #expect(
            await eventually {
                guard case .connection(let socket) = listener.accept() else { return false }
                return (try? socket.send(answer, from: 0)) == answer.count
            })
        let error = await #expect(throws: RPCError.self) { try await reply.value }
        #expect(error?.description.contains("the server speaks HTTP") == true)
        await client.close()
    }

    @Test func callsAfterTheCloseFail() async throws {
        try await TestServer.run { test in
            let client = RPCClient(to: test.address)
            _ = try await client.echo([])
            await client.close()
            await #expect(throws: RPCError.notSent(.closed)) { try await client.echo([]) }
        }
    }

    @Test func aForgottenClientEndsItsConnection() async throws {
        try await TestServer.run { test in
            do { _ = try await RPCClient(to: test.address).echo([]) }
            #expect(await eventually { test.metrics.last("rpc_server_connections") == 0 })
        }
    }

    @Test func carriesTypedMessages() async throws {
        try await TestServer.run(HealthyHandler()) { test in
            let client = RPCClient(to: test.address)
            let health = HealthClient(client)
            let answer = try await health.check(HealthCheckRequest())
            #expect(answer.status == .serving)
            let error = await #expect(throws: RPCError.self) {
                try await MerchantsClient(client).getMerchant(GetMerchantRequest())
            }
            #expect(error?.description.hasPrefix("UNIMPLEMENTED: ") == true)
            await client.close()
        }
    }
}

/// Says that it serves; knows no other method.
private struct HealthyHandler: RequestHandler {
    let methods = MethodNames([MethodName(service: ServiceName.health, method: "Check")])

    func handle(_ batch: CallBatch, answeringTo sink: any ReplySink) {
        var replies = EncodedReplies()
        for call in batch.calls {
            replies.add(
                call.tag,
                call.method == 0
                    ? .success(HealthCheckResponse(status: .serving).encoded())
                    : .failure(RPCStatus(.unimplemented, "an unknown method")))
        }
        sink.deliver(replies)
    }
}

extension RPCClient {
    fileprivate func echo(
        _ payload: [UInt8], _ options: CallOptions = CallOptions()
    ) async throws(RPCError) -> [UInt8] {
        try await call(
            service: "test.Service", method: "Echo", payload: payload, options: options)
    }
}
