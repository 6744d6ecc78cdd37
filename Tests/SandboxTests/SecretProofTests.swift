import Testing

@testable import Sandbox

@Suite struct SecretProofTests {
    private let paths = [
        "/v25.0/\(Fixture.wabaID)", "/v25.0/\(Fixture.numberID)",
        "/v25.0/\(Fixture.wabaID)/message_templates", "/v25.0/\(Fixture.wabaID)/phone_numbers",
        "/v25.0/\(Fixture.wabaID)/subscribed_apps", "/v25.0/\(TemplateStore.firstID)",
    ]

    /// RFC 4231's second test case.
    @Test func isTheHMACOfTheTokenUnderTheSecret() {
        #expect(
            SecretProof.value(of: "what do ya want for nothing?", secret: "Jefe")
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func takesARightProofAndNoneOnEveryPath() async throws {
        let platform = try await Fixture.platform()

        for path in paths {
            #expect(await platform.get(path, right).status == 200, "\(path)")
            #expect(await platform.get(path).status == 200, "\(path)")
        }
    }

    @Test(arguments: [
        "", "0", SecretProof.value(of: "sandbox-access-token", secret: "another"),
        SecretProof.value(of: "another", secret: "sandbox-app-secret"),
    ])
    func refusesAWrongProofOnEveryPath(proof: String) async throws {
        let platform = try await Fixture.platform()

        for path in paths {
            let answer = await platform.get(path, ["appsecret_proof": proof])
            #expect(answer.status == 400, "\(path)")
            #expect(
                answer.body == [
                    "error": [
                        "message": "Invalid appsecret_proof provided in the API argument",
                        "type": "GraphMethodException", "code": 100, "fbtrace_id": "T",
                    ]
                ])
        }
    }

    @Test func refusesAMissingProofWhereTheAppRequiresIt() async throws {
        let platform = try await Fixture.platform()

        let set = await platform.post("/sandbox/apps", ["require_proof": true])
        let refused = await platform.send(Fixture.message)
        let read = await platform.get(paths[0], right)
        _ = await platform.post("/sandbox/apps", ["require_proof": false])

        #expect(set.body["require_proof"] == true)
        #expect(refused.status == 400)
        #expect(
            refused.body == [
                "error": [
                    "message": "API calls from the server require an appsecret_proof argument",
                    "type": "GraphMethodException", "code": 100, "fbtrace_id": "T",
                ]
            ])
        #expect(read.status == 200)
        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test func requiresItFromTheStartWhereThatIsAskedFor() async throws {
        var options = PlatformOptions()
        options.requiresAppSecret = true
        let platform = try Platform(options)

        #expect(await platform.get(paths[0]).code == 100)
        #expect(await platform.get(paths[0], right).status == 200)
    }

    @Test func looksAtTheTokenFirst() async throws {
        let platform = try await Fixture.platform()
        let proof = ["appsecret_proof": "wrong"]

        let unknown = await platform.call(
            "GET", paths[0], proof, authorization: "Bearer unknown")
        _ = await platform.post(
            "/sandbox/accounts/\(Fixture.wabaID)/token", ["state": "expired"])

        #expect(unknown.code == 190)
        #expect(await platform.get(paths[0], proof).subcode == 463)
    }

    @Test func showsWhetherAProofWasGivenAndNotItsValue() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.get(paths[0], right)
        _ = await platform.get(paths[0])

        let log = await platform.get("/sandbox/requests").body

        let proofs = log["requests"]?.array?.suffix(2).map { $0["appsecret_proof"] }
        #expect(proofs == [true, false])
        let text = String(decoding: log.encoded(.minimal), as: UTF8.self)
        #expect(!text.contains(right["appsecret_proof"] ?? "none"))
    }

    @Test func linksTheNextPageWithoutIt() async throws {
        let platform = try await Fixture.platform()

        let page = await platform.get(
            paths[2], right.merging(["limit": "1"]) { first, _ in first })

        #expect(page.body["paging"]?["next"]?.string?.contains("limit=1") == true)
        #expect(page.body["paging"]?["next"]?.string?.contains("proof") == false)
    }

    @Test func goesByTheSecretOfTheTokensAppNotOfTheWebhooks() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.post("/sandbox/apps", ["app_id": "95", "secret": "tokens"])
        let added = await platform.post(
            "/sandbox/accounts",
            [
                "waba_id": "71", "phone_number_id": "81", "access_token": "t",
                "app_secret": "webhooks", "token_app_id": "95",
            ])
        try #require(added.status == 200)

        for (secret, status) in [("tokens", 200), ("webhooks", 400)] {
            let proof = SecretProof.value(of: "t", secret: secret)
            let answer = await platform.call(
                "GET", "/v25.0/71", ["appsecret_proof": proof], authorization: "Bearer t")
            #expect(answer.status == status)
        }
    }

    @Test func keepsTheSecretWhenWebhooksAreSignedWithAnother() async throws {
        let platform = try await Fixture.platform()

        for body in [
            ["url": "http://127.0.0.1:9/", "app_secret": "other"],
            [
                "url": "http://127.0.0.1:9/", "app_secret": "other",
                "waba_id": .string(Fixture.wabaID),
            ],
        ] as [JSON] {
            #expect(await platform.post("/sandbox/webhook", body).status == 200)
            #expect(await platform.get(paths[0], right).status == 200)
        }
        _ = await platform.post("/sandbox/apps", ["secret": "changed"])

        #expect(await platform.get(paths[0], right).status == 400)
    }

    @Test func opensAnAccountByTokensOfTwoApps() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.post("/sandbox/apps", ["app_id": "95", "secret": "s"])
        let waba = JSON.string(Fixture.wabaID)
        let path = "/sandbox/accounts/\(Fixture.wabaID)/token"

        _ = await platform.post(
            "/sandbox/tokens", ["token": "t", "app_id": "95", "waba_ids": [waba]])
        let opened = await platform.call("GET", paths[0], authorization: "Bearer t")
        _ = await platform.post(path, ["state": "expired", "token": "t"])
        let expired = await platform.call("GET", paths[0], authorization: "Bearer t")
        let usual = await platform.get(paths[0])
        _ = await platform.post(path, ["state": "valid", "token": "t"])

        #expect(opened.status == 200)
        #expect(expired.subcode == 463)
        #expect(usual.status == 200)
        #expect(
            await platform.call("GET", paths[0], authorization: "Bearer t").status == 200)
    }

    private var right: [String: String] {
        [
            "appsecret_proof": SecretProof.value(
                of: "sandbox-access-token", secret: "sandbox-app-secret")
        ]
    }
}
