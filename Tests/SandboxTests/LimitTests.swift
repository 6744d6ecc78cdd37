import Testing

@testable import Sandbox

@Suite struct LimitTests {
    private let clock = ManualTime()

    @Test func refusesTheEightyFirstMessageOfASecond() async throws {
        let platform = try await Fixture.platform(clock: clock)

        let codes = await platform.sendEach(81)
        clock.advance(by: .microseconds(12_500))
        let later = await platform.sendEach(2)

        #expect(codes == Array(repeating: 0, count: 80) + [130_429])
        #expect(later == [0, 130_429])
        let stats = await platform.limitStats
        #expect(stats["refused"]?["throughput"] == 2)
        #expect(stats["numbers"]?.array?.first?["highest_per_second"] == 83)
    }

    @Test(arguments: [20, 1_000])
    func hasTheThroughputThatANumberWasGiven(most: Int) async throws {
        let platform = try await Fixture.platform(clock: clock)
        let body: JSON = [
            "phone_number_id": .string(Fixture.numberID), "messages_per_second": .integer(most),
        ]
        #expect(await platform.post("/sandbox/limits", body).status == 200)

        let codes = await platform.sendEach(most + 1)

        #expect(codes.last == 130_429)
        #expect(codes.count { $0 == 0 } == most)
        let node = await platform.get("/v25.0/\(Fixture.numberID)", ["fields": "throughput"])
        #expect(node.body["throughput"]?["level"] == (most > 80 ? "HIGH" : "STANDARD"))
    }

    @Test func refusesTheFortySixthMessageToOneRecipientAndNoOther() async throws {
        let platform = try await Fixture.platform(clock: clock)

        var codes: [Int?] = []
        for _ in 0..<46 { codes.append(await platform.send(Fixture.message).code) }
        let other = await platform.sendEach(1)
        clock.advance(by: .seconds(6))
        let later = await platform.send(Fixture.message)
        let tooMany = await platform.send(Fixture.message)

        #expect(codes.last == 131_056)
        #expect(codes.count { $0 == nil } == 45)
        #expect(other == [0])
        #expect(later.status == 200)
        #expect(tooMany.status == 400)
        #expect(
            tooMany.error?["message"]
                == "(#131056) (Business Account, Consumer Account) pair rate limit hit")
        let number = await platform.limitStats["numbers"]?.array?.first
        #expect(number?["highest_per_pair_in_6_seconds"] == 46)
    }

    @Test func forgetsIdlePairsOnly() async throws {
        let platform = try await Fixture.platform(
            options(.unthrottled) { $0.limits.number.isPairLimited = true }, clock: clock)
        for _ in 0..<45 { _ = await platform.send(Fixture.message) }
        clock.advance(by: .seconds(7))
        _ = await platform.sendEach(3_000)

        _ = await platform.send(Fixture.message)
        let answer = await platform.send(Fixture.message)

        #expect(answer.code == 131_056, "the pair's debt outlives the forgetting of others")
    }

    @Test func countsARollingHourOfManagementCalls() async throws {
        let platform = try await Fixture.platform(
            options(.unthrottled) { $0.limits.managementCallsPerHour = .upTo(200) }, clock: clock)
        clock.advance(by: .seconds(60))
        let path = "/v25.0/\(Fixture.wabaID)/message_templates"

        // The fixture has created two templates.
        var answers: [Answer] = []
        for _ in 0..<199 { answers.append(await platform.get(path)) }
        let sent = await platform.send(Fixture.message)
        let number = await platform.get("/v25.0/\(Fixture.numberID)")
        clock.advance(by: .seconds(3_540))
        let later = await platform.get(path)

        #expect(answers.dropLast().allSatisfy { $0.status == 200 })
        #expect(answers[97].usage?.percent == 50)
        #expect(answers.last?.code == 80_007)
        #expect(answers.last?.usage?.minutesToRegainAccess == 59)
        #expect(sent.status == 200)
        #expect(number.status == 200)
        #expect(later.status == 200)
        #expect(await platform.limitStats["refused"]?["management"] == 1)
    }

    @Test func countsThePortfoliosRecipientsOfADayWhenTheyAreAccepted() async throws {
        let platform = try await Fixture.platform(
            options(.unthrottled) { $0.limits.recipientsPerDay = .upTo(250) }, clock: clock)

        _ = await platform.send(Fixture.message.with("template.name", "no_such"))
        let codes = await platform.sendEach(251)
        let known = await platform.sendEach(1)
        let node = await platform.get(
            "/v25.0/\(Fixture.numberID)",
            ["fields": "whatsapp_business_manager_messaging_limit"])
        clock.advance(by: .seconds(24 * 3_600))
        let next = await platform.send(Fixture.message)

        #expect(codes == Array(repeating: 0, count: 250) + [131_048])
        #expect(known == [0], "a recipient of the day is written to freely")
        #expect(node.body["whatsapp_business_manager_messaging_limit"] == "TIER_250")
        #expect(next.status == 200)
    }

    @Test func sharesThePortfoliosLimitAmongItsAccounts() async throws {
        let platform = try await Fixture.platform(clock: clock)
        let account: JSON = [
            "waba_id": "9", "phone_number_id": "99", "display_phone_number": "15550100999",
        ]
        _ = await platform.post("/sandbox/accounts", account)
        _ = await platform.call(
            "POST", "/v25.0/9/message_templates", body: Fixture.payment)
        let portfolio = AccountSeed().portfolioID
        _ = await platform.post(
            "/sandbox/limits",
            ["portfolio_id": .string(portfolio), "recipients_per_day": 1])

        let first = await platform.send(Fixture.message)
        let second = await platform.post(
            "/v25.0/99/messages", Fixture.message.with("to", "+4915550100301"))

        #expect(first.status == 200)
        #expect(second.code == 131_048)
    }

    @Test func isInMaintenanceForItsTime() async throws {
        let platform = try await Fixture.platform(clock: clock)
        _ = await platform.post(
            "/sandbox/limits",
            [
                "phone_number_id": .string(Fixture.numberID), "maintenance_seconds": 60,
                "messages_per_second": 1_000,
            ])

        let first = await platform.send(Fixture.message)
        clock.advance(by: .seconds(59))
        let limits = await platform.get("/sandbox/limits")
        let last = await platform.send(Fixture.message)
        clock.advance(by: .seconds(1))
        let after = await platform.send(Fixture.message)

        #expect(first.code == 131_057)
        #expect(first.status == 500)
        #expect(limits.body["numbers"]?.array?.first?["maintenance_seconds"] == .number(1))
        #expect(last.code == 131_057)
        #expect(after.status == 200)
    }

    @Test func hasNoLimitWhenUnthrottled() async throws {
        let platform = try await Fixture.platform(options(.unthrottled), clock: clock)

        var codes: Set<Int?> = []
        for _ in 0..<100 { codes.insert(await platform.send(Fixture.message).code) }
        codes.formUnion(await platform.sendEach(1_100))

        #expect(codes == [nil, 0])
    }

    @Test func changesAllNumbersAndThoseToComeWithoutAnID() async throws {
        let platform = try await Fixture.platform(clock: clock)
        let body: JSON = [
            "messages_per_second": "unlimited", "pair_limit": false, "quality_rating": "YELLOW",
            "management_calls_per_hour": 200, "recipients_per_day": 2_000,
        ]
        let changed = await platform.post("/sandbox/limits", body)
        _ = await platform.post(
            "/sandbox/accounts", ["waba_id": "9", "phone_number_id": "99", "portfolio_id": "1"])

        let limits = await platform.get("/sandbox/limits").body

        #expect(changed.status == 200)
        let numbers = limits["numbers"]?.array ?? []
        #expect(numbers.map { $0["messages_per_second"] } == ["unlimited", "unlimited"])
        #expect(numbers.map { $0["pair_limit"] } == [false, false])
        #expect(numbers.map { $0["quality_rating"] } == ["YELLOW", "YELLOW"])
        #expect(
            limits["accounts"]?.array?.map { $0["management_calls_per_hour"] } == [200, 200])
        #expect(
            limits["portfolios"]?.array?.map { $0["recipients_per_day"] } == [2_000, 2_000])
    }

    @Test(
        arguments: [
            (["messages_per_second": 0], "number from 1"),
            (["messages_per_second": "many"], "number from 1"),
            (["phone_number_id": "1"], "there is no phone_number_id 1"),
            (["waba_id": "700000000000001", "pair_limit": true], "phone_number_id is required"),
            (
                ["phone_number_id": "800000000000002", "recipients_per_day": 250],
                "portfolio_id is required"
            ),
            (["quality_rating": "BLUE"], "GREEN, YELLOW, RED"),
            (["maintenance_seconds": -1], "0 to 86400"),
            (["pair_limit": 1], "true or false"),
            (["burst": 1], "unexpected key burst"),
        ] as [(JSON, String)])
    func refusesLimitsThatAreNone(body: JSON, details: String) async throws {
        let platform = try await Fixture.platform(clock: clock)
        let before = await platform.limits

        let answer = await platform.post("/sandbox/limits", body)

        #expect(answer.details?.contains(details) == true)
        #expect(await platform.limits == before)
    }

    private func options(
        _ limits: LimitSettings, _ change: (inout PlatformOptions) -> Void = { _ in }
    ) -> PlatformOptions {
        var options = PlatformOptions()
        options.limits = limits
        change(&options)
        return options
    }
}

extension Platform {
    /// Sends to so many different recipients; the codes, 0 for an accepted message.
    func sendEach(_ count: Int) async -> [Int] {
        var codes: [Int] = []
        for number in 0..<count {
            let to = JSON.string("+49155502\(10_000 + number)")
            codes.append(await send(Fixture.message.with("to", to)).code ?? 0)
        }
        return codes
    }
}
