import Testing

@testable import Sandbox

@Suite struct TemplateTests {
    private let edge = "/v25.0/\(Fixture.wabaID)/message_templates"
    private let first = "/v25.0/\(TemplateStore.firstID)"

    @Test func isApprovedAtOnceOrStaysPending() async throws {
        var options = PlatformOptions()
        let approving = try Platform(options)
        options.approvesTemplates = false
        let waiting = try Platform(options)

        let approved = await approving.post(edge, Fixture.payment)
        let pending = await waiting.post(edge, Fixture.payment)

        #expect(approved.body["status"] == "APPROVED")
        #expect(approved.body["id"] == .string(String(TemplateStore.firstID)))
        #expect(approved.body["category"] == "UTILITY")
        #expect(pending.body["status"] == "PENDING")
    }

    @Test func listsTheDefaultFieldsOrThoseAskedFor() async throws {
        let platform = try await Fixture.platform()

        let standard = await platform.get(edge).body["data"]?.array?.first
        let chosen = await platform.get(edge, ["fields": "name, status"]).body["data"]?.array?.first
        let unknown = await platform.get(edge, ["fields": "colour"])

        #expect(
            standard?.object?.keys.sorted() == [
                "category", "components", "id", "language", "name", "parameter_format", "status",
            ])
        #expect(standard?["components"] == Fixture.payment["components"])
        #expect(standard?["parameter_format"] == "POSITIONAL")
        #expect(chosen?.object?.keys.sorted() == ["id", "name", "status"])
        #expect(unknown.code == 100)
    }

    @Test(
        arguments: [
            (["name": "payment_named"], ["payment_named"]),
            (["language": "de"], ["payment_received"]),
            (["status": "APPROVED"], ["payment_received", "payment_named"]),
            (["status": "paused"], []), (["category": "UTILITY", "name": "nope"], []),
        ] as [([String: String], [String])])
    func filters(query: [String: String], names: [String]) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.get(edge, query)

        #expect(answer.names == names)
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func pagesToTheLastWhichHasCursorsButNoNext(limit: Int) async throws {
        let platform = try await Fixture.platform()
        for index in 3...7 {
            let name = JSON.string("payment_\(index)")
            _ = await platform.post(edge, Fixture.named.with("name", name))
        }
        var names: [String] = []
        var query = ["limit": String(limit), "fields": "name", "access_token": "secret"]

        while true {
            let page = await platform.get(edge, query)
            names += page.names
            let cursors = try #require(page.body["paging"]?["cursors"])
            #expect(cursors["before"] != nil)
            query["after"] = cursors["after"]?.string
            guard let next = page.body["paging"]?["next"]?.string else { break }
            #expect(next.hasPrefix("http://127.0.0.1:8081\(edge)?after="))
            #expect(next.contains("limit=\(limit)"))
            #expect(!next.contains("secret"))
        }

        #expect(
            names == ["payment_received", "payment_named"] + (3...7).map { "payment_\($0)" })
    }

    @Test(arguments: [["limit": "0"], ["limit": "many"], ["after": "%%"], ["after": "eHg"]])
    func refusesAPageThatMakesNoSense(query: [String: String]) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.get(edge, query).code == 100)
    }

    @Test func showsAnEmptyListWithoutPaging() async throws {
        let platform = try Platform(PlatformOptions())

        #expect(await platform.get(edge).body == ["data": []])
    }

    @Test func isReadByItsID() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.get(first, ["fields": "status,quality_score"])

        #expect(answer.body["status"] == "APPROVED")
        #expect(answer.body["quality_score"] == ["score": "UNKNOWN", "date": 1_795_350_000])
    }

    @Test func isEditedAsAWhole() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.post(
            first, ["components": [["type": "BODY", "text": "We thank you."]]])

        #expect(
            answer.body == [
                "success": true, "id": .string(String(TemplateStore.firstID)),
                "name": "payment_received", "category": "UTILITY",
            ])
        let read = await platform.get(first)
        #expect(read.body["components"] == [["type": "BODY", "text": "We thank you."]])
        #expect(read.body["name"] == "payment_received")
        let message = Fixture.message.with("template.components", nil)
        #expect(await platform.send(message).status == 200)
    }

    @Test func isEditedOnlyByTheRulesAndInSomeStatuses() async throws {
        let platform = try await Fixture.platform()

        let broken = await platform.post(
            first, ["components": [["type": "BODY", "text": "{{1}}"]]])
        let category = await platform.post(first, ["category": "MARKETING"])
        _ = await platform.post(
            "/sandbox/templates/\(TemplateStore.firstID)/status", ["status": "DISABLED"])
        let disabled = await platform.post(first, ["message_send_ttl_seconds": 60])

        #expect(broken.subcode == 2_388_299)
        #expect(category.code == 100)
        #expect(disabled.subcode == 2_388_039)
    }

    @Test func isUnpausedOnlyWhenPaused() async throws {
        let platform = try await Fixture.platform()

        let early = await platform.post(first + "/unpause")
        _ = await platform.post(
            "/sandbox/templates/\(TemplateStore.firstID)/status", ["status": "PAUSED"])
        let answer = await platform.post(first + "/unpause")

        #expect(early.code == 100)
        #expect(answer.body == ["success": true])
        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test func isDeletedByNameInAllLanguages() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.post(edge, Fixture.payment.with("language", "en"))

        let answer = await platform.call("DELETE", edge, ["name": "payment_received"])

        #expect(answer.body == ["success": true])
        #expect(await platform.get(edge).names == ["payment_named"])
        #expect(await platform.send(Fixture.message).code == 132_001)
    }

    @Test(arguments: [
        ["hsm_id": "1400000000000001"], ["hsm_ids": "[1400000000000001]"],
        ["hsm_ids": #"["1400000000000001"]"#],
        ["hsm_id": "1400000000000001", "name": "payment_received"],
    ])
    func isDeletedByItsID(query: [String: String]) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.call("DELETE", edge, query).status == 200)
        #expect(await platform.get(edge).names == ["payment_named"])
    }

    @Test(
        arguments: [
            [:], ["name": "nope"], ["hsm_id": "7"], ["hsm_ids": "[]"], ["hsm_ids": "7"],
            ["hsm_ids": "[1400000000000001,7]"], ["hsm_id": "1400000000000001", "name": "nope"],
        ] as [[String: String]])
    func isNotDeletedByAnythingElse(query: [String: String]) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.call("DELETE", edge, query).code == 100)
        #expect(await platform.get(edge).names.count == 2)
    }

    @Test func isNotDeletedWhenDisabled() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.post(
            "/sandbox/templates/\(TemplateStore.firstID)/status", ["status": "DISABLED"])

        let answer = await platform.call("DELETE", edge, ["name": "payment_received"])

        #expect(answer.code == 100)
    }

    @Test(
        arguments: [
            ("1", ["status": "PAUSED"]), ("1400000000000001", ["status": "GONE"]),
            ("1400000000000001", [:]), ("1400000000000001", ["status": "PAUSED", "why": "x"]),
        ] as [(String, JSON)])
    func refusesAStatusThatMakesNoSense(id: String, body: JSON) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.post("/sandbox/templates/\(id)/status", body)

        #expect(answer.status == 400)
        #expect(await platform.get(edge, ["status": "APPROVED"]).names.count == 2)
    }
}

extension Answer {
    /// The names on a page of templates.
    fileprivate var names: [String] {
        body["data"]?.array?.compactMap { $0["name"]?.string } ?? []
    }
}
