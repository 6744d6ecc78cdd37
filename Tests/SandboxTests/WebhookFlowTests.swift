import Testing

@testable import Sandbox

/// The platform's side of webhooks, without a network: what it wants done, and when.
@Suite struct WebhookFlowTests {
    private let url = "http://127.0.0.1:9/hook"

    @Test func asksForTheHandshakeFirstAndRepeatsItUntilItSucceeds() async throws {
        let clock = ManualTime()
        let platform = try await platform(clock)
        _ = await platform.send(Fixture.message)
        clock.advance(by: .seconds(1))

        let first = await platform.takeWebhookWork()
        let job = try #require(first.handshakes.first)
        #expect(first.jobs.count == 1)
        #expect(
            job.url == "\(url)?hub.mode=subscribe&hub.challenge=\(job.challenge)"
                + "&hub.verify_token=sandbox%2Dverify%2Dtoken")
        #expect(await platform.takeWebhookWork().jobs.isEmpty)

        await platform.finish(job, succeeded: false)
        let early = await platform.takeWebhookWork()
        #expect(early.jobs.isEmpty)
        #expect(early.nextIn == .milliseconds(100))
        clock.advance(by: .milliseconds(100))
        let second = try #require(await platform.takeWebhookWork().handshakes.first)
        #expect(second.challenge != job.challenge)
        #expect(await platform.handshakeState == "pending")

        await platform.finish(second, succeeded: true)
        #expect(await platform.handshakeState == "verified")
        #expect(await platform.takeWebhookWork().deliveries.count == 3)
    }

    @Test(arguments: [
        (WebhookReply(status: 200, body: Array("123".utf8)), true),
        (WebhookReply(status: 200, body: Array("\"123\"".utf8)), false),
        (WebhookReply(status: 200, body: Array("123\n".utf8)), false),
        (WebhookReply(status: 403, body: Array("123".utf8)), false),
        (nil, false),
    ])
    func takesTheChallengeByteForByte(reply: WebhookReply?, isAnswered: Bool) {
        #expect(Handshake.isAnswered(reply, challenge: "123") == isAnswered)
    }

    @Test func appendsTheHandshakeToAQueryThatIsThere() {
        let callback = Callback(url: "http://[::1]:1/h?x=1", verifyToken: "a b&c")

        #expect(
            Handshake.url(callback, challenge: "7")
                == "http://[::1]:1/h?x=1&hub.mode=subscribe&hub.challenge=7"
                + "&hub.verify_token=a%20b%26c")
    }

    @Test func signsAStatusInTheShapeOfTheReference() async throws {
        let clock = ManualTime()
        let platform = try await verified(platform(clock))
        let wamid = try #require(
            await platform.send(Fixture.message.with("biz_opaque_callback_data", "pay/ä")).wamid)

        clock.advance(by: .milliseconds(50))
        let sent = try #require(await platform.takeWebhookWork().deliveries.last)
        await platform.finish(sent, isAcknowledged: true)
        clock.advance(by: .milliseconds(50))
        let delivered = try #require(await platform.takeWebhookWork().deliveries.last)

        let text = String(decoding: sent.body, as: UTF8.self)
        #expect(text.contains(#""biz_opaque_callback_data":"pay\/\u00e4""#))
        #expect(
            sent.signatures
                == WebhookSignature.headers(of: sent.body, secret: "sandbox-app-secret"))
        let value = try sent.value
        #expect(value["metadata"]?["phone_number_id"] == .string(Fixture.numberID))
        #expect(value["metadata"]?["display_phone_number"] == "15550100200")
        let status = value["statuses"]?.array?.first
        #expect(status?["id"] == .string(wamid))
        #expect(status?["status"] == "sent")
        #expect(status?["timestamp"] == "1795350000")
        #expect(status?["recipient_id"] == .string(Fixture.recipient))
        #expect(
            status?["pricing"] == [
                "billable": true, "pricing_model": "PMP", "type": "regular", "category": "utility",
            ])
        #expect(status?["conversation"] == nil)
        #expect(try delivered.value["statuses"]?.array?.first?["status"] == "delivered")
    }

    @Test func sendsReadWithoutAPriceWhereThatIsAskedFor() async throws {
        let clock = ManualTime()
        let platform = try await verified(platform(clock, withRead: true))
        _ = await platform.send(Fixture.message)

        var statuses: [JSON?] = []
        for _ in 1...3 {
            clock.advance(by: .milliseconds(50))
            let job = try #require(await platform.takeWebhookWork().deliveries.last)
            statuses.append(try job.value["statuses"]?.array?.first)
            await platform.finish(job, isAcknowledged: true)
        }

        #expect(statuses.map { $0?["status"] } == ["sent", "delivered", "read"])
        #expect(statuses.map { $0?["pricing"] != nil } == [true, true, false])
    }

    @Test func retriesAStatusUntilItIsAcknowledgedAndNotesEachTry() async throws {
        let clock = ManualTime()
        let platform = try await verified(platform(clock))
        _ = await platform.send(Fixture.message)
        clock.advance(by: .seconds(1))

        let first = try #require(await platform.takeWebhookWork().deliveries.last)
        await platform.finish(first, isAcknowledged: false)
        let second = try #require(await platform.takeWebhookWork().deliveries.last)
        await platform.finish(second, isAcknowledged: false)
        #expect(await platform.takeWebhookWork().deliveries.isEmpty)
        clock.advance(by: .milliseconds(100))
        let third = try #require(await platform.takeWebhookWork().deliveries.last)
        await platform.finish(third, isAcknowledged: true)

        #expect([second.body, third.body] == [first.body, first.body])
        #expect([first.attempt, second.attempt, third.attempt] == [1, 2, 3])
        let statuses = await platform.journal[1]?.statuses
        #expect(statuses?.map(\.tries) == [3])
        #expect(statuses?.map(\.isAcknowledged) == [true])
        let stats = await platform.get("/sandbox/stats").body["webhooks"]
        #expect(stats?["failed_tries"] == 2)
        #expect(stats?["pending"] == 1)
    }

    @Test func tellsOfEachChangeOfATemplate() async throws {
        let platform = try await verified(platform(ManualTime()))
        let path = "/sandbox/templates/\(TemplateStore.firstID)/status"

        var values: [JSON] = []
        for body in [
            ["status": "PAUSED"], ["status": "APPROVED"], ["status": "PAUSED"],
            ["status": "REJECTED", "reason": "INVALID_FORMAT"], ["status": "DISABLED"],
        ] as [JSON] {
            _ = await platform.post(path, body)
            let job = try #require(await platform.takeWebhookWork().deliveries.last)
            await platform.finish(job, isAcknowledged: true)
            values.append(try job.value)
            #expect(try job.change["field"] == "message_template_status_update")
            #expect(try job.entry["time"] == 1_795_350_000)
        }

        #expect(
            values.map { $0["event"] }
                == ["PAUSED", "APPROVED", "PAUSED", "REJECTED", "DISABLED"])
        #expect(values[0]["message_template_id"] == .integer(TemplateStore.firstID))
        #expect(values[0]["message_template_name"] == "payment_received")
        #expect(values[0]["message_template_language"] == "de")
        #expect(values.map { $0["reason"] } == ["NONE", "NONE", "NONE", "INVALID_FORMAT", "NONE"])
        #expect(
            values.map { $0["other_info"]?["title"] }
                == ["FIRST_PAUSE", "UNPAUSE", "SECOND_PAUSE", nil, "DISABLED"])
        #expect(values[3]["rejection_info"]?["reason"] == "INVALID_FORMAT")
        #expect(values[4]["disable_info"]?["disable_date"] == 1_795_350_000)
    }

    @Test func verifiesAnotherCallbackAnew() async throws {
        let platform = try await verified(platform(ManualTime()))
        let other = "http://localhost:10/other"

        let answer = await platform.post(
            "/sandbox/webhook", ["url": .string(other), "verify_token": "v", "app_secret": "s"])
        _ = await platform.post(
            "/sandbox/templates/\(TemplateStore.firstID)/status", ["status": "PAUSED"])
        let job = try #require(await platform.takeWebhookWork().handshakes.first)
        #expect(answer.body == ["success": true])
        #expect(job.url.hasPrefix(other))
        #expect(await platform.takeWebhookWork().deliveries.isEmpty)
        await platform.finish(job, succeeded: true)

        let delivery = try #require(await platform.takeWebhookWork().deliveries.last)
        #expect(delivery.url == other)
        #expect(delivery.signatures == WebhookSignature.headers(of: delivery.body, secret: "s"))
    }

    @Test func ignoresTheHandshakeOfACallbackThatWasReplaced() async throws {
        let platform = try await platform(ManualTime())
        let old = try #require(await platform.takeWebhookWork().handshakes.first)
        _ = await platform.post("/sandbox/webhook", ["url": "http://localhost:10/other"])

        await platform.finish(old, succeeded: true)

        #expect(await platform.handshakeState == "pending")
    }

    @Test func putsTheAccountsOwnCallbackBeforeTheApps() async throws {
        let clock = ManualTime()
        let platform = try await verified(platform(clock))
        let edge = "/v25.0/\(Fixture.wabaID)/subscribed_apps"
        let own = "http://127.0.0.1:11/own"

        let without = await platform.post(edge, ["override_callback_uri": .string(own)])
        let with = await platform.post(
            edge, ["override_callback_uri": .string(own), "verify_token": "mine"])
        let job = try #require(await platform.takeWebhookWork().handshakes.first)
        let listed = await platform.get(edge).body["data"]?.array?.first
        await platform.finish(job, succeeded: true)
        _ = await platform.send(Fixture.message)
        clock.advance(by: .milliseconds(50))
        let there = await platform.takeWebhookWork().deliveries.map(\.url)
        _ = await platform.post(edge)
        _ = await platform.send(Fixture.message)
        clock.advance(by: .milliseconds(50))
        let back = await platform.takeWebhookWork()

        #expect(without.code == 100)
        #expect(with.body == ["success": true])
        #expect(job.url.hasPrefix(own))
        #expect(job.url.hasSuffix("hub.verify_token=mine"))
        #expect(listed?["override_callback_uri"] == .string(own))
        #expect(there == [own])
        #expect(Set(back.deliveries.map(\.url)) == [url])
        #expect(back.handshakes.isEmpty)
    }

    @Test func tellsNothingWithoutASubscription() async throws {
        let platform = try await verified(platform(ManualTime()))
        let edge = "/v25.0/\(Fixture.wabaID)/subscribed_apps"

        let answer = await platform.call("DELETE", edge)
        _ = await platform.send(Fixture.message)

        #expect(answer.body == ["success": true])
        #expect(await platform.get(edge).body == ["data": []])
        #expect(await platform.schedule.pending == 0)
        #expect(await platform.takeWebhookWork().jobs.isEmpty)
    }

    @Test func keepsTheStatusesOfAnAccountThatHasNoCallbackYet() async throws {
        let clock = ManualTime()
        let platform = try await Fixture.platform(clock: clock)
        _ = await platform.send(Fixture.message)
        clock.advance(by: .seconds(1))
        #expect(await platform.takeWebhookWork().jobs.isEmpty)

        _ = await platform.post("/sandbox/webhook", ["url": .string(url)])
        let job = try #require(await platform.takeWebhookWork().handshakes.first)
        await platform.finish(job, succeeded: true)

        #expect(await platform.takeWebhookWork().deliveries.count == 3)
    }

    @Test func forgetsATryThatWasUnderWayAtAReset() async throws {
        let clock = ManualTime()
        let platform = try await verified(platform(clock))
        _ = await platform.send(Fixture.message)
        clock.advance(by: .seconds(1))
        let job = try #require(await platform.takeWebhookWork().deliveries.last)

        _ = await platform.post("/sandbox/reset")
        for template in [Fixture.payment] {
            _ = await platform.post("/v25.0/\(Fixture.wabaID)/message_templates", template)
        }
        _ = await platform.send(Fixture.message)
        await platform.finish(job, isAcknowledged: true)

        #expect(await platform.journal[1]?.statuses == [])
        #expect(await platform.counters.webhooksAcknowledged == 0)
    }

    @Test(
        arguments: [
            [:], ["url": "http://example.com/"], ["url": "nonsense"], ["url": ""],
            ["url": "http://127.0.0.1/", "waba_id": "5"], ["url": "http://127.0.0.1/", "x": 1],
        ] as [JSON])
    func refusesACallbackThatCannotBe(body: JSON) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.post("/sandbox/webhook", body).status == 400)
        #expect(await platform.handshakeState == "none")
    }

    private func platform(_ clock: ManualTime, withRead: Bool = false) async throws -> Platform {
        var options = PlatformOptions()
        options.seed.webhookURL = url
        options.sendsReadReceipts = withRead
        return try await Fixture.platform(options, clock: clock)
    }

    /// The platform after its handshake, with nothing left to tell of its templates.
    private func verified(_ platform: Platform) async throws -> Platform {
        let job = try #require(await platform.takeWebhookWork().handshakes.first)
        await platform.finish(job, succeeded: true)
        for delivery in await platform.takeWebhookWork().deliveries {
            await platform.finish(delivery, isAcknowledged: true)
        }
        return platform
    }
}

extension Platform {
    fileprivate var handshakeState: String? {
        get async {
            await get("/sandbox/stats").body["callbacks"]?.array?.first?["handshake"]?.string
        }
    }
}
