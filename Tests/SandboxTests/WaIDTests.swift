import Testing

@testable import Sandbox

@Suite struct WaIDTests {
    private let clock = ManualTime()

    @Test func namesTheSameWaIDInAnswersStatusesAndMessages() async throws {
        let platform = try await Platform.told(clock)
        let set = await platform.post(
            "/sandbox/wa-ids", ["numbers": ["+96550001234": "96599999999"]])

        let answer = await platform.send(Fixture.message.with("to", "+96550001234"))
        let statuses = try await platform.statusesTold(clock)
        _ = await platform.post(
            "/sandbox/events", ["field": "messages", "from": "96550001234", "text": "STOP"])
        _ = await platform.post("/sandbox/customers/96550001234/write", ["text": "STOP"])
        let messages = try await platform.acknowledgeAll(clock).map { try $0.value }

        #expect(set.body["numbers"] == ["96550001234": "96599999999"])
        let contact = answer.body["contacts"]?.array?.first
        #expect(contact?["input"] == "+96550001234")
        #expect(contact?["wa_id"] == "96599999999")
        #expect(statuses.map { $0["recipient_id"] } == ["96599999999", "96599999999"])
        #expect(
            messages.map { $0["messages"]?.array?.first?["from"] }
                == ["96599999999", "96599999999"])
        let shown = await platform.get("/sandbox/messages").body["messages"]?.array?.first
        #expect(shown?["to"] == "96599999999")
        #expect(shown?["input"] == "+96550001234")
    }

    @Test(arguments: [
        ("96550001234", "96650001234"), ("96450001234", "964950001234"),
        ("964950001234", "964950001234"), ("4915550100300", "4915550100300"),
        ("96550007777", "96511111111"), ("525550123456", "5215550123456"),
    ])
    func asksNumbersThenPrefixesThenCountries(digits: String, waID: String) {
        let rules = WaIDRules(
            numbers: ["96550007777": "96511111111"],
            prefixes: [
                WaIDRules.Prefix(from: "965", to: "966"), WaIDRules.Prefix(from: "964", to: "9649"),
            ],
            countries: [.mexico])

        #expect(rules.waID(of: digits) == waID)
    }

    @Test func replacesTheRulesAndShowsThem() async throws {
        let platform = try await Fixture.platform()
        let rules: JSON = [
            "numbers": ["96550001234": "96599999999"],
            "prefixes": [["from": "965", "to": "966"]], "countries": ["AR", "MX"],
        ]

        #expect(await platform.post("/sandbox/wa-ids", rules).body == rules)
        #expect(await platform.get("/sandbox/wa-ids").body == rules)
        #expect(
            await platform.post("/sandbox/wa-ids").body
                == ["numbers": [:], "prefixes": [], "countries": []])
    }

    @Test func hasRoomForSoManyRulesAndNoMore() async throws {
        let platform = try await Fixture.platform()
        let rule: JSON = ["from": "1", "to": "2"]
        let most = [JSON](repeating: rule, count: Limits.waIDRulesMax)

        #expect(await platform.post("/sandbox/wa-ids", ["prefixes": .array(most)]).status == 200)
        #expect(
            await platform.post("/sandbox/wa-ids", ["prefixes": .array(most + [rule])]).code == 100)
    }

    @Test(
        arguments: [
            ["numbers": 1], ["numbers": ["x": "96550001234"]], ["numbers": ["96550001234": "x"]],
            ["numbers": ["96550001234": 1]], ["prefixes": [["from": "965"]]],
            ["prefixes": [["from": "x", "to": "1"]]],
            ["prefixes": [["from": "1", "to": "2", "x": 1]]], ["countries": ["KW"]],
            ["countries": [1]], ["rules": []],
        ] as [JSON])
    func refusesRulesThatCannotBe(rules: JSON) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.post("/sandbox/wa-ids", rules).status == 400)
        #expect(await platform.waIDs == WaIDRules())
    }
}
