import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import Sandbox

/// What a client sees of each fault, byte by byte.
@Suite(.timeLimit(.minutes(2))) struct FaultyResponseTests {
    @Test(arguments: [("before", 0), ("after", 1)])
    func resetsTheConnection(when: String, accepted: Int) async throws {
        let (reply, platform) = try await exchange(["type": "reset", "when": .string(when)])

        #expect(reply.text == "")
        #expect(reply.ending == .reset)
        #expect(await platform.journal.count == accepted)
    }

    @Test(arguments: [("before", 0), ("after", 1)])
    func answers502WithoutJSON(when: String, accepted: Int) async throws {
        let (reply, platform) = try await exchange(["type": "bad_gateway", "when": .string(when)])

        #expect(reply.text.hasPrefix("HTTP/1.1 502 "))
        #expect(reply.text.contains("text/html"))
        #expect(reply.text.contains("<h1>") || reply.text.contains("<body>"))
        #expect(await platform.journal.count == accepted)
    }

    @Test(arguments: [("before", 0), ("after", 1)])
    func answersWithAnEmptyBody(when: String, accepted: Int) async throws {
        let (reply, platform) = try await exchange(["type": "empty_body", "when": .string(when)])

        #expect(reply.text.hasPrefix("HTTP/1.1 200 "))
        #expect(reply.text.lowercased().contains("content-length: 0\r\n"))
        #expect(reply.text.hasSuffix("\r\n\r\n"))
        #expect(await platform.journal.count == accepted)
    }

    @Test func cutsTheBodyOffInTheMiddle() async throws {
        let (reply, platform) = try await exchange(["type": "truncated"])

        let parts = reply.text.split(separator: "\r\n\r\n", maxSplits: 1)
        try #require(parts.count == 2)
        let length = try #require(Self.contentLength(parts[0]))
        #expect(parts[1].utf8.count == length / 2)
        #expect(parts[1].contains("contacts"))
        #expect(reply.ending == .closed)
        #expect(await platform.journal.count == 1)
    }

    @Test func dripsTheBody() async throws {
        let (reply, platform) = try await exchange(
            ["type": "slow_body", "seconds": 1_000])

        #expect(reply.text.hasPrefix("HTTP/1.1 200 "))
        #expect(reply.text.hasSuffix("}"))
        #expect(platform.time.uptime() >= .seconds(1_000))
        #expect(await platform.journal.count == 1)
    }

    @Test(arguments: [("before", 0), ("after", 1)])
    func hangsForATimeAndCloses(when: String, accepted: Int) async throws {
        let (reply, platform) = try await exchange(
            ["type": "hang", "when": .string(when), "seconds": 1_000])

        #expect(reply.text == "")
        #expect(reply.ending == .closed)
        #expect(platform.time.uptime() >= .seconds(1_000))
        #expect(await platform.journal.count == accepted)
    }

    @Test func hangsUntilTheClientHasGone() async throws {
        let (reply, platform) = try await exchange(
            ["type": "hang", "when": "after"], atMost: .milliseconds(300))

        // The server ends only when no request is under way: the hanging one has ended.
        #expect(reply.text == "")
        #expect(reply.ending == .open)
        #expect(await platform.journal.count == 1)
    }

    @Test func leavesOutTheMessagesID() async throws {
        let (reply, platform) = try await exchange(["type": "no_message_id"])

        #expect(reply.text.hasPrefix("HTTP/1.1 200 "))
        #expect(reply.text.contains(#""messages":[{"message_status":"accepted"}]"#))
        #expect(await platform.journal.count == 1)
    }

    @Test func answersWithJSONOfAnotherShape() async throws {
        let (reply, platform) = try await exchange(["type": "wrong_json"])

        #expect(reply.text.hasSuffix(#"{"success":true}"#))
        #expect(await platform.journal.count == 1)
    }

    @Test func answersAnInjectedErrorInTheEnvelope() async throws {
        let fault: JSON = [
            "type": "error", "code": 130_429, "status": 429, "subcode": 2_494_055,
            "message": "Slow down", "is_transient": true,
        ]
        let (reply, platform) = try await exchange(fault)

        #expect(reply.text.hasPrefix("HTTP/1.1 429 "))
        #expect(reply.text.contains(#""message":"(#130429) Slow down""#))
        #expect(reply.text.contains(#""error_subcode":2494055"#))
        #expect(reply.text.contains(#""is_transient":true"#))
        #expect(await platform.journal.count == 0)
    }

    @Test func holdsTheAnswerBackForItsLatency() async throws {
        var options = PlatformOptions()
        options.latency = try Latency(p50: .seconds(500), p99: .seconds(500))
        let (reply, platform) = try await exchange(nil, options)

        #expect(reply.text.hasPrefix("HTTP/1.1 200 "))
        #expect(platform.time.uptime() >= .seconds(500))
    }

    /// Sends one message to a server whose clock runs 10,000 times as fast as time.
    private func exchange(
        _ fault: JSON?, _ options: PlatformOptions = PlatformOptions(),
        atMost time: Duration = .seconds(20)
    ) async throws -> (RawConnection.Reply, Platform) {
        let platform = try Platform(options, time: .running(scale: 10_000))
        _ = await platform.post("/v25.0/\(Fixture.wabaID)/message_templates", Fixture.payment)
        if let fault {
            let rule: JSON = ["id": "f", "match": ["endpoint": "messages"], "fault": fault]
            try #require(await platform.post("/sandbox/faults", rule).status == 200)
        }
        let server = SandboxServer(
            platform: platform, host: "127.0.0.1", port: 0,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let reply = try await server.application().test(.live) { client in
            try await RawConnection.exchange(
                port: try #require(client.port), RawConnection.send(Fixture.message), atMost: time)
        }
        return (reply, platform)
    }

    private static func contentLength(_ head: Substring) -> Int? {
        head.lowercased().split(separator: "\r\n")
            .first { $0.hasPrefix("content-length: ") }
            .flatMap { Int($0.dropFirst("content-length: ".count)) }
    }
}
