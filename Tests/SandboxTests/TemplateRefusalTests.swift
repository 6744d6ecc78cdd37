import Testing

@testable import Sandbox

/// Refusals of a template whose definition is listed as APPROVED all the while.
@Suite struct TemplateRefusalTests {
    @Test(arguments: [
        (132_000, 400), (132_001, 404), (132_012, 400), (132_015, 400), (132_016, 400),
        (132_018, 400), (131_063, 400), (131_031, 403), (131_042, 400),
    ])
    func refusesWhileTheListSaysApprovedAndEndsWithTheRule(code: Int, status: Int) async throws {
        let platform = try await Fixture.platform()
        let list = "/v25.0/\(Fixture.wabaID)/message_templates"
        let before = await platform.get(list).body
        let set = await platform.post(
            "/sandbox/faults",
            [
                "id": "t", "match": ["template": "payment_received", "language": "de"],
                "fault": ["type": "refusal", "code": .integer(code)],
            ])

        let refused = await platform.send(Fixture.message)
        let other = await platform.send(Fixture.namedMessage)
        let after = await platform.get(list).body
        _ = await platform.call("DELETE", "/sandbox/faults/t")

        #expect(set.status == 200)
        #expect(refused.code == code)
        #expect(refused.status == status)
        #expect(refused.details != nil)
        #expect(other.status == 200)
        #expect(before == after)
        #expect(after["data"]?.array?.allSatisfy { $0["status"] == "APPROVED" } == true)
        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test func refusesOneLanguageAlone() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.post(
            "/sandbox/faults",
            [
                "id": "t", "match": ["template": "payment_received", "language": "en"],
                "fault": ["type": "refusal", "code": 132_001],
            ])

        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test(
        arguments: [
            ["type": "refusal"], ["type": "refusal", "code": 131_026],
            ["type": "refusal", "code": 132_001, "status": 400],
        ] as [JSON])
    func refusesARuleThatCannotBe(fault: JSON) async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.post("/sandbox/faults", ["id": "t", "fault": fault])

        #expect(answer.status == 400)
        #expect(await platform.get("/sandbox/faults").body["rules"] == [])
    }
}
