import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(2))) struct ServerTests {
    enum Setup: String, CaseIterable, Sendable {
        case router, live

        var testing: TestingSetup { self == .router ? .router : .live }
    }

    private let authorization: HTTPFields = [.authorization: Fixture.token]

    @Test(arguments: Setup.allCases)
    func servesTheWholeWayOverHTTP(setup: Setup) async throws {
        try await application().test(setup.testing) { client in
            let created = try await client.execute(
                uri: "/v25.0/\(Fixture.wabaID)/message_templates", method: .post,
                headers: authorization, body: Fixture.payment.buffer)
            #expect(created.status == .ok)
            let sent = try await client.execute(
                uri: "/v25.0/\(Fixture.numberID)/messages", method: .post,
                headers: authorization, body: Fixture.message.buffer)
            #expect(sent.status == .ok)
            let listed = try await client.execute(
                uri: "/sandbox/messages?to=%2B\(Fixture.recipient)&limit=1", method: .get)
            #expect(try listed.json["messages"]?.array?.count == 1)
            #expect(String(buffer: listed.body).contains("149,90 €"))
            let health = try await client.execute(uri: "/sandbox/health", method: .get)
            #expect(try health.json == ["status": "ok"])
        }
    }

    @Test(arguments: Setup.allCases)
    func answersErrorsInMetasEnvelopeWithMetasEscapes(setup: Setup) async throws {
        try await application().test(setup.testing) { client in
            let answer = try await client.execute(
                uri: "/v25.0/%C3%A4", method: .get, headers: authorization)

            #expect(answer.status == .badRequest)
            #expect(String(buffer: answer.body).contains(#"\u00e4"#))
            #expect(try answer.json["error"]?["error_subcode"] == 33)
            let version = try #require(HTTPField.Name("facebook-api-version"))
            let trace = try #require(HTTPField.Name("x-fb-trace-id"))
            #expect(answer.headers[version] == "v25.0")
            #expect(
                try answer.json["error"]?["fbtrace_id"]?.string == answer.headers[trace])
        }
    }

    @Test(arguments: [("/v14.0", "v21.0"), ("", "v21.0"), ("/v26.0", "v26.0")])
    func saysWhichVersionServedACall(prefix: String, served: String) async throws {
        try await application().test(.router) { client in
            let answer = try await client.execute(
                uri: "\(prefix)/\(Fixture.wabaID)", method: .get, headers: authorization)

            let version = try #require(HTTPField.Name("facebook-api-version"))
            #expect(answer.status == .ok)
            #expect(answer.headers[version] == served)
        }
    }

    @Test(arguments: Setup.allCases)
    func refusesABodyThatIsNoJSON(setup: Setup) async throws {
        try await application().test(setup.testing) { client in
            for text in ["{", "to=1&type=template"] {
                let answer = try await client.execute(
                    uri: "/v25.0/\(Fixture.numberID)/messages", method: .post,
                    headers: authorization, body: ByteBuffer(string: text))

                #expect(try answer.json["error"]?["code"] == 100)
            }
        }
    }

    @Test func refusesABodyAboveTheLimitAndClosesTheConnection() async throws {
        try await application().test(.live) { client in
            let answer = try await client.execute(
                uri: "/v25.0/\(Fixture.numberID)/messages", method: .post,
                headers: authorization,
                body: ByteBuffer(repeating: 0x20, count: Limits.requestBytesMax + 1))

            #expect(answer.status == .contentTooLarge)
            #expect(answer.headers[.connection] == "close")
        }
    }

    @Test func refusesABodyThatDoesNotArriveInTime() async throws {
        let (parts, _) = AsyncStream.makeStream(of: ByteBuffer.self)
        let request = Request(
            head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/"),
            body: RequestBody(asyncSequence: parts))

        let body = try await RequestBodyReader(
            alarms: Alarms(.running()), timeout: .milliseconds(5)
        ).read(request)

        #expect(body == .failure(.bodyTooSlow))
    }

    @Test func linksTheNextPageUnderTheHostThatWasAsked() async throws {
        try await application().test(.live) { client in
            for name in ["a", "b"] {
                _ = try await client.execute(
                    uri: "/v25.0/\(Fixture.wabaID)/message_templates", method: .post,
                    headers: authorization,
                    body: Fixture.named.with("name", .string(name)).buffer)
            }
            let page = try await client.execute(
                uri: "/v25.0/\(Fixture.wabaID)/message_templates?limit=1", method: .get,
                headers: authorization)
            let next = try #require(page.json["paging"]?["next"]?.string)
            let link = try #require(URLComponents(string: next))
            #expect(link.host == "localhost")

            let rest = try await client.execute(
                uri: link.path + "?" + (link.query ?? ""), method: .get, headers: authorization)

            #expect(try rest.json["data"]?.array?.map { $0["name"] } == ["b"])
            #expect(try rest.json["paging"]?["next"] == nil)
        }
    }

    private func application() throws -> some ApplicationProtocol {
        SandboxServer(
            platform: try Platform(PlatformOptions()), host: "127.0.0.1", port: 0,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).application()
    }
}

extension JSON {
    fileprivate var buffer: ByteBuffer { ByteBuffer(bytes: encoded(.minimal)) }
}

extension TestResponse {
    fileprivate var json: JSON {
        get throws { try JSON(parsing: Array(body.readableBytesView)) }
    }
}
