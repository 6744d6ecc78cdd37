import Notifications
import Testing

@testable import GraphClient

@Suite struct GraphClaimTests {
    private func numbers(_ ids: [String], next: String? = nil) -> String {
        let data = ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
        let paging = next.map { #","paging":{"cursors":{"after":"\#($0)"},"next":"x"}"# } ?? ""
        return #"{"data":[\#(data)]\#(paging)}"#
    }

    @Test func aNumberThatTheAccountHasStands() async throws {
        try await withPeer {
            $0.answering("200 OK", numbers(["1"], next: "c"))
            $0.answering("200 OK", numbers(["800000000000002"]))
        } _: { peer, connection in
            let claim = try await GraphDirectory(connection).claim(of: account)
            #expect(claim == .valid)
            let base = "GET /v26.0/700000000000001/phone_numbers?fields=id&limit=100"
            #expect(
                peer.requests.map(\.line) == [
                    "\(base)&\(proof) HTTP/1.1", "\(base)&after=c&\(proof) HTTP/1.1",
                ])
        }
    }

    @Test func aNumberThatTheAccountDoesNotHaveIsRefused() async throws {
        try await withPeer {
            $0.answering("200 OK", numbers(["1", "2"]))
        } _: { _, connection in
            guard case .refused(let words) = try await GraphDirectory(connection).claim(of: account)
            else {
                Issue.record("not refused")
                return
            }
            #expect(words.contains("800000000000002") && words.contains("700000000000001"))
        }
    }

    @Test func aProofThatMetaRefusesIsACredentialsRefusalInMetasWords() async throws {
        let body =
            #"{"error":{"message":"Invalid appsecret_proof provided in the API argument","#
            + #""type":"GraphMethodException","code":100}}"#
        try await withPeer {
            $0.answering("400 Bad Request", body)
        } _: { _, connection in
            let failure = await #expect(throws: DirectoryFailure.self) {
                try await GraphDirectory(connection).claim(of: account)
            }
            #expect(failure?.cause == .refused(.credentials))
            #expect(failure?.detail.contains("Invalid appsecret_proof provided") == true)
        }
    }

    @Test(arguments: [("", false), (#"{"whatsapp_business_api_data":{"id":"1"}}"#, true)])
    func readsWhetherAnAppIsSubscribed(app: String, isSubscribed: Bool) async throws {
        try await withPeer {
            $0.answering("200 OK", #"{"data":[\#(app)]}"#)
        } _: { _, connection in
            let found = try await GraphDirectory(connection).isSubscribed(account)
            #expect(found == isSubscribed)
        }
    }

    @Test func subscribesByAPost() async throws {
        try await withPeer {
            $0.answering("200 OK", #"{"success":true}"#)
        } _: { peer, connection in
            try await GraphDirectory(connection).subscribe(account)
            #expect(
                peer.requests.map(\.line) == [
                    "POST /v26.0/700000000000001/subscribed_apps?\(proof) HTTP/1.1"
                ])
        }
    }
}
