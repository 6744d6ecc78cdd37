import Testing

@testable import Sandbox

/// The statuses of a message under a rule, told to a receiver that takes everything.
@Suite struct ReceiptRuleTests {
    private let clock = ManualTime()

    @Test(
        arguments: [
            (["sent", "read"], ["sent", "read"]), (["sent"], ["sent"]), ([], []),
            (["sent", "warped"], ["sent", "warped"]),
            (["sent", "delivered", "failed"], ["sent", "delivered", "failed"]),
        ] as [(JSON, [JSON])])
    func tellsTheStatusesThatTheRuleNames(statuses: JSON, told: [JSON]) async throws {
        let statuses = try await tell(["statuses": statuses])

        #expect(statuses.map { $0["status"] } == told)
    }

    @Test func failsAfterSentWithTheCodeOfTheRule() async throws {
        let told = try await tell(["statuses": ["sent", "failed"], "code": 131_042])

        let error = told.last?["errors"]?.array?.first
        #expect(error?["code"] == 131_042)
        #expect(error?["title"] == error?["message"])
        #expect(error?["error_data"]?["details"] != nil)
        #expect(told.last?["pricing"] == nil)
    }

    @Test(arguments: [131_042, 131_031, 131_048])
    func failsWithACodeOfTheAccountLongAfterIt(code: Int) async throws {
        let platform = try await Platform.told(
            clock,
            receipts: [
                "rules": [
                    ["statuses": ["failed"], "code": .integer(code), "delay_seconds": 7_200]
                ]
            ])
        #expect(await platform.send(Fixture.message).status == 200)

        #expect(await platform.acknowledgeAll(clock, within: .seconds(7_199)).isEmpty)
        let told = try await platform.statusesTold(clock)

        #expect(told.map { $0["status"] } == ["failed"])
        let error = told.first?["errors"]?.array?.first
        #expect(error?["code"] == .integer(code))
        #expect(error?["title"] != "Message failed")
    }

    @Test(
        arguments: [
            ("present", JSON.integer(131_049)), ("string", .string("131049")), ("missing", nil),
        ] as [(String, JSON?)])
    func failsWithErrorsOfThisShape(errors: String, code: JSON?) async throws {
        let told = try await tell([
            "statuses": ["failed"], "code": 131_049, "errors": .string(errors),
        ])

        #expect(told.map { $0["status"] } == ["failed"])
        #expect(told.first?["errors"]?.array?.first?["code"] == code)
        #expect((told.first?["errors"] == nil) == (code == nil))
    }

    @Test func tellsInAnotherOrderThanThingsHappened() async throws {
        let told = try await tell([
            "statuses": ["sent", "delivered", "read"], "shuffle": true, "delay_seconds": 1,
        ])

        #expect(Set(told.map { $0["status"] }) == ["sent", "delivered", "read"])
        #expect(told.map { $0["status"] } != ["sent", "delivered", "read"])
    }

    @Test func tellsEachStatusAgainAtOnceAndHoursLater() async throws {
        let platform = try await Platform.told(
            clock, receipts: ["rules": [["duplicate_after_seconds": [0, 7_200]]]])
        _ = await platform.send(Fixture.message)

        let first = await platform.acknowledgeAll(clock, within: .seconds(60))
        let later = await platform.acknowledgeAll(clock, within: .seconds(7_200))

        #expect(first.count == 4)
        #expect(later.count == 2)
        #expect(Set(first.map(\.body)) == Set(later.map(\.body)))
        #expect(await platform.journal[1]?.statuses.map(\.tries) == [3, 3])
    }

    @Test func tellsLateWhatHappenedEarly() async throws {
        let platform = try await Platform.told(
            clock, receipts: ["rules": [["delay_seconds": 30]]])
        _ = await platform.send(Fixture.message)

        #expect(await platform.acknowledgeAll(clock, within: .seconds(30)).isEmpty)
        let told = try await platform.statusesTold(clock)

        #expect(told.map { $0["timestamp"] } == ["1795350000", "1795350000"])
    }

    @Test func takesOnlyTheMessagesItMatches() async throws {
        let rules: [JSON] = [
            ["recipient_suffix": "0301", "statuses": []],
            ["template": "payment_named", "statuses": ["sent"]],
            ["phone_number_id": "1", "statuses": ["failed"]],
        ]
        let platform = try await Platform.told(clock, receipts: ["rules": .array(rules)])

        for message in [
            Fixture.message.with("to", "+4915550100301"), Fixture.namedMessage, Fixture.message,
        ] {
            #expect(await platform.send(message).status == 200)
        }
        let told = try await platform.statusesTold(clock)

        #expect(told.map { $0["status"] } == ["sent", "sent", "delivered"])
        let shown = await platform.get("/sandbox/receipts").body["rules"]?.array
        #expect(shown?.map { $0["taken"] } == [1, 1, 0])
    }

    @Test func takesTheShareThatTheProbabilitySaysAndRepeatsItBySeed() async throws {
        let seed = Int.random(in: 0...Int(Int32.max))
        let rules: JSON = [
            "rules": [["probability": .number(0.25), "statuses": []]], "seed": .integer(seed),
        ]
        var rows: [[JSON]] = []
        for _ in 1...2 {
            let platform = try await Platform.told(clock, receipts: rules)
            for number in 1...200 {
                _ = await platform.send(
                    Fixture.message.with("biz_opaque_callback_data", .string("n\(number)")))
            }
            let told = try await platform.statusesTold(clock)
            rows.append(
                told.filter { $0["status"] == "sent" }
                    .compactMap { $0["biz_opaque_callback_data"] })
        }

        #expect(rows[0] == rows[1], "seed \(seed)")
        #expect((110...185).contains(rows[0].count), "seed \(seed)")
    }

    @Test func tellsTheShapeOfVersion23() async throws {
        let told = try await tell(["shape": "v23"])

        #expect(told.map { $0["conversation"]?["origin"]?["type"] } == ["utility", "utility"])
        #expect(told[0]["conversation"]?["expiration_timestamp"] == "1795436400")
        #expect(told[1]["conversation"]?["expiration_timestamp"] == nil)
    }

    @Test func hidesThePhoneBehindAUserID() async throws {
        let posts = try await posts(["hide_phone": true])

        let text = String(decoding: posts[0].body, as: UTF8.self)
        let value = try posts[0].value
        let contact = value["contacts"]?.array?.first
        #expect(contact?["wa_id"] == nil)
        #expect(contact?["user_id"]?.string?.hasPrefix("DE.") == true)
        #expect(value["statuses"]?.array?.first?["recipient_id"] == nil)
        #expect(!text.contains(Fixture.recipient))
    }

    @Test func leavesOutTheContacts() async throws {
        let with = try await posts([:])[0].value
        let without = try await posts(["contacts": false])[0].value

        #expect(with["contacts"]?.array?.first?["wa_id"] == .string(Fixture.recipient))
        #expect(without["contacts"] == nil)
        #expect(without["statuses"] != nil)
    }

    @Test func namesAMessageThatNobodySent() async throws {
        let platform = try await Platform.told(
            clock, receipts: ["rules": [["unknown_wamid": true]]])
        let wamid = try #require(await platform.send(Fixture.message).wamid)

        let told = try await platform.statusesTold(clock)

        #expect(told.allSatisfy { $0["id"] != .string(wamid) })
        #expect(told.allSatisfy { $0["biz_opaque_callback_data"] == "ntf_1.a1" })
    }

    @Test func carriesMembersThatNobodyKnows() async throws {
        let value = try await posts(["unknown_field": true])[0].value

        #expect(value["future_member"] != nil)
        #expect(value["statuses"]?.array?.first?["future_member"]?["nested"] != nil)
    }

    @Test func tellsErrorsInsteadOfStatuses() async throws {
        let value = try await posts(["errors_only": true, "statuses": ["failed"]])[0].value

        #expect(value["statuses"] == nil)
        #expect(value["errors"]?.array?.first?["code"] == 131_026)
    }

    @Test(
        arguments: [
            ["rules": 1], ["rules": [1]], ["rule": []], ["rules": [["statuses": "sent"]]],
            ["rules": [["statuses": [""]]]], ["rules": [["probability": .number(1.5)]]],
            ["rules": [["probability": "1"]]], ["rules": [["code": -1]]],
            ["rules": [["errors": "none"]]], ["rules": [["shuffle": 1]]],
            ["rules": [["shape": "v22"]]],
            ["rules": [["duplicate_after_seconds": 1]]],
            ["rules": [["duplicate_after_seconds": [-1]]]],
            ["rules": [["delay_seconds": 2_592_001]]], ["seed": -1], ["rules": [["to": "1"]]],
        ] as [JSON])
    func refusesARuleThatCannotBe(rules: JSON) async throws {
        let platform = try await Platform.told(clock, receipts: ["rules": [["statuses": []]]])

        let answer = await platform.post("/sandbox/receipts", rules)

        #expect(answer.code == 100)
        #expect(await platform.receipts.rules.count == 1)
    }

    @Test func holdsTheAnswerUntilAStatusWasTold() async throws {
        let platform = try await Platform.told(clock, receipts: ["rules": [["early": true]]])

        let answer = await platform.send(Fixture.message)
        let heldBy = try #require(answer.heldBy)
        let job = try #require(await platform.takeWebhookWork().deliveries.first)
        await platform.finish(job, isAcknowledged: false)

        await heldBy.wait(atMost: nil)
        #expect(try job.statuses.map { $0["status"] } == ["sent"])
        #expect(await platform.heldAnswers.isEmpty)
        #expect(clock.now == .zero)
    }

    @Test func holdsNoAnswerWhenNobodyIsTold() async throws {
        let platform = try await Fixture.platform(clock: clock)
        _ = await platform.post("/sandbox/receipts", ["rules": [["early": true]]])

        #expect(await platform.send(Fixture.message).heldBy == nil)
    }

    private func posts(_ rule: JSON) async throws -> [DeliveryJob] {
        let platform = try await Platform.told(clock, receipts: ["rules": [rule]])
        _ = await platform.send(Fixture.message)
        return await platform.acknowledgeAll(clock)
    }

    private func tell(_ rule: JSON) async throws -> [JSON] {
        try await posts(rule).flatMap { try $0.statuses }
    }
}
