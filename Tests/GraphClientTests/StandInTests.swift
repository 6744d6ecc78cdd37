import Foundation
import LocalEnvironment
import Notifications
import TestKit
import Testing
import WhatsApp

@testable import GraphClient

/// The bench's stand-in for Meta, `paynotify-floor meta`, against the daemon's own parts.
struct StandInTests {
    private static let secret = "app-secret"

    /// Starts it with a peer for its sandbox, and lets the body call it.
    private func withStandIn<Result: Sendable>(
        _ options: [String] = [],
        sandbox script: @escaping ScriptedPeer.Script = { $0.answering("404 Not Found", "") },
        _ body: (GraphConnection, ScriptedPeer) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        let sandbox = try ScriptedPeer(script)
        defer { sandbox.stop() }
        let program = try await Program(
            "paynotify-floor", ["meta", "--sandbox", sandbox.baseURL] + options,
            log: URL(fileURLWithPath: folder.path("meta.log")))
        var graph = GraphOptions()
        graph.baseURL = "http://127.0.0.1:" + (try await program.line(after: "127.0.0.1:"))
        let connection = try GraphConnection(options: graph)
        do {
            let result = try await body(connection, sandbox)
            await connection.shutdown()
            try await program.stop()
            return result
        } catch {
            await connection.shutdown()
            throw error
        }
    }

    @Test func acceptsEachMessageUnderAnIDOfItsOwn() async throws {
        let results = try await withStandIn { connection, _ in
            let sender = GraphSender(connection)
            var results: [SendResult] = []
            for number in 1...3 {
                results.append(await sender.send(outbound(token: "t-\(number)"), from: account))
            }
            return results
        }

        let ids = results.compactMap { result in
            if case .accepted(let id, isHeld: false, let names) = result,
                names.waID == "96512345678"
            {
                id.rawValue
            } else {
                nil
            }
        }
        #expect(Set(ids).count == 3, "\(results)")
    }

    @Test func answersAfterItsLatency() async throws {
        let taken = try await withStandIn(["--latency-ms", "80"]) { connection, _ in
            let start = ContinuousClock.now
            let result = await GraphSender(connection).send(outbound(), from: account)
            #expect(result.kind == .accepted)
            return start.duration(to: .now)
        }

        #expect(taken >= .milliseconds(80))
    }

    @Test func leavesWhatIsNoMessageToTheSandbox() async throws {
        let body = #"{"data":[{"id":"800000000000002"}]}"#
        try await withStandIn(sandbox: { connection in
            connection.answering("200 OK", body)
        }) { connection, sandbox in
            let directory = GraphDirectory(connection)
            // Twice: the connection that the first went over is closed after its answer.
            for _ in 1...2 { #expect(try await directory.claim(of: account) == .valid) }

            let request = try #require(sandbox.requests.first)
            #expect(request.line.hasPrefix("GET /v26.0/700000000000001/phone_numbers?"))
            #expect(request.head.contains("Authorization: Bearer \(accessToken)"))
            #expect(await GraphSender(connection).send(outbound(), from: account).kind == .accepted)
            #expect(sandbox.requests.count == 2)
        }
    }

    /// Bodies of 64 lengths in a row: each remainder of the hash's blocks is among them.
    @Test func signsAndTellsOfEachMessageTwice() async throws {
        let tokens = (1...64).map { String(repeating: "t", count: $0) }
        let gateway = try ScriptedPeer { connection in
            while connection.readRequest() != nil { connection.write(answer("200 OK", "")) }
        }
        defer { gateway.stop() }
        try await withStandIn([
            "--receipts", gateway.baseURL + "/webhooks/whatsapp/a", "--app-secret", Self.secret,
        ]) { connection, _ in
            for (number, token) in tokens.enumerated() {
                var account = account
                account.phoneNumberID = PhoneNumberID(rawValue: "80000000000000\(number)")
                _ = await GraphSender(connection).send(outbound(token: token), from: account)
            }
            try await until { gateway.requests.count == tokens.count }
        }

        let check = SignatureCheck(appSecret: Secret(Self.secret))
        var told: [String: [Receipt.Status]] = [:]
        for request in gateway.requests {
            let header = request.head.split(separator: "\r\n")
                .first { $0.hasPrefix(SignatureCheck.headerName) }?.split(separator: " ").last
            let body = Array(request.body.utf8)
            let isSigned = check.accepts(header: header.map(String.init), body: body)
            #expect(isSigned, "\(request.head)")
            #expect(request.line == "POST /webhooks/whatsapp/a HTTP/1.1")
            for case .receipt(let report) in try Webhook(body: body).events {
                told[report.token?.rawValue ?? "", default: []].append(report.status)
            }
        }
        #expect(told.keys.sorted() == tokens.sorted())
        #expect(told.values.allSatisfy { $0 == [.sent, .delivered] }, "\(told)")
    }

    @Test func repeatsReceiptsThatTheGatewayRefuses() async throws {
        let gateway = try ScriptedPeer { connection in
            connection.readRequest()
            connection.write(answer("503 Service Unavailable", ""))
            connection.readRequest()
            connection.write(answer("200 OK", ""))
            connection.readRequest()
        }
        defer { gateway.stop() }
        try await withStandIn([
            "--receipts", gateway.baseURL + "/", "--app-secret", Self.secret,
        ]) { connection, _ in
            _ = await GraphSender(connection).send(outbound(), from: account)
            try await until { gateway.requests.count == 2 }
        }

        #expect(Set(gateway.requests.map(\.body)).count == 1)
    }

    /// Waits for what another program does, at most 20 s.
    private func until(_ condition: () -> Bool) async throws {
        for _ in 0..<1_000 {
            if condition() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("it did not come to pass")
    }
}
