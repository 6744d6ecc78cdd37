import HummingbirdTesting
import Notifications
import ServiceLifecycle
import TestKit
import Testing

@testable import Gateway

/// What the gateway does to connections, shown over loopback: each test ends with its connection.
@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    private let head = "POST \(webhookPath) HTTP/1.1\r\nHost: x\r\n"
    private var signed: String { head + "X-Hub-Signature-256: sha256=00\r\n" }

    @Test func servesSeveralRequestsOnOneConnection() async throws {
        let body = webhook([status("a")])
        let request =
            "\(head)X-Hub-Signature-256: \(signature(of: body))\r\n"
            + "Content-Length: \(body.utf8.count)\r\n"

        let answer = try await exchange(
            "\(request)\r\n\(body)\(request)Connection: close\r\n\r\n\(body)")

        #expect(answer.split(separator: "HTTP/1.1 200 OK").count == 2)
    }

    @Test(arguments: [
        ("GET \(webhookPath) HTTP/1.1\r\n\r\n", "400"),
        ("GET \(webhookPath) HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
        (
            "POST \(webhookPath) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            "501"
        ),
        (
            "POST \(webhookPath) HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\n"
                + "Content-Length: 1\r\n\r\nx", "415"
        ),
        ("GET \(webhookPath) HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n", "417"),
    ])
    func refusesWhatItDoesNotUnderstand(request: String, status: String) async throws {
        let answer = try await exchange(request)

        #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        #expect(answer.lowercased().contains("connection: close"))
    }

    @Test func endsAConnectionOfHTTP10WithItsAnswer() async throws {
        let handshake = "hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=7"
        let answer = try await exchange("GET \(webhookPath)?\(handshake) HTTP/1.0\r\n\r\n")

        #expect(answer.contains(" 200 OK"))
        #expect(answer.hasSuffix("\r\n\r\n7"))
    }

    @Test func tellsWhoAsksToGoOn() async throws {
        let body = webhook([status("a")])
        let answer = try await exchange(
            "\(head)X-Hub-Signature-256: \(signature(of: body))\r\nExpect: 100-continue\r\n"
                + "Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")

        #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK"))
    }

    @Test func readsNothingOfABodyThatIsAnnouncedTooLarge() async throws {
        let answer = try await exchange("\(signed)Content-Length: 400000000\r\n\r\nx")

        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.contains("Connection: close"))
    }

    @Test func stopsReadingABodyThatBecomesTooLarge() async throws {
        let size = 4 << 20
        let chunk = String(size, radix: 16) + "\r\n" + String(repeating: " ", count: size) + "\r\n"

        let answer = try await exchange("\(signed)Transfer-Encoding: chunked\r\n\r\n\(chunk)")

        // Unread bytes turn the end into a reset, which can overtake the answer.
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 413 "))
    }

    @Test func readsNothingOfABodyWithoutASignature() async throws {
        let answer = try await exchange("\(head)Content-Length: 100\r\n\r\nhalf")

        #expect(answer.hasPrefix("HTTP/1.1 401 "))
        #expect(answer.contains("Connection: close"))
    }

    @Test func readsNoBodyForAnUnknownAuthenticator() async throws {
        let answer = try await exchange(
            "POST /webhooks/whatsapp/x HTTP/1.1\r\nHost: x\r\nContent-Length: 400000000\r\n\r\n")

        #expect(answer.hasPrefix("HTTP/1.1 404 "))
    }

    @Test func readsNoBodyThatComesWithAQuestion() async throws {
        let answer = try await exchange(
            "GET \(webhookPath) HTTP/1.1\r\nHost: x\r\nContent-Length: 400000000\r\n\r\n")

        #expect(answer.hasPrefix("HTTP/1.1 403 "))
    }

    @Test(arguments: ["", "GET /livez HTTP/1.1\r\nHo"])
    func endsAConnectionThatSaysNothingMore(text: String) async throws {
        var options = GatewayOptions()
        options.listener.idleTimeout = .milliseconds(200)

        let answer = try await exchange(text, options: options)

        #expect(answer.isEmpty)
    }

    @Test func endsAConnectionWhoseBodyDoesNotCome() async throws {
        var options = Self.patient
        options.bodyTimeout = .milliseconds(200)

        let answer = try await exchange(
            "\(signed)Content-Length: 100\r\n\r\nhalf", options: options)

        #expect(answer.isEmpty)
    }

    @Test func takesNoEndlessHeader() async throws {
        let header = "X-Long: " + String(repeating: "x", count: 40_000) + "\r\n"

        let answer = try await exchange("GET /livez HTTP/1.1\r\nHost: x\r\n\(header)\r\n")

        #expect(!answer.contains("200 OK"))
    }

    @Test func endsInTimeAlthoughARequestIsHalfSent() async throws {
        var options = Self.patient
        options.listener.port = 0
        options.listener.shutdownTimeout = .milliseconds(200)
        let fixture = Fixture(options: options)
        let (ports, port) = AsyncStream<Int>.makeStream()
        let group = ServiceGroup(
            services: [fixture.gateway.service { port.yield($0) }], logger: quiet)

        async let end: Void = group.run()
        for await port in ports {
            async let answer = GatewayTests.exchange(
                "\(signed)Content-Length: 100\r\n\r\nhalf", port: port)
            // The head has to be there before the end, or there is nothing to cut off.
            while fixture.store.questionsAsked == 0 { await Task.yield() }
            await group.triggerGracefulShutdown()
            #expect(try await answer.isEmpty)
            break
        }
        try await end
    }

    /// Options with which no connection ends merely because nothing happens on it.
    private static var patient: GatewayOptions {
        var options = GatewayOptions()
        options.listener.idleTimeout = .seconds(600)
        options.bodyTimeout = .seconds(600)
        return options
    }

    private func exchange(
        _ text: String, options: GatewayOptions = patient
    ) async throws -> String {
        try await Fixture(options: options).live { client in
            try await GatewayTests.exchange(text, port: client.port ?? 0)
        }
    }
}
