import Testing

@testable import Sandbox

@Suite struct GraphTests {
    private let waba = "/v25.0/\(Fixture.wabaID)"
    private let number = "/v25.0/\(Fixture.numberID)"

    @Test(
        arguments: [
            (String?.none, 403, 200), ("sandbox-access-token", 401, 0), ("Basic eDp5", 401, 0),
            ("Bearer wrong", 401, 190),
        ] as [(String?, Int, Int)])
    func refusesATokenThatOpensNothing(header: String?, status: Int, code: Int) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.call("GET", waba, authorization: header)

        #expect(answer.status == status)
        #expect(answer.code == code)
        #expect(answer.subcode == nil)
    }

    @Test(
        arguments: [
            (.expired, 401, 190, 463), (.unprivileged, 403, 10, nil),
        ] as [(TokenState, Int, Int, Int?)])
    func refusesATokenThatLostItsPower(
        state: TokenState, status: Int, code: Int, subcode: Int?
    ) async throws {
        let platform = try await Fixture.platform()
        let path = "/sandbox/accounts/\(Fixture.wabaID)/token"
        _ = await platform.post(path, ["state": .string(state.rawValue)])

        let refused = await platform.send(Fixture.message)
        _ = await platform.post(path, ["state": "valid"])

        #expect(refused.status == status)
        #expect(refused.code == code)
        #expect(refused.subcode == subcode)
        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test func takesTheTokenAsAParameterToo() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.call(
            "GET", waba, ["access_token": "sandbox-access-token"], authorization: nil)

        #expect(answer.status == 200)
    }

    @Test(arguments: ["/", "/nothing", "/v25.0", "/v1/1/messages", "/v25.0/1/2/3"])
    func refusesAPathOfAnotherShape(path: String) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.get(path)

        #expect(answer.status == 400)
        #expect(answer.code == 2_500)
    }

    @Test func refusesAVersionThatIsYetToCome() async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.get("/v99.0/\(Fixture.wabaID)").code == 2_500)
    }

    @Test(arguments: [
        ("/v20.0/", "v21.0"), ("/v2.10/", "v21.0"), ("/", "v21.0"), ("/v26.0/", "v26.0"),
    ])
    func servesAnExpiredVersionAndNoneByTheOldest(prefix: String, served: String) async throws {
        let platform = try await Fixture.platform()

        let read = await platform.get(prefix + Fixture.wabaID)
        let sent = await platform.post("\(prefix)\(Fixture.numberID)/messages", Fixture.message)

        #expect(read.status == 200)
        #expect(read.version == served)
        #expect(sent.status == 200)
        #expect(sent.version == served)
    }

    @Test func refusesAnEdgeThatANodeDoesNotHave() async throws {
        let platform = try await Fixture.platform()

        for path in [
            waba + "/messages", number + "/message_templates",
            "/v25.0/\(TemplateStore.firstID)/pause",
        ] {
            #expect(await platform.post(path).code == 2_500)
        }
    }

    @Test(arguments: [
        ("GET", "/v25.0/123"), ("POST", "/v25.0/123/messages"), ("DELETE", "/v25.0/123"),
    ])
    func refusesAnUnknownID(method: String, path: String) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.call(method, path)

        #expect(answer.status == 400)
        #expect(answer.code == 100)
        #expect(answer.subcode == 33)
        #expect(answer.error?["type"] == "GraphMethodException")
    }

    @Test func refusesAMethodThatANodeDoesNotTake() async throws {
        let platform = try await Fixture.platform()
        let template = "/v25.0/\(TemplateStore.firstID)"

        for (method, path) in [
            ("GET", number + "/messages"), ("PUT", waba + "/message_templates"), ("POST", waba),
            ("POST", number), ("DELETE", template), ("GET", template + "/unpause"),
            ("PATCH", waba + "/subscribed_apps"),
        ] {
            let answer = await platform.call(method, path)
            #expect(answer.subcode == 33, "\(method) \(path)")
        }
    }

    @Test func hidesTheNodesOfAnotherAccount() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.post(
            "/sandbox/accounts",
            ["waba_id": "71", "phone_number_id": "81", "access_token": "other"])

        for path in ["/v25.0/71", "/v25.0/81"] {
            #expect(await platform.get(path).subcode == 33)
            #expect(await platform.call("GET", path, authorization: "Bearer other").status == 200)
        }
        let template = "/v25.0/\(TemplateStore.firstID)"
        #expect(
            await platform.call("GET", template, authorization: "Bearer other").subcode == 33)
    }

    @Test func showsTheNamespaceOfAnAccount() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.get(waba, ["fields": "message_template_namespace"])

        #expect(
            answer.body == [
                "id": .string(Fixture.wabaID),
                "message_template_namespace": .string(AccountSeed().namespace),
            ])
        #expect(await platform.get(waba, ["fields": "colour"]).code == 100)
    }

    @Test func showsTheFieldsOfANumber() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.get(
            number,
            ["fields": "throughput,quality_rating,whatsapp_business_manager_messaging_limit"])

        #expect(answer.body["throughput"] == ["level": "STANDARD"])
        #expect(answer.body["quality_rating"] == "GREEN")
        #expect(answer.body["whatsapp_business_manager_messaging_limit"] == "TIER_100K")
        #expect(await platform.get(number).body["display_phone_number"] == "+15550100200")
    }

    @Test func refusesABodyThatIsNoObject() async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.send([1]).code == 100)
    }
}

@Suite struct AccountTests {
    @Test func sendsFromEveryNumberThatWasAdded() async throws {
        let platform = try await Fixture.platform()
        let added = await platform.post(
            "/sandbox/accounts",
            [
                "waba_id": .string(Fixture.wabaID), "phone_number_id": "82",
                "display_phone_number": "15550100999",
            ])

        let answer = await platform.post("/v25.0/82/messages", Fixture.message)

        #expect(added.body["phone_numbers"]?.array?.count == 2)
        #expect(answer.status == 200)
        #expect(await platform.journal[1]?.phoneNumberID == "82")
        #expect(await platform.journal[1]?.displayPhoneNumber == "15550100999")
        #expect(await platform.get("/sandbox/accounts").body["accounts"]?.array?.count == 1)
    }

    @Test(
        arguments: [
            [:], ["waba_id": "1"], ["waba_id": "x", "phone_number_id": "2"],
            ["waba_id": "1", "phone_number_id": "1"],
            ["waba_id": "1", "phone_number_id": "800000000000002"],
            ["waba_id": "1", "phone_number_id": "700000000000001"],
            ["waba_id": "800000000000002", "phone_number_id": "1"],
            ["waba_id": "1", "phone_number_id": "2", "display_phone_number": "+1"],
            ["waba_id": "1", "phone_number_id": "2", "webhook_url": "http://example.com/"],
            ["waba_id": "1", "phone_number_id": "2", "webhook_url": "ftp://127.0.0.1/"],
            ["waba_id": "1", "phone_number_id": "2", "webhook_url": "http://127.0.0.1/#x"],
            ["waba_id": "1", "phone_number_id": "2", "allowed_recipients": [1]],
            ["waba_id": "1", "phone_number_id": "2", "colour": "red"],
        ] as [JSON])
    func refusesAnAccountThatCannotBe(body: JSON) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.post("/sandbox/accounts", body).status == 400)
        #expect(await platform.accounts.all.count == 1)
    }

    @Test(arguments: [
        ("localhost", true), ("127.0.0.1", true), ("127.8.8.8", true), ("::1", true),
        ("[::1]", true), ("0.0.0.0", false), ("128.0.0.1", false), ("127.0.0.256", false),
        ("127.0.0.1.example.com", false), ("::", false), ("", false),
    ])
    func knowsWhatLoopbackIs(host: String, isLoopback: Bool) {
        #expect(Loopback.contains(host) == isLoopback)
    }

    @Test func isBackAtTheStartAfterAReset() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.send(Fixture.message)
        _ = await platform.post("/sandbox/accounts", ["waba_id": "71", "phone_number_id": "81"])

        let answer = await platform.post("/sandbox/reset")

        #expect(answer.body == ["success": true])
        #expect(await platform.journal.count == 0)
        #expect(await platform.accounts.all.map(\.id) == [Fixture.wabaID])
        #expect(await platform.schedule.pending == 0)
        #expect(await platform.get("/sandbox/stats").body["requests"]?["total"] == 0)
        #expect(await platform.send(Fixture.message).code == 132_001)
    }

    @Test(arguments: [
        ("GET", "/sandbox"), ("GET", "/sandbox/nothing"), ("DELETE", "/sandbox/messages"),
        ("POST", "/sandbox/accounts/1/password"),
    ])
    func answersUnknownControlPathsWith404(method: String, path: String) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.call(method, path).status == 404)
    }
}
