import Testing

@testable import Sandbox

/// One app with several accounts, and several apps.
@Suite struct AppTests {
    private let clock = ManualTime()
    private let url = "http://127.0.0.1:9/hook"
    private let second = "http://127.0.0.1:10/second"
    private let otherApp = "900000000000050"

    @Test func tellsOfEveryAccountAtTheOneCallbackOfTheApp() async throws {
        let platform = try await withTwoAccounts()

        _ = await platform.tell(account: Fixture.wabaID)
        _ = await platform.tell(account: "71")
        let posts = await platform.acknowledgeAll(clock)

        #expect(posts.map(\.url) == [url, url])
        #expect(try posts.map { try $0.entry["id"] } == [.string(Fixture.wabaID), "71"])
        #expect(
            posts.allSatisfy {
                $0.signatures == WebhookSignature.headers(of: $0.body, secret: "sandbox-app-secret")
            })
    }

    @Test func asksForOneHandshakeForAllAccounts() async throws {
        var options = PlatformOptions()
        options.seed.webhookURL = url
        options.furtherAccounts = [AccountSeed(wabaID: "71", phoneNumberID: "81")]
        let platform = try Platform(options, time: clock.source)

        #expect(await platform.takeWebhookWork().handshakes.count == 1)
    }

    @Test func setsTheCallbackOfAllAccountsAtOnce() async throws {
        let platform = try await withTwoAccounts()
        _ = await platform.post(
            "/sandbox/webhook", ["url": "http://127.0.0.1:11/own", "waba_id": "71"])

        let answer = await platform.post("/sandbox/webhook", ["url": .string(second)])
        _ = await platform.tell(account: Fixture.wabaID)
        _ = await platform.tell(account: "71")

        #expect(answer.status == 200)
        #expect(await platform.acknowledgeAll(clock).map(\.url) == [second, second])
    }

    @Test func letsAnAccountHaveACallbackAndASigningSecretOfItsOwn() async throws {
        let platform = try await withTwoAccounts()
        _ = await platform.post(
            "/sandbox/webhook",
            ["url": .string(second), "waba_id": "71", "app_secret": "other"])

        _ = await platform.tell(account: Fixture.wabaID)
        _ = await platform.tell(account: "71")
        let posts = await platform.acknowledgeAll(clock)

        #expect(Set(posts.map(\.url)) == [url, second])
        for post in posts {
            let secret = post.url == second ? "other" : "sandbox-app-secret"
            #expect(post.signatures == WebhookSignature.headers(of: post.body, secret: secret))
        }
    }

    @Test(
        arguments: [
            ("messages", true), ("account_settings_update", true), ("account_update", false),
            ("user_preferences", false), ("phone_number_quality_update", false),
            ("message_template_status_update", false),
        ])
    func followsTheAccountsAlternateCallbackForTheseFieldsAlone(
        field: String, isFollowed: Bool
    ) async throws {
        let platform = try await withTwoAccounts()
        let answer = await platform.post(
            "/v25.0/\(Fixture.wabaID)/subscribed_apps",
            ["override_callback_uri": .string(second), "verify_token": "v"])
        try #require(answer.status == 200)

        _ = await platform.tell(account: Fixture.wabaID, field: field)

        #expect(
            await platform.acknowledgeAll(clock).map(\.url) == [isFollowed ? second : url])
    }

    @Test func putsANumbersAlternateCallbackBeforeTheAccounts() async throws {
        let platform = try await withTwoAccounts()
        let number = "http://127.0.0.1:12/number"
        _ = await platform.post(
            "/v25.0/\(Fixture.wabaID)/subscribed_apps",
            ["override_callback_uri": .string(second), "verify_token": "v"])
        let node = "/v25.0/\(Fixture.numberID)"

        let set = await platform.post(node, configuration(number))
        let shown = await platform.get(node, ["fields": "webhook_configuration"])
        _ = await platform.tell(account: Fixture.wabaID, field: "messages")
        let first = await platform.acknowledgeAll(clock).map(\.url)
        let cleared = await platform.post(node, configuration(""))
        _ = await platform.tell(account: Fixture.wabaID, field: "messages")

        #expect(set.body == ["success": true])
        #expect(
            shown.body["webhook_configuration"] == [
                "phone_number": .string(number), "whatsapp_business_account": .string(second),
                "application": .string(url),
            ])
        #expect(first == [number])
        #expect(cleared.body == ["success": true])
        #expect(await platform.acknowledgeAll(clock).map(\.url) == [second])
    }

    @Test func tellsEachAppThatIsSubscribed() async throws {
        let platform = try await withTwoApps()
        let subscribed = await platform.call(
            "POST", "/v25.0/\(Fixture.wabaID)/subscribed_apps", authorization: "Bearer other")

        _ = await platform.send(Fixture.message)
        let posts = await platform.acknowledgeAll(clock)

        #expect(subscribed.body == ["success": true])
        #expect(posts.filter { $0.url == url }.count == 2)
        let others = posts.filter { $0.url == second }
        #expect(others.count == 2)
        for post in others {
            #expect(post.signatures == WebhookSignature.headers(of: post.body, secret: "secret"))
        }
        let listed = await platform.get("/v25.0/\(Fixture.wabaID)/subscribed_apps")
        #expect(
            listed.body["data"]?.array?.map { $0["whatsapp_business_api_data"]?["id"] }
                == [.string(App.usualID), .string(otherApp)])
    }

    @Test func endsTheSubscriptionOfTheCallersAppAlone() async throws {
        let platform = try await withTwoApps()
        let edge = "/v25.0/\(Fixture.wabaID)/subscribed_apps"
        _ = await platform.call("POST", edge, authorization: "Bearer other")

        let answer = await platform.call("DELETE", edge)
        _ = await platform.send(Fixture.message)

        #expect(answer.body == ["success": true])
        #expect(Set(await platform.acknowledgeAll(clock).map(\.url)) == [second])
    }

    @Test func tellsNothingUntilTheAppIsSubscribed() async throws {
        var options = PlatformOptions()
        options.seed.webhookURL = url
        options.seed.isSubscribed = false
        let platform = try await Fixture.platform(options, clock: clock)
        _ = await platform.send(Fixture.message)

        let before = await platform.acknowledgeAll(clock)
        let stats = await platform.get("/sandbox/stats").body["callbacks"]?.array
        _ = await platform.post("/v25.0/\(Fixture.wabaID)/subscribed_apps")
        _ = await platform.send(Fixture.message)

        #expect(before.isEmpty)
        #expect(stats?.map { $0["subscribed"] } == [false])
        #expect(await platform.acknowledgeAll(clock).count == 2)
    }

    @Test func subscribesAndUnsubscribesByControl() async throws {
        let platform = try await withTwoApps()
        let path = "/sandbox/accounts/\(Fixture.wabaID)/subscription"

        let ended = await platform.post(path, ["subscribed": false])
        let begun = await platform.post(
            path,
            [
                "app_id": .string(otherApp), "override_callback_uri": "http://127.0.0.1:13/x",
                "verify_token": "v",
            ])
        _ = await platform.send(Fixture.message)

        #expect([ended.status, begun.status] == [200, 200])
        #expect(
            Set(await platform.acknowledgeAll(clock).map(\.url)) == ["http://127.0.0.1:13/x"])
    }

    @Test func verifiesAnAppsCallbackAnewForAnotherToken() async throws {
        let platform = try await withTwoAccounts()

        _ = await platform.post("/sandbox/apps", ["verify_token": "another"])

        let job = try #require(await platform.takeWebhookWork().handshakes.first)
        #expect(job.url.hasPrefix(url))
        #expect(job.url.hasSuffix("hub.verify_token=another"))
    }

    @Test func makesAnAppForASecretThatNoneHas() async throws {
        let platform = try await Fixture.platform()

        let account = await platform.post(
            "/sandbox/accounts",
            ["waba_id": "71", "phone_number_id": "81", "app_secret": "x", "access_token": "t"])
        let same = await platform.post(
            "/sandbox/accounts",
            ["waba_id": "72", "phone_number_id": "82", "app_secret": "x", "access_token": "u"])
        let usual = await platform.post(
            "/sandbox/accounts", ["waba_id": "73", "phone_number_id": "83"])

        #expect(account.body["app_id"] != .string(App.usualID))
        #expect(account.body["app_id"] == same.body["app_id"])
        #expect(usual.body["app_id"] == .string(App.usualID))
        let apps = await platform.get("/sandbox/apps").body["apps"]?.array
        #expect(apps?.map { $0["secret"] } == ["sandbox-app-secret", "x"])
        #expect(apps?.last?["tokens"] == ["t", "u"])
        #expect(apps?.last?["waba_ids"] == ["71", "72"])
    }

    @Test(
        arguments: [
            ("/sandbox/apps", ["app_id": "5"]), ("/sandbox/apps", ["app_id": "x", "secret": "s"]),
            ("/sandbox/apps", ["webhook_url": "http://example.com/"]),
            ("/sandbox/apps", ["colour": "red"]),
            ("/sandbox/accounts", ["waba_id": "1", "phone_number_id": "2", "app_id": "5"]),
            ("/sandbox/accounts", ["waba_id": "1", "phone_number_id": "2", "token_app_id": "5"]),
            ("/sandbox/accounts/5/subscription", [:]),
            ("/sandbox/accounts/700000000000001/subscription", ["app_id": "5"]),
            ("/sandbox/accounts/700000000000001/subscription", ["phone_number_id": "5"]),
            (
                "/sandbox/accounts/700000000000001/subscription",
                ["override_callback_uri": "http://127.0.0.1/"]
            ),
            ("/sandbox/accounts/700000000000001/token", ["state": "valid", "token": "none"]),
            ("/sandbox/tokens", ["token": "t"]), ("/sandbox/tokens", ["waba_ids": ["1"]]),
            ("/sandbox/tokens", ["token": "t", "waba_ids": ["1"]]),
            ("/sandbox/tokens", ["token": "t", "waba_ids": ["700000000000001"], "state": "x"]),
            (
                "/sandbox/tokens",
                ["token": "t", "waba_ids": ["700000000000001"], "app_id": "5"]
            ),
            ("/sandbox/webhook", ["url": "http://127.0.0.1/", "app_id": "5"]),
        ] as [(String, JSON)])
    func refusesWhatCannotBe(path: String, body: JSON) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.post(path, body).status == 400)
        #expect(await platform.directory.apps.all.count == 1)
        #expect(await platform.accounts.all.count == 1)
    }

    @Test func hasRoomForSoManyAppsAndNoMore() throws {
        var apps = Apps()
        for number in 1...Limits.appsMax {
            try apps.set(App(id: "\(number)", secret: "s", verifyToken: "v"))
        }

        #expect(throws: GraphError.self) {
            try apps.set(App(id: "0", secret: "s", verifyToken: "v"))
        }
        try apps.set(App(id: "1", secret: "changed", verifyToken: "v"))
        #expect(apps["1"]?.secret == "changed")
    }

    @Test func subscribesNoNumberBeforeItsAccount() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.call("DELETE", "/v25.0/\(Fixture.wabaID)/subscribed_apps")
        let node = "/v25.0/\(Fixture.numberID)"

        #expect(await platform.post(node, configuration(second)).code == 100)
        #expect(await platform.post(node, ["webhook_configuration": ["x": 1]]).code == 100)
        #expect(await platform.post(node, ["webhook_configuration": 1]).code == 100)
    }

    private func configuration(_ url: String) -> JSON {
        [
            "webhook_configuration": [
                "override_callback_uri": .string(url), "verify_token": "v",
            ]
        ]
    }

    private func withTwoAccounts() async throws -> Platform {
        let platform = try await Platform.told(clock) { $0.seed.webhookURL = url }
        let added = await platform.post(
            "/sandbox/accounts",
            ["waba_id": "71", "phone_number_id": "81", "access_token": "second"])
        try #require(added.status == 200)
        return platform
    }

    /// The account belongs to the usual app; the other one has a token of it.
    private func withTwoApps() async throws -> Platform {
        let platform = try await Platform.told(clock) { $0.seed.webhookURL = url }
        let app = await platform.post(
            "/sandbox/apps",
            ["app_id": .string(otherApp), "secret": "secret", "webhook_url": .string(second)])
        let token = await platform.post(
            "/sandbox/tokens",
            [
                "token": "other", "app_id": .string(otherApp),
                "waba_ids": [.string(Fixture.wabaID)],
            ])
        try #require(app.status == 200 && token.status == 200)
        return platform
    }
}

extension Platform {
    /// Tells a receiver something of an account under any field.
    fileprivate func tell(account: String, field: String = "account_alerts") async -> Answer {
        await post(
            "/sandbox/events",
            ["field": .string(field), "waba_id": .string(account), "value": ["a": 1]])
    }
}
