import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Sandbox

/// The sender against a receiver that listens on loopback.
@Suite(.timeLimit(.minutes(2))) struct WebhookSenderTests {
    @Test func repeatsHandshakeAndStatusesUntilTheReceiverTakesThem() async throws {
        let receiver = Receiver(wrongChallenges: 1, refusedPosts: 2)

        try await receiver.application.test(.live) { client in
            let port = try #require(client.port)
            var options = PlatformOptions()
            options.seed.webhookURL = "http://127.0.0.1:\(port)/hook"
            options.statusDelay = .milliseconds(1)
            let platform = try await Platform.withTemplates(options)
            let wamid = try #require(await platform.send(Fixture.message).wamid)
            try await sending(for: platform) {
                // Two templates were approved, two statuses are told, two posts are refused.
                for await count in receiver.taken where count == 4 { break }
            }

            let statuses = receiver.statuses
            #expect(statuses.map(\.wamid) == [wamid, wamid])
            #expect(statuses.map(\.status) == ["sent", "delivered"])
            #expect(receiver.handshakes == 2)
            #expect(receiver.badSignatures == 0)
        }
    }

    @Test func tellsAnEarlyStatusBeforeItAnswersTheSendCall() async throws {
        let receiver = Receiver(wrongChallenges: 0, refusedPosts: 0)

        try await receiver.application.test(.live) { hook in
            var options = PlatformOptions()
            options.seed.webhookURL = "http://127.0.0.1:\(try #require(hook.port))/hook"
            options.statusDelay = .seconds(3_600)
            options.receipts = ReceiptRules([ReceiptRule(isEarly: true)])
            let platform = try await Platform.withTemplates(options)
            try await sending(for: platform) {
                for await count in receiver.taken where count == 2 { break }
                let server = SandboxServer(
                    platform: platform, host: "127.0.0.1", port: 0,
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
                try await server.application().test(.live) { client in
                    let answer = try await client.execute(
                        uri: "/v25.0/\(Fixture.numberID)/messages", method: .post,
                        headers: [.authorization: Fixture.token],
                        body: ByteBuffer(bytes: Fixture.message.encoded(.minimal)))

                    #expect(answer.status == .ok)
                    #expect(receiver.statuses.map(\.status) == ["sent"])
                }
            }
        }
    }

    @Test func isRefusedByAPortWhereNobodyListens() async {
        let transport = HTTPWebhookTransport()

        let reply = await transport.get("http://127.0.0.1:1/hook")

        #expect(reply == nil)
        await #expect(throws: Never.self) { try await transport.shutdown() }
    }

    @Test func waitsForAnAnswerOnlySoLong() async throws {
        let router = Router()
        let (gate, opened) = AsyncStream.makeStream(of: Void.self)
        router.get("hook") { _, _ -> String in
            for await _ in gate {}
            return "late"
        }
        try await loopback(router).test(.live) { client in
            let transport = HTTPWebhookTransport(timeout: .milliseconds(50))

            let reply = await transport.get("http://127.0.0.1:\(client.port ?? 0)/hook")

            opened.finish()
            #expect(reply == nil)
            try await transport.shutdown()
        }
    }

    @Test func followsNoRedirect() async throws {
        let router = Router()
        router.post("hook") { _, _ in
            Response(status: .temporaryRedirect, headers: [.location: "/other"])
        }
        router.post("other") { _, _ in "taken" }
        try await loopback(router).test(.live) { client in
            let transport = HTTPWebhookTransport()
            let url = "http://127.0.0.1:\(client.port ?? 0)/hook"

            let reply = await transport.post(url, body: [], signatures: [:])

            #expect(reply?.status == 307)
            try await transport.shutdown()
        }
    }

    private func loopback(
        _ router: Router<BasicRequestContext>
    ) -> Application<RouterResponder<BasicRequestContext>> {
        Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)))
    }

    private func sending(
        for platform: Platform, until done: @Sendable @escaping () async throws -> Void
    ) async throws {
        let transport = HTTPWebhookTransport()
        let sender = WebhookSender(platform: platform, transport: transport)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sender.run() }
            group.addTask { try await done() }
            try await group.next()
            group.cancelAll()
        }
        try await transport.shutdown()
    }
}

@Suite(.timeLimit(.minutes(1))) struct BellTests {
    @Test func keepsARingForTheNextWaiter() async {
        let wakeSignal = WakeSignal()

        wakeSignal.signal()

        await wakeSignal.wait(atMost: nil)
    }

    @Test func wakesAWaiterAfterTheTime() async {
        await WakeSignal().wait(atMost: .milliseconds(1))
    }

    @Test func keepsARingThatComesAfterAWaitRanOutOfTime() async {
        let wakeSignal = WakeSignal()
        await wakeSignal.wait(atMost: .milliseconds(1))

        wakeSignal.signal()

        await wakeSignal.wait(atMost: nil)
    }

    @Test func letsACancelledWaiterGo() async {
        let wakeSignal = WakeSignal()
        let task = Task { await wakeSignal.wait(atMost: nil) }

        task.cancel()

        await task.value
    }

    @Test func wakesAWaiterByARing() async {
        let wakeSignal = WakeSignal()
        let task = Task { await wakeSignal.wait(atMost: nil) }

        wakeSignal.signal()

        await task.value
    }
}

/// A receiver that answers wrongly at first, and remembers what it took.
private final class Receiver: Sendable {
    struct State {
        var handshakes = 0
        var posts = 0
        var badSignatures = 0
        var statuses: [(wamid: String, status: String)] = []
        var taken = 0
    }

    /// How many posts were answered with 200, each time that grows.
    let taken: AsyncStream<Int>
    private let progress: AsyncStream<Int>.Continuation
    private let state = Mutex(State())
    private let wrongChallenges: Int
    private let refusedPosts: Int

    init(wrongChallenges: Int, refusedPosts: Int) {
        self.wrongChallenges = wrongChallenges
        self.refusedPosts = refusedPosts
        (taken, progress) = AsyncStream.makeStream()
    }

    var statuses: [(wamid: String, status: String)] { state.withLock(\.statuses) }

    var handshakes: Int { state.withLock(\.handshakes) }
    var badSignatures: Int { state.withLock(\.badSignatures) }

    var application: Application<RouterResponder<BasicRequestContext>> {
        let router = Router()
        router.get("hook") { request, _ in
            let challenge = request.uri.queryParameters["hub.challenge"].map(String.init) ?? ""
            return self.isWrongChallenge ? "\"\(challenge)\"" : challenge
        }
        router.post("hook") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            let name = try #require(HTTPField.Name(WebhookSignature.header))
            return self.take(Data(body.readableBytesView), request.headers[name] ?? "")
        }
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)))
    }

    private var isWrongChallenge: Bool {
        state.withLock { state in
            state.handshakes += 1
            return state.handshakes <= wrongChallenges
        }
    }

    private func take(_ body: Data, _ signature: String) -> HTTPResponse.Status {
        state.withLock { state in
            state.posts += 1
            let code = HMAC<SHA256>.authenticationCode(
                for: body, using: SymmetricKey(data: Data("sandbox-app-secret".utf8)))
            let hex = code.map { String(format: "%02x", $0) }.joined()
            if signature != "sha256=" + hex { state.badSignatures += 1 }
            guard state.posts > refusedPosts else { return .serviceUnavailable }
            state.taken += 1
            progress.yield(state.taken)
            let change = (try? JSON(parsing: Array(body)))?["entry"]?.array?.first?["changes"]
            for status in change?.array?.first?["value"]?["statuses"]?.array ?? [] {
                state.statuses.append((status["id"]?.string ?? "", status["status"]?.string ?? ""))
            }
            return .ok
        }
    }
}

extension Platform {
    /// A platform on the machine's clocks, with the fixtures' templates.
    fileprivate static func withTemplates(_ options: PlatformOptions) async throws -> Platform {
        let platform = try Platform(options)
        for template in [Fixture.payment, Fixture.named] {
            _ = await platform.post("/v25.0/\(Fixture.wabaID)/message_templates", template)
        }
        return platform
    }
}
