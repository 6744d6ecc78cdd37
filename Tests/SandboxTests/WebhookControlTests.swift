import Testing

@testable import Sandbox

@Suite struct WebhookControlTests {
    private let clock = ManualTime()

    @Test(arguments: SignatureFault.allCases)
    func spoilsTheNextPostAndNoOther(fault: SignatureFault) async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.send(Fixture.message)
        clock.advance(by: .milliseconds(50))

        let answer = await platform.post(
            "/sandbox/webhooks/fault", ["kind": .string(fault.rawValue)])
        let spoilt = try #require(await platform.takeWebhookWork().deliveries.first)
        await platform.finish(spoilt, .status(401))
        let good = try #require(await platform.takeWebhookWork().deliveries.first)
        await platform.finish(good, .status(200))

        #expect(answer.status == 200)
        #expect(good.signatures == WebhookSignature.headers(of: good.body, secret: secret))
        #expect(spoilt.signatures != WebhookSignature.headers(of: spoilt.body, secret: secret))
        #expect(spoilt.body.count == good.body.count / (fault == .truncated ? 2 : 1))
        let shown = await platform.get("/sandbox/webhooks").body["webhooks"]?.array?.suffix(2)
        #expect(shown?.map { $0["fault"] } == [.string(fault.rawValue), nil])
        #expect(shown?.map { $0["http_status"] } == [401, 200])
        #expect(shown?.map { $0["try"] } == [1, 2])
    }

    @Test func signsWithSHA1AsItIsKnown() {
        let (_, signatures) = SignatureFault.sha1.spoil(
            Array("what do ya want for nothing?".utf8), secret: "Jefe")

        #expect(
            signatures == ["X-Hub-Signature": "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"])
    }

    @Test func replaysTheLastAcknowledgedBodyByteForByte() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.send(Fixture.message)
        let told = try #require(await platform.acknowledgeAll(clock).last)

        let answer = await platform.post("/sandbox/webhooks/replay")
        let copy = try #require(await platform.takeWebhookWork().deliveries.first)

        #expect(answer.status == 200)
        #expect(copy.body == told.body)
        #expect(copy.signatures == told.signatures)
    }

    @Test(
        arguments: [
            ("/sandbox/webhooks/fault", ["kind": "torn"]), ("/sandbox/webhooks/fault", [:]),
            ("/sandbox/webhooks/fault", ["kind": "wrong", "count": 0]),
            ("/sandbox/webhooks/fault", ["kind": "wrong", "count": 1_001]),
            ("/sandbox/webhooks/replay", [:]), ("/sandbox/webhooks/torn", [:]),
        ] as [(String, JSON)])
    func refusesWhatCannotBe(path: String, body: JSON) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.post(path, body)

        #expect(answer.error != nil)
        #expect(await platform.signatureFaults.isEmpty)
    }

    @Test func reportsTheLatencyOfReceivers() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.post("/sandbox/reset")
        _ = await platform.post(
            "/v25.0/\(Fixture.wabaID)/message_templates", Fixture.payment)
        _ = await platform.acknowledgeAll(clock, within: .seconds(1))
        _ = await platform.send(Fixture.message)
        for latency in [Duration.milliseconds(1_001), .seconds(11)] {
            clock.advance(by: .milliseconds(50))
            let job = try #require(await platform.takeWebhookWork().deliveries.first)
            await platform.finish(job, DeliveryResult(status: 200, latency: latency))
        }

        let latency = await platform.get("/sandbox/stats").body["receiver_latency"]

        #expect(
            latency == [
                "posts": 3, "median_ms": 1_001, "p99_ms": 10_000,
                "share_above_1s": .number(2.0 / 3), "within_metas_target": false,
            ])
    }

    @Test func forgetsTheOldestPostsBeyondItsLimit() {
        var log = WebhookLog()
        let job = DeliveryJob(
            items: [
                DeliveryJob.Item(
                    lane: 1, destination: "1", event: WebhookEvent(content: .copy([]), due: .zero))
            ],
            attempt: 1, url: "u", body: [1], signatures: [:])

        for _ in 0...Limits.webhookLogMax { log.append(job, .status(200), at: 0) }

        #expect(log.count == Limits.webhookLogMax + 1)
        #expect(log.entries.count == Limits.webhookLogMax * 9 / 10 + 1)
        #expect(log.entries.last?.number == log.count)
        #expect(log.latencyMilliseconds(atShare: 0.5) == 5)
    }

    private var secret: String { "sandbox-app-secret" }
}
