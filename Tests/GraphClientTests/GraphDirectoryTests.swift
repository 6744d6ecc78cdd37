import Notifications
import Testing

@testable import GraphClient

@Suite struct GraphDirectoryTests {
    @Test func findsTheTemplateOnTheSecondPageAndAsksForTheNamespace() async throws {
        try await withPeer { connection in
            connection.answering(
                "200 OK", page([("paid_2", "en"), ("paid", "en_US")], next: "c=2"))
            connection.answering("200 OK", page([("paid", "en"), ("paid", "ar")]))
            connection.answering("200 OK", #"{"message_template_namespace":"ba30","id":"7"}"#)
        } _: { peer, connection in
            let answer = try await GraphDirectory(connection)
                .definition(name: "paid", language: "en", account: account)
            let found = answer.definition

            #expect(found?.status == "APPROVED")
            #expect(found?.namespace == "ba30")
            let base = "GET /v26.0/700000000000001"
            let list =
                "\(base)/message_templates?fields=name%2Clanguage%2Cstatus%2Ccategory"
                + "%2Cparameter_format%2Ccomponents&name=paid&limit=100"
            #expect(
                peer.requests.map(\.line) == [
                    "\(list)&\(proof) HTTP/1.1", "\(list)&after=c%3D2&\(proof) HTTP/1.1",
                    "\(base)?fields=message_template_namespace&\(proof) HTTP/1.1",
                ])
            #expect(peer.requests.allSatisfy { $0.head.contains("Bearer \(accessToken)") })
            #expect(!peer.requests.contains { $0.line.contains(accessToken) })
        }
    }

    @Test func namesTheLanguagesOfTheTemplateOnAllPagesWhereItLacksTheOneAskedFor() async throws {
        try await withPeer { connection in
            connection.answering(
                "200 OK", page([("paid", "en_US"), ("paid_en", "en")], next: "c=2"))
            connection.answering("200 OK", page([("paid", "ar")]))
        } _: { _, connection in
            let answer = try await GraphDirectory(connection)
                .definition(name: "paid", language: "en", account: account)

            #expect(answer == .missing(languages: ["en_US", "ar"]))
        }
    }

    @Test(arguments: [
        ("502 Bad Gateway", "<html>", "Meta answered with HTTP 502"),
        ("200 OK", "garbage", "the answer is not a page of templates"),
        ("302 Found", "", "Meta answered with HTTP 302"),
    ])
    func saysWhyMetaCouldNotBeAsked(status: String, body: String, detail: String) async throws {
        try await withPeer {
            $0.answering(status, body)
        } _: { _, connection in
            await #expect(throws: DirectoryFailure(detail: detail)) {
                try await GraphDirectory(connection)
                    .definition(name: "paid", language: "en", account: account)
            }
        }
    }

    @Test func tellsARefusalOfTheAccountFromSilence() async throws {
        try await withPeer {
            $0.answering("403 Forbidden", #"{"error":{"code":368}}"#)
        } _: { _, connection in
            let failure = DirectoryFailure(
                cause: .refused(.restricted), code: 368,
                detail: "the account is restricted for a violation of policy (code 368)")
            await #expect(throws: failure) {
                try await GraphDirectory(connection)
                    .definition(name: "paid", language: "en", account: account)
            }
        }
    }

    @Test func readsWhenMetaTakesQuestionsAgain() async throws {
        let usage = #"{"7":[{"type":"whatsapp","estimated_time_to_regain_access":3}]}"#
        try await withPeer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(
                answer(
                    "400 Bad Request", #"{"error":{"code":80007}}"#,
                    headers: "X-Business-Use-Case-Usage: \(usage)\r\n"))
        } _: { _, connection in
            do throws(DirectoryFailure) {
                _ = try await GraphDirectory(connection).details(of: account)
                Issue.record("Meta refused")
            } catch {
                #expect(error.cause == .tooManyCalls(after: .seconds(180)))
            }
        }
    }

    @Test func asksForTheDetailsOfTheNumber() async throws {
        let node =
            #"{"throughput":{"level":"HIGH"},"quality_rating":"GREEN","#
            + #""whatsapp_business_manager_messaging_limit":"TIER_10K","id":"8"}"#
        try await withPeer {
            $0.answering("200 OK", node)
        } _: { peer, connection in
            let details = try await GraphDirectory(connection).details(of: account)

            let expected = SenderDetails(
                throughput: 1_000, quality: "GREEN", messagingLimit: 10_000)
            #expect(details == expected)
            let line =
                "GET /v26.0/800000000000002?fields=throughput%2Cquality_rating"
                + "%2Cwhatsapp_business_manager_messaging_limit&\(proof) HTTP/1.1"
            #expect(peer.requests.map(\.line) == [line])
        }
    }

    @Test func failsIfTheDetailsCannotBeRead() async throws {
        try await withPeer {
            $0.answering("200 OK", "garbage")
        } _: { _, connection in
            let detail = "the answer is not the details of a phone number"
            await #expect(throws: DirectoryFailure(detail: detail)) {
                try await GraphDirectory(connection).details(of: account)
            }
        }
    }

    @Test func failsIfTheNamespaceCannotBeRead() async throws {
        try await withPeer { connection in
            connection.answering("200 OK", page([("paid", "en")]))
            connection.answering("200 OK", "garbage")
        } _: { _, connection in
            let detail = "the answer is not the account's template namespace"
            await #expect(throws: DirectoryFailure(detail: detail)) {
                try await GraphDirectory(connection)
                    .definition(name: "paid", language: "en", account: account)
            }
        }
    }

    @Test func failsIfTheConnectionEnds() async throws {
        try await withPeer {
            $0.readRequest()
        } _: { _, connection in
            await #expect(throws: DirectoryFailure(detail: "Remote connection closed")) {
                try await GraphDirectory(connection)
                    .definition(name: "paid", language: "en", account: account)
            }
        }
    }

    @Test func doesNotTurnPagesForEver() async throws {
        try await withPeer { connection in
            while connection.readRequest() != nil {
                connection.write(answer("200 OK", page([], next: "again")))
            }
        } _: { peer, connection in
            let detail = "Meta lists more than 50 pages of templates"
            await #expect(throws: DirectoryFailure(detail: detail)) {
                try await GraphDirectory(connection)
                    .definition(name: "paid", language: "en", account: account)
            }
            #expect(peer.requests.count == GraphDirectory.pagesMax)
        }
    }
}

/// A page of approved templates without components.
private func page(_ templates: [(name: String, language: String)], next: String? = nil) -> String {
    let data = templates.map {
        #"{"name":"\#($0.name)","language":"\#($0.language)","status":"APPROVED"}"#
    }
    let paging = next.map {
        #","paging":{"cursors":{"after":"\#($0)"},"next":"https://x.invalid"}"#
    }
    return #"{"data":[\#(data.joined(separator: ","))]\#(paging ?? "")}"#
}
