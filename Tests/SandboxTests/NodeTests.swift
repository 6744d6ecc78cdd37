import Testing

@testable import Sandbox

/// What Graph shows of accounts, numbers and templates.
@Suite struct NodeTests {
    private let waba = "/v25.0/\(Fixture.wabaID)"
    private let number = "/v25.0/\(Fixture.numberID)"

    @Test func listsTheNumbersOfAnAccount() async throws {
        let platform = try await withNumbers(["81", "82"])

        let answer = await platform.get(waba + "/phone_numbers")

        #expect(
            answer.body["data"]?.array?.map { $0["id"] }
                == ["81", "82", .string(Fixture.numberID)])
        #expect(
            answer.body["data"]?.array?.first == [
                "id": "81", "display_phone_number": "+15550100281",
                "verified_name": "Sandbox sender", "quality_rating": "GREEN",
                "code_verification_status": "VERIFIED", "platform_type": "CLOUD_API",
                "throughput": ["level": "STANDARD"],
            ])
        #expect(answer.body["paging"]?["cursors"]?["after"] != nil)
        #expect(answer.body["paging"]?["next"] == nil)
    }

    @Test func leadsThroughThePagesOfTheNumbers() async throws {
        let platform = try await withNumbers(["81", "82"])
        var query = ["limit": "2", "fields": "id"]

        let first = await platform.get(waba + "/phone_numbers", query)
        query["after"] = first.body["paging"]?["cursors"]?["after"]?.string
        let second = await platform.get(waba + "/phone_numbers", query)

        #expect(first.body["data"] == [["id": "81"], ["id": "82"]])
        #expect(first.body["paging"]?["next"] != nil)
        #expect(second.body["data"] == [["id": .string(Fixture.numberID)]])
        #expect(second.body["paging"]?["next"] == nil)
    }

    @Test(arguments: [["limit": "0"], ["limit": "x"], ["after": "%"], ["fields": "colour"]])
    func refusesAListThatCannotBe(query: [String: String]) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.get(waba + "/phone_numbers", query).code == 100)
    }

    @Test func hidesTheNumbersOfAnotherAccount() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.post(
            "/sandbox/accounts",
            ["waba_id": "71", "phone_number_id": "81", "access_token": "other"])

        for path in ["/v25.0/71/phone_numbers", "/v25.0/79/phone_numbers"] {
            let answer = await platform.get(path)
            #expect(answer.code == 100)
            #expect(answer.subcode == 33)
        }
        #expect(await platform.call("POST", waba + "/phone_numbers").subcode == 33)
    }

    @Test func takesTheFieldsThatMetaHasAndLeavesThemOut() async throws {
        let platform = try await Fixture.platform()
        let template = "/v25.0/\(TemplateStore.firstID)"

        for (path, fields) in [
            (template, "correct_category,library_template_name,degrees_of_freedom_spec,name"),
            (template, "cta_url_link_tracking_opted_out,name"),
            (number, "conversational_automation,health_status,verified_name"),
            (number, "name_status,status,new_name_status,verified_name"),
            (waba, "account_review_status,business_verification_status,name"),
            (waba, "owner_business_info{id,name},health_status,name"),
        ] {
            let answer = await platform.get(path, ["fields": fields])
            #expect(answer.status == 200, "\(fields): \(answer.details ?? "")")
            #expect(answer.body["health_status"] == nil)
            #expect(answer.body["correct_category"] == nil)
        }
    }

    @Test func readsTheNamesOfAFieldListWithItsBraces() {
        #expect(
            FieldSelection.names(" id, owner{id,name} ,data.limit(3){x,y},z")
                == ["id", "owner", "data", "z"])
    }

    @Test func countsTheTemplatesInASummary() async throws {
        let platform = try await Fixture.platform()
        let path = waba + "/message_templates"

        let answer = await platform.get(
            path,
            [
                "status": "PENDING",
                "summary": "total_count,message_template_count,message_template_limit,"
                    + "are_translations_complete",
            ])

        #expect(
            answer.body["summary"] == [
                "total_count": 0, "message_template_count": 2, "message_template_limit": 6_000,
                "are_translations_complete": true,
            ])
        #expect(await platform.get(path).body["summary"] == nil)
        #expect(await platform.get(path, ["summary": "colour"]).code == 100)
    }

    @Test func takesAContextInATemplatesMessage() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.send(
            Fixture.message.with("context", ["message_id": "wamid.X"]))

        #expect(answer.status == 200)
        #expect(
            await platform.send(Fixture.message.with("context", ["id": "wamid.X"])).code == 100)
        #expect(await platform.send(Fixture.message.with("context", [:])).code == 131_008)
    }

    @Test func saysThatATypeIsNotSupportedBeforeItLooksAtItsKeys() async throws {
        let platform = try await Fixture.platform()
        let text = Fixture.message.with("type", "text").with("template", nil)
            .with("text", ["body": "hello"])

        #expect(await platform.send(text).code == 131_051)
    }

    private func withNumbers(_ ids: [String]) async throws -> Platform {
        let platform = try await Fixture.platform()
        for id in ids {
            let answer = await platform.post(
                "/sandbox/accounts",
                [
                    "waba_id": .string(Fixture.wabaID), "phone_number_id": .string(id),
                    "display_phone_number": .string("155501002" + id),
                ])
            try #require(answer.status == 200)
        }
        return platform
    }
}
