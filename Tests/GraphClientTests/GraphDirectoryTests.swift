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
            let found = try await GraphDirectory(connection)
                .definition(name: "paid", language: "en", account: account)

            #expect(found?.status == "APPROVED")
            #expect(found?.namespace == "ba30")
            let base = "GET /v25.0/700000000000001"
            let list =
                "\(base)/message_templates?fields=name%2Clanguage%2Cstatus%2Ccategory"
                + "%2Cparameter_format%2Ccomponents&name=paid&limit=100"
            #expect(
                peer.requests.map(\.line) == [
                    "\(list) HTTP/1.1", "\(list)&after=c%3D2 HTTP/1.1",
                    "\(base)?fields=message_template_namespace HTTP/1.1",
                ])
            #expect(peer.requests.allSatisfy { $0.head.contains("Bearer \(accessToken)") })
            #expect(!peer.requests.contains { $0.line.contains(accessToken) })
        }
    }

    @Test func findsNothingWhereNameOrLanguageDiffer() async throws {
        try await withPeer {
            $0.answering("200 OK", page([("paid", "en_US"), ("paid_en", "en")]))
        } _: { _, connection in
            let found = try await GraphDirectory(connection)
                .definition(name: "paid", language: "en", account: account)

            #expect(found == nil)
        }
    }

    @Test(arguments: [
        (
            "401 Unauthorized", #"{"error":{"code":190}}"#,
            "the access token has expired or is not valid (code 190)"
        ),
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
