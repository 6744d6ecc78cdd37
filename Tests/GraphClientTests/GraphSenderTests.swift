import Notifications
import Synchronization
import Testing

@testable import GraphClient

@Suite struct GraphSenderTests {
    @Test func sendsOneRequestAsMetaDescribesIt() async throws {
        try await withPeer { connection in
            connection.readRequest()
            connection.write(answer("200 OK", acceptedBody))
        } _: { peer, connection in
            let departures = Mutex(0)
            let result = await GraphSender(connection).send(outbound(), from: account) {
                departures.withLock { $0 += 1 }
            }

            #expect(result == accepted)
            #expect(departures.withLock(\.self) == 1)
            let request = try #require(peer.requests.first)
            #expect(peer.requests.count == 1)
            #expect(request.line == "POST /v26.0/800000000000002/messages?\(proof) HTTP/1.1")
            #expect(request.head.contains("\r\nAuthorization: Bearer \(accessToken)\r\n"))
            #expect(request.head.contains("\r\nContent-Type: application/json\r\n"))
            #expect(request.body.contains(#""biz_opaque_callback_data":"attempt-1""#))
            #expect(!request.body.contains(accessToken))
        }
    }

    @Test(arguments: [
        (131_008, RefusalClass.stopMessage), (131_026, .stopRecipient), (132_015, .pauseTemplate),
        (132_001, .stopTemplate), (190, .stopSender(.credentials)), (130_429, .throughput),
        (131_999, .unclassified),
    ])
    func tellsEachClassOfRefusal(code: Int, refusal: RefusalClass) async throws {
        let body = #"{"error":{"message":"x","code":\#(code)}}"#
        let result = try await outcome { $0.answering("400 Bad Request", body) }

        guard case .refused(code, refusal, _) = result else {
            Issue.record("\(result) is not a refusal with \(code) and \(refusal)")
            return
        }
    }

    @Test(arguments: [
        ("200 OK", "garbage"), ("502 Bad Gateway", "<html>bad gateway</html>"),
        ("500 Error", #"{"error":{"code":131000}}"#), ("400 Bad", #"{"error":{"code":131000}}"#),
        ("408 Request Timeout", ""),
    ])
    func doesNotKnowTheOutcomeOfOtherAnswers(status: String, body: String) async throws {
        let result = try await outcome { $0.answering(status, body) }

        #expect(result.kind == .unknown)
    }

    @Test(arguments: [
        ("7", Duration.seconds(7)), ("0", .zero), ("99999999", .seconds(3_600)), ("-1", nil),
        ("soon", nil), ("Wed, 21 Oct 2026 07:28:00 GMT", nil),
    ])
    func showsHowLongMetaWantsToBeLeftAlone(value: String, delay: Duration?) async throws {
        let result = try await outcome { connection in
            connection.readRequest()
            connection.write(answer("429 Slow", "", headers: "Retry-After: \(value)\r\n"))
        }

        guard case .refused(0, .retry(after: delay), _) = result else {
            Issue.record("\(result) is not a retry after \(String(describing: delay))")
            return
        }
    }

    @Test(arguments: ["301 Moved", "307 Temporary Redirect", "308 Permanent Redirect"])
    func followsNoRedirect(status: String) async throws {
        try await withPeer { connection in
            while connection.readRequest() != nil {
                connection.write(answer(status, "", headers: "Location: /elsewhere\r\n"))
            }
        } _: { peer, connection in
            let result = await GraphSender(connection).send(outbound(), from: account)

            #expect(result.kind == .unknown)
            #expect(peer.requests.count == 1)
        }
    }

    @Test func knowsThatARefusedConnectionSentNothing() async throws {
        let (descriptor, port) = try bindToLoopback()
        defer { PeerConnection(descriptor) { _ in }.close() }
        var options = GraphOptions()
        options.baseURL = "http://127.0.0.1:\(port)"
        let connection = try GraphConnection(options: options)

        let result = await GraphSender(connection).send(outbound(), from: account) {
            Issue.record("nothing leaves")
        }
        await connection.shutdown()

        guard case .notSent(let detail) = result else {
            Issue.record("\(result) is not the proof that nothing was sent")
            return
        }
        #expect(detail.contains("errno: 111"))
    }

    @Test func doesNotKnowTheOutcomeWhenTheConnectionEndsAfterTheBody() async throws {
        let result = try await outcome { $0.readRequest() }

        #expect(result == .unknown(code: 0, detail: "Remote connection closed"))
    }

    @Test func doesNotKnowTheOutcomeWhenTheConnectionIsResetAfterTheBody() async throws {
        let result = try await outcome {
            $0.readRequest()
            $0.reset()
        }

        #expect(result.kind == .unknown)
    }

    @Test func doesNotKnowTheOutcomeWhenTheAnswerIsCut() async throws {
        let result = try await outcome {
            $0.readRequest()
            $0.write("HTTP/1.1 400 Bad\r\nContent-Length: 100\r\n\r\n{\"error\":{\"code\":131008}}")
        }

        #expect(result.kind == .unknown)
    }

    @Test(arguments: [
        "Content-Length: 2000000\r\n\r\n", "Connection: close\r\n\r\n",
    ])
    func readsNoEndlessAnswer(rest: String) async throws {
        let result = try await outcome {
            $0.readRequest()
            $0.write("HTTP/1.1 200 OK\r\n\(rest)")
            $0.write(String(repeating: "x", count: 2_000_000))
        }

        #expect(result == .unknown(code: 0, detail: "the answer is too large"))
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"])
    func givesUpAtTheDeadlineWhereverTheAnswerStalls(written: String) async throws {
        let clock = StoppedClock()
        try await withPeer(
            { connection in
                connection.readRequest()
                connection.write(written)
                clock.passAllTime()
                _ = connection.readToEnd()
            }, clock: clock
        ) { _, connection in
            let result = await GraphSender(connection).send(outbound(), from: account)

            let detail = "no whole answer within 30.0 seconds"
            #expect(result == .unknown(code: 0, detail: detail))
        }
    }

    @Test func sendsNothingForACancelledTask() async throws {
        try await withPeer {
            $0.answering("200 OK", acceptedBody)
        } _: { peer, connection in
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                return await GraphSender(connection).send(outbound(), from: account)
            }
            task.cancel()

            #expect(await task.value == .notSent(detail: "cancelled"))
            #expect(peer.requests.isEmpty)
        }
    }

    @Test func neverShowsTheToken() async throws {
        let account = SenderAccount(
            phoneNumberID: account.phoneNumberID, accountID: account.accountID,
            accessToken: Secret("\(accessToken)\r\nX-Other: 1"), appSecret: account.appSecret)
        try await withPeer {
            $0.answering("200 OK", acceptedBody)
        } _: { peer, connection in
            let result = await GraphSender(connection).send(outbound(), from: account)

            #expect(result == .notSent(detail: "Invalid header field values"))
            #expect(peer.requests.isEmpty)
        }
    }

    private func outcome(_ script: @escaping ScriptedPeer.Script) async throws -> SendResult {
        try await withPeer(script) { _, connection in
            await GraphSender(connection).send(outbound(), from: account)
        }
    }
}

extension PeerConnection {
    /// Reads one request and answers it.
    func answering(_ status: String, _ body: String) {
        readRequest()
        write(answer(status, body))
    }
}

/// What a result is, without its details.
enum Kind: Sendable { case accepted, refused, notSent, unknown }

extension SendResult {
    var kind: Kind {
        switch self {
        case .accepted: .accepted
        case .refused: .refused
        case .notSent: .notSent
        case .unknown: .unknown
        }
    }
}
