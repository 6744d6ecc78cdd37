import Testing

@testable import Sandbox

@Suite struct WebhookBatchTests {
    private let clock = ManualTime()

    @Test func postsUpToTheLimitAfterTheWindow() async throws {
        let platform = try await batching(10, window: .milliseconds(20))
        for _ in 1...25 { _ = await platform.send(Fixture.message) }
        clock.advance(by: .milliseconds(69))
        let early = await platform.takeWebhookWork()
        clock.advance(by: .milliseconds(1))

        let work = await platform.takeWebhookWork()

        #expect(early.jobs.isEmpty)
        #expect(early.nextIn == .milliseconds(1))
        #expect(try work.deliveries.map { try $0.statuses.count } == [10, 10, 5])
        let shown = Set(try work.deliveries.flatMap { try $0.statuses }.map { $0["id"] })
        #expect(shown.count == 25)
        #expect(await platform.takeWebhookWork().jobs.isEmpty)
    }

    @Test func putsNumbersIntoChangesAndAccountsIntoEntries() async throws {
        let platform = try await batching(100, window: .zero)
        for (waba, number, display) in [
            (Fixture.wabaID, "31", "15550100031"), ("77", "32", "15550100032"),
        ] {
            let answer = await platform.post(
                "/sandbox/accounts",
                [
                    "waba_id": .string(waba), "phone_number_id": .string(number),
                    "display_phone_number": .string(display),
                    "webhook_url": "http://127.0.0.1:9/hook",
                ])
            try #require(answer.status == 200)
        }
        _ = await platform.post("/v25.0/77/message_templates", Fixture.payment)
        _ = await platform.acknowledgeAll(clock)
        for number in [Fixture.numberID, "31", "32"] {
            for _ in 1...2 {
                _ = await platform.post("/v25.0/\(number)/messages", Fixture.message)
            }
        }
        clock.advance(by: .seconds(1))

        let posts = await platform.takeWebhookWork().deliveries

        let entries = try JSON(parsing: try #require(posts.first).body)["entry"]?.array ?? []
        #expect(posts.count == 1)
        #expect(entries.map { $0["id"] } == [.string(Fixture.wabaID), "77"])
        #expect(entries.map { $0["changes"]?.array?.count } == [2, 1])
        let values = entries.flatMap { $0["changes"]?.array ?? [] }.map { $0["value"] }
        #expect(values.map { $0?["statuses"]?.array?.count } == [2, 2, 2])
        #expect(values.map { $0?["contacts"]?.array?.count } == [2, 2, 2])
    }

    @Test func triesEveryUpdateOfARefusedPostAgain() async throws {
        let platform = try await batching(10, window: .zero)
        for _ in 1...3 { _ = await platform.send(Fixture.message) }
        clock.advance(by: .milliseconds(50))
        let refused = try #require(await platform.takeWebhookWork().deliveries.first)
        await platform.finish(refused, isAcknowledged: false)

        let again = try #require(await platform.takeWebhookWork().deliveries.first)

        #expect(again.body == refused.body)
        #expect(again.attempt == 2)
    }

    @Test func closesABatchBeforeItsBytesPassTheLimit() {
        let receiver = WebhookBatch.Receiver(url: "u", secret: "s")
        var sweep = WebhookSweep(postsMax: 2, batchMax: 1_000)
        let half = WebhookBatch.Update.change(
            WebhookChange(wabaID: "1", field: "x", value: [:]),
            bytesMax: Limits.webhookBytesMax / 2)

        let added = (1...5).map { sweep.add(taken($0), half, to: receiver) }

        #expect(added == [true, true, true, true, false])
        #expect(sweep.batches.map(\.items.count) == [2, 2])
    }

    @Test func givesEachReceiverPostsOfItsOwn() {
        let receivers = ["a", "b"].map { WebhookBatch.Receiver(url: $0, secret: "s") }
        var sweep = WebhookSweep(postsMax: 9, batchMax: 10)
        let change = WebhookBatch.Update.change(
            WebhookChange(wabaID: "1", field: "x", value: [:]), bytesMax: 1)

        for number in 0..<6 { _ = sweep.add(taken(number), change, to: receivers[number % 2]) }
        _ = sweep.add(taken(6), .body([1]), to: receivers[0])

        #expect(sweep.batches.map(\.items.count).sorted() == [1, 3, 3])
        #expect(Set(sweep.batches.map(\.receiver)) == Set(receivers))
    }

    @Test func keepsTheBytesOfThousandLargeUpdatesBelowTheLimit() async throws {
        let platform = try await batching(Limits.webhookBatchMax, window: .zero)
        let large = Fixture.message.with(
            "biz_opaque_callback_data", .string(String(repeating: "ä", count: 512)))
        for _ in 1...1_000 { try #require(await platform.send(large).status == 200) }
        clock.advance(by: .milliseconds(50))

        let posts = await platform.takeWebhookWork().deliveries

        #expect(posts.count > 1)
        #expect(posts.allSatisfy { $0.body.count <= Limits.webhookBytesMax })
        #expect(posts.map(\.items.count).reduce(0, +) == 1_000)
    }

    private func batching(_ limit: Int, window: Duration) async throws -> Platform {
        try await Platform.told(clock) { options in
            options.webhooks.batchMax = limit
            options.webhooks.window = window
        }
    }

    private func taken(_ lane: Int) -> WebhookSchedule.Taken {
        WebhookSchedule.Taken(
            lane: lane, destination: "1",
            event: WebhookEvent(content: .copy([]), due: .zero), failures: 0)
    }
}
