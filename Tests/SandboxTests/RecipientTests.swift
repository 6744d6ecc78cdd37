import Testing

@testable import Sandbox

@Suite struct RecipientTests {
    @Test(arguments: [("4915550100000", 131_000), ("4915550100016", 131_016)])
    func refusesAMagicRecipientAtOnce(recipient: String, code: Int) async throws {
        let platform = try await platform()

        let answer = await platform.send(to: recipient)

        #expect(answer.code == code)
        #expect(answer.status == 500)
        #expect(await platform.journal.count == 0)
    }

    @Test func acceptsTheSecondMessageToTheOneThatRecovers() async throws {
        let platform = try await platform()

        let statuses = [
            await platform.send(to: "4915550100016").status,
            await platform.send(to: "4915550100016").status,
            await platform.send(to: "4915550110016").status,
            await platform.send(to: "4915550110016").status,
        ]

        #expect(statuses == [500, 200, 500, 200])
    }

    @Test(arguments: [
        ("4915550100026", 131_026), ("4915550100042", 131_042), ("4915550100049", 131_049),
        ("4915550100050", 131_050),
    ])
    func acceptsAMagicRecipientAndLetsTheMessageFail(recipient: String, code: Int) async throws {
        let clock = ManualTime()
        let platform = try await platform("http://127.0.0.1:9/hook", clock)
        let handshake = try #require(await platform.takeWebhookWork().handshakes.first)
        await platform.finish(handshake, succeeded: true)
        // The approvals of the two templates.
        #expect(await platform.takeWebhookWork().deliveries.count == 2)

        let answer = await platform.send(to: recipient)
        clock.advance(by: .seconds(60))
        let told = await platform.takeWebhookWork().deliveries

        #expect(answer.status == 200)
        #expect(await platform.journal.count == 1)
        #expect(told.count == 1)
        let body = String(decoding: try #require(told.first).body, as: UTF8.self)
        #expect(body.contains(#""status":"failed""#))
        #expect(body.contains(#""code":\#(code)"#))
    }

    @Test func takesThemForOrdinaryOnesUnlessItIsSwitchedOn() async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.send(to: "4915550100000").status == 200)
        let switched = await platform.post("/sandbox/magic-recipients", ["enabled": true])
        #expect(switched.body == ["enabled": true])
        #expect(await platform.send(to: "4915550100000").code == 131_000)
        _ = await platform.post("/sandbox/magic-recipients", ["enabled": false])
        #expect(await platform.send(to: "4915550100000").status == 200)
        #expect(await platform.post("/sandbox/magic-recipients").code == 131_008)
    }

    @Test(arguments: [
        ("541155501234", "5491155501234"), ("5491155501234", "5491155501234"),
        ("525550123456", "5215550123456"), ("5215550123456", "5215550123456"),
        ("5511987654321", "551187654321"), ("551133334444", "551133334444"),
        ("4915550100300", "4915550100300"),
    ])
    func rewritesTheNumbersOfThreeCountries(written: String, waID: String) async throws {
        var options = PlatformOptions()
        options.rewritesWaIDs = true
        let platform = try await Fixture.platform(options)

        let answer = await platform.send(to: written)

        let contact = answer.body["contacts"]?.array?.first
        #expect(contact?["input"] == .string("+" + written))
        #expect(contact?["wa_id"] == .string(waID))
        #expect(WaID.rewritten(written) == waID)
    }

    @Test func keepsTheWrittenNumberUnlessItIsTold() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.send(to: "541155501234")

        #expect(answer.body["contacts"]?.array?.first?["wa_id"] == "541155501234")
    }

    private func platform(
        _ webhookURL: String? = nil, _ clock: ManualTime = ManualTime()
    ) async throws -> Platform {
        var options = PlatformOptions()
        options.hasMagicRecipients = true
        options.seed.webhookURL = webhookURL
        return try await Fixture.platform(options, clock: clock)
    }
}

extension Platform {
    fileprivate func send(to digits: String) async -> Answer {
        await send(Fixture.message.with("to", .string("+" + digits)))
    }
}
