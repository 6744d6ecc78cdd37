import Testing

@testable import Sandbox

@Suite struct FaultTests {
    @Test func hitsWhatItsRuleIsForAndNothingElse() async throws {
        let platform = try await Fixture.platform()
        try await platform.add(
            ["recipient_suffix": "301", "template": "payment_received", "endpoint": "messages"])

        let other = await platform.send(Fixture.message)
        let hit = await platform.send(Fixture.message.with("to", "+49 1555 0100-301"))
        let named = await platform.send(Fixture.namedMessage.with("to", "+4915550100301"))

        #expect(other.status == 200)
        #expect(hit.code == 131_000)
        #expect(hit.status == 500)
        #expect(named.status == 200)
        #expect(await platform.rule["matched"] == 1)
        #expect(await platform.rule["fired"] == 1)
        #expect(await platform.journal.count == 2)
    }

    @Test(arguments: [
        ("messages", [500, 200, 200, 200, 200]), ("templates", [200, 500, 500, 200, 200]),
        ("number", [200, 200, 200, 500, 200]), ("account", [200, 200, 200, 200, 500]),
    ])
    func tellsTheEndpointsApart(endpoint: String, statuses: [Int]) async throws {
        let platform = try await Fixture.platform()
        try await platform.add(["endpoint": .string(endpoint)])

        let templateID = String(TemplateStore.firstID)
        var answered = [await platform.send(Fixture.message).status]
        for path in [
            "\(Fixture.wabaID)/message_templates", templateID, Fixture.numberID, Fixture.wabaID,
        ] {
            answered.append(await platform.get("/v25.0/\(path)").status)
        }

        #expect(answered == statuses)
    }

    @Test func choosesByNumber() async throws {
        let platform = try await Fixture.platform()
        try await platform.add(["phone_number_id": "99"])

        #expect(await platform.send(Fixture.message).status == 200)
        #expect(await platform.post("/v25.0/99/messages", Fixture.message).code == 131_000)
    }

    @Test func takesEachThirdCallAfterTwoUntilTheTenth() async throws {
        let platform = try await Fixture.platform()
        try await platform.add(["every": 3, "after": 2, "until": 10])

        var hits: [Int] = []
        for number in 1...15 where await platform.send(Fixture.message).status != 200 {
            hits.append(number)
        }

        #expect(hits == [5, 8])
        #expect(await platform.rule["matched"] == 15)
        #expect(await platform.rule["fired"] == 2)
    }

    @Test func drawsTheSameCallsFromTheSameSeed() async throws {
        var options = PlatformOptions()
        options.limits = .unthrottled
        func hits(_ seed: Int?) async throws -> [Bool] {
            let platform = try await Fixture.platform(options)
            try await platform.add([:], probability: 0.3, seed: seed)
            var hits: [Bool] = []
            for _ in 0..<200 { hits.append(await platform.send(Fixture.message).status != 200) }
            return hits
        }

        let first = try await hits(7)
        let again = try await hits(7)
        let other = try await hits(8)
        let programs = try await hits(nil)
        options.randomSeed = 2
        let otherPrograms = try await hits(nil)

        #expect(first == again)
        #expect(first != other)
        #expect(programs != otherPrograms)
        #expect((30...90).contains(first.count(where: \.self)))
    }

    @Test func letsNoRuleChangeWhatAnotherHits() async throws {
        let rule = FaultRule(
            id: "a", match: FaultMatch(), probability: 0.5, seed: 1, fault: .truncated)
        let second = FaultRule(
            id: "b", match: FaultMatch(), probability: 0.5, seed: 2, fault: .wrongJSON)
        let target = FaultTarget(endpoint: .messages)
        var alone = FaultRules()
        var both = FaultRules()
        try alone.set(second)
        try both.set(rule)
        try both.set(second)

        for _ in 0..<100 {
            let chosen = both.choose(target)?.id
            let isHit = alone.choose(target) != nil
            #expect(chosen == "a" || (chosen == "b") == isHit)
        }
    }

    @Test func acceptsTheMessageWhoseAnswerIsLostAndMarksIt() async throws {
        let platform = try await Fixture.platform()
        try await platform.add([:], fault: ["type": "bad_gateway", "when": "after"])

        _ = await platform.send(Fixture.message)
        let messages = await platform.get("/sandbox/messages").body["messages"]?.array
        let request = await platform.get("/sandbox/requests").body["requests"]?.array?.last

        #expect(messages?.count == 1)
        #expect(messages?.first?["fault"] == "f")
        #expect(request?["status"] == 502)
        #expect(request?["carried_out"] == true)
        #expect(request?["fault"] == "f")
        #expect(await platform.schedule.pending > 0, "its statuses are sent")
    }

    @Test func acceptsNothingWhenTheFaultComesBefore() async throws {
        let platform = try await Fixture.platform()
        try await platform.add([:], fault: ["type": "reset"])

        _ = await platform.send(Fixture.message)
        let request = await platform.get("/sandbox/requests").body["requests"]?.array?.last

        #expect(await platform.journal.count == 0)
        #expect(request?["status"] == nil)
        #expect(request?["carried_out"] == false)
        #expect(request?["fault"] == "f")
    }

    @Test func spoilsNoAnswerThatIsARefusal() async throws {
        let platform = try await Fixture.platform()
        try await platform.add([:], fault: ["type": "truncated"])

        let answer = await platform.send(Fixture.message.with("to", "x"))

        #expect(answer.code == 131_009)
        #expect(answer.injected == nil)
        #expect(await platform.rule["fired"] == 0)
    }

    @Test func countsAnInjectedLimitAsAFaultAndNotAsALimit() async throws {
        let platform = try await Fixture.platform()
        try await platform.add([:], fault: ["type": "error", "code": 130_429])

        _ = await platform.send(Fixture.message)

        let stats = await platform.get("/sandbox/stats").body
        #expect(stats["requests"]?["refused_by_code"]?["130429"] == 1)
        #expect(stats["limits"]?["refused"]?["throughput"] == 0)
    }

    @Test func listsReplacesAndDeletesRules() async throws {
        let platform = try await Fixture.platform()
        let rules: JSON = [
            "rules": [
                ["id": "a", "fault": ["type": "hang", "when": "after", "seconds": 2]],
                ["id": "b", "fault": ["type": "slow_body"]],
            ]
        ]
        #expect(await platform.post("/sandbox/faults", rules).status == 200)
        _ = await platform.post("/sandbox/faults", ["id": "a", "fault": ["type": "truncated"]])

        let listed = await platform.get("/sandbox/faults").body["rules"]?.array
        #expect(listed?.map { $0["id"] } == ["a", "b"])
        #expect(listed?.map { $0["fault"]?["type"] } == ["truncated", "slow_body"])

        #expect(await platform.call("DELETE", "/sandbox/faults/a").status == 200)
        #expect(await platform.call("DELETE", "/sandbox/faults/a").code == 100)
        #expect(await platform.faultList["rules"]?.array?.map { $0["id"] } == ["b"])
        #expect(await platform.call("DELETE", "/sandbox/faults").status == 200)
        #expect(await platform.faultList == ["rules": []])
    }

    @Test(
        arguments: [
            (["fault": ["type": "reset"]], "id is required"),
            (["id": "a"], "fault is required"),
            (["id": "a", "fault": ["type": "rain"]], "type must be error"),
            (["id": "a", "fault": ["type": "reset", "when": "during"]], "before or after"),
            (
                ["id": "a", "fault": ["type": "truncated", "when": "before"]],
                "unexpected key fault.when"
            ),
            (["id": "a", "fault": ["type": "error"]], "fault.code is required"),
            (
                ["id": "a", "fault": ["type": "error", "code": 1, "status": 99]],
                "fault.status must be"
            ),
            (
                ["id": "a", "probability": .number(1.5), "fault": ["type": "reset"]],
                "probability must be"
            ),
            (
                ["id": "a", "match": ["every": 0], "fault": ["type": "reset"]],
                "match.every must be"
            ),
            (
                ["id": "a", "match": ["endpoint": "x"], "fault": ["type": "reset"]],
                "must be messages"
            ),
            (
                ["rules": [["id": "a", "fault": ["type": "reset"]], ["id": "b"]]],
                "fault is required"
            ),
        ] as [(JSON, String)])
    func refusesARuleThatIsNone(body: JSON, details: String) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.post("/sandbox/faults", body)

        #expect(answer.details?.contains(details) == true, "\(answer.details ?? "")")
        #expect(await platform.faultList == ["rules": []])
    }

    @Test func drawsLatencyBetweenItsTwoPoints() throws {
        let latency = try Latency(p50: .milliseconds(150), p99: .seconds(2))
        var random = SeededGenerator(seed: 1)

        let times = (0..<20_000).map { _ in latency.draw(using: &random) }.sorted()

        #expect((Duration.milliseconds(140)...Duration.milliseconds(160)).contains(times[10_000]))
        #expect(
            (Duration.milliseconds(1_700)...Duration.milliseconds(2_300)).contains(times[19_800]))
    }

    @Test func setsAndClearsTheLatency() async throws {
        let platform = try await Fixture.platform()

        let set = await platform.post(
            "/sandbox/latency", ["p50_milliseconds": 150, "p99_milliseconds": 2_000])
        let slow = await platform.send(Fixture.message)
        let read = await platform.get("/v25.0/\(Fixture.numberID)")
        let cleared = await platform.post("/sandbox/latency", ["p50_milliseconds": 0])
        let fast = await platform.send(Fixture.message)
        let wrong = await platform.post(
            "/sandbox/latency", ["p50_milliseconds": 2, "p99_milliseconds": 1])

        #expect(set.body == ["p50_milliseconds": .number(150), "p99_milliseconds": .number(2_000)])
        #expect(slow.delay > .zero)
        #expect(read.delay == .zero)
        #expect(cleared.body["p50_milliseconds"] == .number(0))
        #expect(fast.delay == .zero)
        #expect(wrong.code == 100)
    }
}

extension Platform {
    fileprivate var rule: JSON { faultList["rules"]?.array?.first ?? [:] }

    /// Adds the rule `f`.
    fileprivate func add(
        _ match: JSON, probability: Double = 1, seed: Int? = nil,
        fault: JSON = ["type": "error", "code": 131_000, "status": 500]
    ) async throws {
        let answer = await post(
            "/sandbox/faults",
            [
                "id": "f", "match": match, "probability": .number(probability),
                "seed": seed.map(JSON.integer) ?? .null, "fault": fault,
            ])
        try #require(answer.status == 200, "\(answer.details ?? "")")
    }
}
