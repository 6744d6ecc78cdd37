import HTTPTypes
import HummingbirdTesting
import NIOCore
import Notifications
import Synchronization
import TestKit
import Testing
import WhatsApp

@testable import Gateway

@Suite struct WebhookRouteTests {
    @Test func storesAllStatusesOfABatchInOnePiece() async throws {
        let fixture = Fixture()
        let body = webhook([status("a"), "7", status("b", "played"), status("c", "read")])

        let response = try await fixture.post(body)

        #expect(response.status == .ok)
        #expect(fixture.store.batches.count == 1)
        #expect(fixture.store.batches.first?.map(\.receiptMessage) == ["a", "c"])
        let text = fixture.metrics.text()
        #expect(text.contains(#"paynotify_webhooks_total{outcome="stored"} 1"#))
        #expect(text.contains(#"paynotify_webhook_updates_total{kind="receipt"} 2"#))
        #expect(text.contains(#"paynotify_webhook_updates_total{kind="ignored_malformed"} 1"#))
        #expect(text.contains(#"paynotify_webhook_updates_total{kind="ignored_status"} 1"#))
        #expect(text.contains("paynotify_webhook_seconds_count 1"))
    }

    @Test func countsFailedReceiptsByTheCodesThatMetaDocuments() async throws {
        let fixture = Fixture()
        let failed = [131_026, 131_026, 131_047, 77_777, 88_888].map { code in
            #"""
            {"id":"wamid.\#(code)","status":"failed","timestamp":"1767225600",
             "recipient_id":"1","errors":[{"code":\#(code)}]}
            """#
        }
        let response = try await fixture.post(webhook(failed + [status("a")]))

        #expect(response.status == .ok)
        let lines = fixture.metrics.text().split(separator: "\n")
            .filter { $0.hasPrefix("paynotify_receipts_failed_total") }
        #expect(
            Set(lines) == [
                #"paynotify_receipts_failed_total{code="131026"} 2"#,
                #"paynotify_receipts_failed_total{code="131047"} 1"#,
                #"paynotify_receipts_failed_total{code="other"} 2"#,
            ])
    }

    @Test func takesAsManyUpdatesAsMetaPutsIntoOneBody() async throws {
        let fixture = Fixture()
        let many = try await fixture.post(
            webhook(Array(repeating: status("a"), count: Webhook.updatesMax)))
        #expect(many.status == .ok)
        let tooMany = try await fixture.post(
            webhook(Array(repeating: status("a"), count: Webhook.updatesMax + 1)))
        #expect(tooMany.status == .contentTooLarge)
        #expect(fixture.store.batches.count == 1)
        #expect(
            fixture.metrics.text().contains(#"paynotify_webhooks_total{outcome="too_large"} 1"#))
    }

    @Test func bodiesBeyondTheBudgetAreToBeRepeated() async throws {
        let body = webhook([status("a")])
        var options = GatewayOptions()
        options.bodyBytesMax = body.utf8.count
        let fixture = Fixture(options: options)
        let longer = webhook([status("longer")])

        try await fixture.router { client in
            // Whatever becomes of a body, it gives back what it took.
            for _ in 0..<3 {
                let refused = try await client.post(longer, signature: signature(of: longer))
                #expect(refused.status == .serviceUnavailable)
                let unsigned = try await client.post(body, signature: "sha256=00")
                #expect(unsigned.status == .unauthorized)
                let taken = try await client.post(body, signature: signature(of: body))
                #expect(taken.status == .ok)
            }
        }
        let text = fixture.metrics.text()
        #expect(text.contains(#"paynotify_webhooks_total{outcome="unavailable"} 3"#))
    }

    @Test func storesATemplatesNewStatus() async throws {
        let fixture = Fixture()

        let response = try await fixture.post(templateWebhook(account: authenticator.accountID))

        #expect(response.status == .ok)
        let event = fixture.store.batches.first?.first?.templateEvent
        #expect(event?.event == "PAUSED")
        #expect(event?.templateLanguage == "en_US")
        #expect(fixture.store.contacts.map(\.kind) == [.webhook])
    }

    @Test func storesNewsOfTheAccountThatHaveAnEffect() async throws {
        let fixture = Fixture()

        let stop = try await fixture.post(
            accountWebhook("account_update", #"{"event":"ACCOUNT_DELETED"}"#))
        let notice = try await fixture.post(accountWebhook("account_alerts", "{}"))

        #expect(stop.status == .ok)
        #expect(notice.status == .ok)
        let events = fixture.store.batches.flatMap { $0 }.compactMap(\.accountEvent)
        #expect(events.map(\.effect) == [.stopped(until: nil)])
        let line = #"paynotify_webhook_updates_total{kind="account_event"} 2"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test(arguments: ["ACCOUNT_OFFBOARDED", "PARTNER_REMOVED", "PARTNER_APP_UNINSTALLED"])
    func warnsWhenTheAccountIsTheAppsNoMore(event: String) async throws {
        let log = RecordingLog()
        let fixture = Fixture(logger: log.logger)

        _ = try await fixture.post(accountWebhook("account_update", #"{"event":"\#(event)"}"#))
        _ = try await fixture.post(
            accountWebhook("account_update", #"{"event":"VERIFIED_ACCOUNT"}"#, account: "7"))

        let news = log.lines.filter { $0.contains("news of the account") }
        #expect(news.map { $0.hasPrefix("warning") } == [true, false])
    }

    @Test func asksForTheNewsOfAnAccountAgainIfTheyWereNotStored() async throws {
        let fixture = Fixture()
        fixture.store.set(.fails(.outcomeUnknown))

        let response = try await fixture.post(
            accountWebhook("account_update", #"{"event":"ACCOUNT_DELETED"}"#))

        #expect(response.status == .serviceUnavailable)
    }

    @Test func givesTheStoreTheNewsOfAllNumbersAndAccountsOfTheApp() async throws {
        let fixture = Fixture()

        _ = try await fixture.post(webhook([status("a")], number: "800000000000009"))
        _ = try await fixture.post(templateWebhook(account: "700000000000009"))

        #expect(fixture.store.batches.flatMap { $0 }.count == 2)
        #expect(
            fixture.store.batches.flatMap { $0 }.allSatisfy {
                $0.proof == AppProof(app: authenticator.app)
            })
    }

    @Test func answers200AndTellsOnceAMinuteWhatNobodyOfTheAppHas() async throws {
        let log = RecordingLog()
        let fixture = Fixture(logger: log.logger)
        fixture.store.set(.answers(.ignored(.foreign)))

        let receipt = try await fixture.post(webhook([status("a")], number: "800000000000009"))
        _ = try await fixture.post(webhook([status("b")], number: "800000000000009"))
        let event = try await fixture.post(templateWebhook(account: "700000000000009"))

        #expect(receipt.status == .ok)
        #expect(event.status == .ok)
        let line = #"paynotify_webhook_updates_total{kind="ignored_foreign"} 3"#
        #expect(fixture.metrics.text().contains(line))
        let lines = log.lines.filter { $0.contains("nobody of the app") }
        #expect(lines.count == 2)
        #expect(lines.first?.contains("800000000000009") == true)
    }

    @Test func takesTheSecretBeforeTheLastOneForADay() async throws {
        var rotated = authenticator
        let clock = ManualClock()
        rotated.app = AppID(rawValue: 2)
        rotated.replacedSecret = ReplacedSecret(
            app: AppID(rawValue: 1), secret: Secret("before"),
            until: clock.now() + ReplacedSecret.life)
        let fixture = Fixture(knowing: rotated)
        let body = webhook([status("a")])

        func post() async throws -> HTTPResponse.Status {
            try await fixture.router {
                try await $0.post(body, signature: signature(of: body, secret: "before"))
            }.status
        }

        #expect(try await post() == .ok)
        #expect(
            fixture.store.batches.last?.last?.proof
                == AppProof(app: AppID(rawValue: 1)))
        fixture.clock.advance(by: ReplacedSecret.life)
        #expect(try await post() == .unauthorized)
    }

    @Test func whatBelongsToSomebodyWithTheSecretBeforeIsAskedForAgain() async throws {
        let fixture = Fixture()
        fixture.store.set(.answers(.ignored(.notYet)))

        #expect(try await fixture.post(webhook([status("a")])).status == .serviceUnavailable)
    }

    @Test func writesABoundedNumberOfLinesHoweverManyNumbersAreNamed() async throws {
        let log = RecordingLog()
        let fixture = Fixture(logger: log.logger)
        fixture.store.set(.answers(.ignored(.foreign)))

        for number in 0..<100 {
            _ = try await fixture.post(
                webhook([status("a")], number: "80000000000\(1_000 + number)"))
        }

        // A slow machine may take more than a minute: each has its own bound.
        #expect(log.lines.filter { $0.contains("nobody of the app") }.count < 100)
    }

    @Test func takesNoIdThatIsNoneOfMetas() async throws {
        let fixture = Fixture()
        for number in ["", "8x", String(repeating: "8", count: 33), "８"] {
            _ = try await fixture.post(webhook([status("a")], number: number))
        }
        #expect(fixture.store.batches.flatMap { $0 }.compactMap(\.receiptMessage).isEmpty)
        let line = #"paynotify_webhook_updates_total{kind="ignored_malformed"} 4"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test func tellsOfBadSignaturesOnceAMinute() async throws {
        let log = RecordingLog()
        let fixture = Fixture(logger: log.logger)

        for _ in 0..<5 {
            _ = try await fixture.router {
                try await $0.post(webhook([status("a")]), signature: "sha256=00")
            }
        }

        #expect(log.lines.filter { $0.contains("bad signature") }.count == 1)
    }

    @Test(arguments: [
        nil, "", "sha256=00", "sha1=93baaa6b236fc176808bb54d208e8575061387e4",
        signature(of: webhook([status("a")]), secret: "another"),
        signature(of: webhook([status("b")])),
    ])
    func refusesABodyWithoutAGoodSignature(signature: String?) async throws {
        let fixture = Fixture()

        let response = try await fixture.router {
            try await $0.post(webhook([status("a")]), signature: signature)
        }

        #expect(response.status == .unauthorized)
        #expect(fixture.store.batches.isEmpty)
        #expect(fixture.store.contacts.map(\.kind) == [.badSignature])
        let line = #"paynotify_webhooks_total{outcome="bad_signature"} 1"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test func takesNoNoticeOfTheOlderSignature() async throws {
        let fixture = Fixture()
        let body = webhook([status("a")])
        let name = try #require(HTTPField.Name("X-Hub-Signature"))

        let response = try await fixture.router {
            try await $0.execute(
                uri: webhookPath, method: .post, headers: [name: signature(of: body)],
                body: .init(string: body))
        }

        #expect(response.status == .unauthorized)
    }

    @Test func refusesTheSameJSONWrittenDifferently() async throws {
        let signed = webhook([status(#"\u00e4"#)])
        let written = webhook([status("ä")])

        let response = try await Fixture().router {
            try await $0.post(written, signature: signature(of: signed))
        }

        #expect(response.status == .unauthorized)
    }

    @Test func checksTheSignatureBeforeItParses() async throws {
        let response = try await Fixture().router {
            try await $0.post("not JSON", signature: "sha256=00")
        }

        #expect(response.status == .unauthorized)
    }

    @Test func refusesASignedBodyThatIsNoJSON() async throws {
        let fixture = Fixture()

        #expect(try await fixture.post("not JSON").status == .badRequest)
        let line = #"paynotify_webhooks_total{outcome="malformed"} 1"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test(arguments: ["auth-2", String(repeating: "a", count: 65)])
    func knowsNoOtherAuthenticator(id: String) async throws {
        let fixture = Fixture()
        let body = webhook([status("a")])

        let response = try await fixture.router {
            try await $0.post(
                body, signature: signature(of: body), to: "/webhooks/whatsapp/\(id)")
        }

        #expect(response.status == .notFound)
        #expect(fixture.store.batches.isEmpty)
    }

    @Test(arguments: [CommandFailure.unavailable, .outcomeUnknown, .deadlinePassed])
    func asksMetaToTryAgainWhatIsNotKnownToBeStored(failure: CommandFailure) async throws {
        let fixture = Fixture()
        fixture.store.set(.fails(failure))

        #expect(try await fixture.post(webhook([status("a")])).status == .serviceUnavailable)
        let line = #"paynotify_webhooks_total{outcome="unavailable"} 1"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test func doesNotAskForARepetitionOfWhatARuleRefuses() async throws {
        let fixture = Fixture()
        fixture.store.set(.fails(.refused(.notFound(.notification))))

        #expect(try await fixture.post(webhook([status("a")])).status == .ok)
        let line = #"paynotify_webhook_updates_total{kind="refused"} 1"#
        #expect(fixture.metrics.text().contains(line))
    }

    @Test func asksMetaToTryAgainWhileTheStoreCannotBeRead() async throws {
        let fixture = Fixture()
        fixture.store.set(isReadable: false)

        #expect(try await fixture.post(webhook([status("a")])).status == .serviceUnavailable)
    }

    @Test func answersOnlyAfterTheCommit() async throws {
        let fixture = Fixture()
        fixture.store.set(.stalls)
        let hasAnswered = Atomic(false)

        async let response = {
            let response = try await fixture.post(webhook([status("a")]))
            hasAnswered.store(true, ordering: .sequentiallyConsistent)
            return response
        }()
        while fixture.store.batches.isEmpty { await Task.yield() }
        let isEarly = hasAnswered.load(ordering: .sequentiallyConsistent)
        #expect(!isEarly)
        fixture.store.release()

        #expect(try await response.status == .ok)
    }

    @Test func takesABodyAsLargeAsMetaSendsAndNoLarger() async throws {
        let fixture = Fixture()
        let room = Webhook.bodyBytesMax - webhook([status("a")]).utf8.count
        let padding = String(repeating: " ", count: room)

        let largest = try await fixture.post(webhook([status("a")]) + padding)
        let tooLarge = try await fixture.post(webhook([status("a")]) + padding + " ")

        #expect(largest.status == .ok)
        #expect(tooLarge.status == .contentTooLarge)
        #expect(tooLarge.headers[.connection] == "close")
        let line = #"paynotify_webhooks_total{outcome="too_large"} 1"#
        #expect(fixture.metrics.text().contains(line))
    }
}
