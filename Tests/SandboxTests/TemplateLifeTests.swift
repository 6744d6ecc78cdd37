import Testing

@testable import Sandbox

/// What happens to a template over hours of the sandbox's clock.
@Suite struct TemplateLifeTests {
    private let clock = ManualTime()
    private let id = String(TemplateStore.firstID)

    @Test func holdsMessagesBeyondTheFreeOnesAndReleasesThem() async throws {
        let platform = try await Platform.told(clock)
        try await platform.act("pace", ["free_sends": 1])

        let answers = [
            await platform.send(Fixture.message), await platform.send(Fixture.message),
            await platform.send(Fixture.namedMessage),
        ]
        let before = try await platform.statusesTold(clock)
        let held = await platform.journal[2]?.isHeld
        let shown = try await platform.act("release")
        let after = try await platform.statusesTold(clock)

        #expect(
            answers.map(\.messageStatus) == [
                "accepted", "held_for_quality_assessment", "accepted",
            ])
        #expect(held == true)
        #expect(before.count == 4)
        #expect(shown["held_messages"] == 0)
        #expect(after.map { $0["status"] } == ["sent", "delivered"])
        #expect(after.map { $0["id"]?.string } == [answers[1].wamid, answers[1].wamid])
        #expect(await platform.send(Fixture.message).messageStatus == "accepted")
    }

    @Test func failsWhatWasHeldAndPausesUntilAPersonEndsThePause() async throws {
        let platform = try await Platform.told(clock)
        try await platform.act("pace")
        for _ in 1...2 { _ = await platform.send(Fixture.message) }

        try await platform.act("drop")
        let posts = await platform.acknowledgeAll(clock)

        let told = try posts.flatMap { try $0.statuses }
        #expect(told.map { $0["status"] } == ["failed", "failed"])
        #expect(told.map { $0["errors"]?.array?.first?["code"] } == [132_015, 132_015])
        let changes = try posts.map { try $0.change }.filter { $0["field"] != "messages" }
        #expect(
            changes.map { $0["field"] } == [
                "message_template_quality_update", "message_template_status_update",
            ])
        #expect(changes[0]["value"]?["new_quality_score"] == "RED")
        #expect(changes[0]["value"]?["previous_quality_score"] == "UNKNOWN")
        #expect(changes[1]["value"]?["other_info"]?["title"] == "RATE_LIMITING_PAUSE")
        clock.advance(by: .seconds(30 * 24 * 3_600))
        #expect(await platform.send(Fixture.message).code == 132_015)
        #expect(await platform.post("/v25.0/\(id)/unpause").status == 200)
        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test func pausesThreeHoursThenSixThenDisables() async throws {
        let platform = try await Platform.told(clock)
        var titles: [JSON?] = []

        for hours in [3, 6] {
            try await platform.act("quality", ["score": "RED"])
            clock.advance(by: .seconds(hours * 3_600 - 1))
            #expect(await platform.send(Fixture.message).code == 132_015)
            clock.advance(by: .seconds(1))
            #expect(await platform.send(Fixture.message).status == 200)
        }
        try await platform.act("quality", ["score": "RED"])
        #expect(await platform.send(Fixture.message).code == 132_016)
        for post in await platform.acknowledgeAll(clock) {
            let change = try post.change
            guard change["field"] == "message_template_status_update" else { continue }
            titles.append(change["value"]?["other_info"]?["title"])
        }

        #expect(
            titles == ["FIRST_PAUSE", "UNPAUSE", "SECOND_PAUSE", "UNPAUSE", "DISABLED"])
    }

    @Test func endsNoLaterPauseThanItsOwn() async throws {
        let platform = try await Platform.told(clock)
        try await platform.act("quality", ["score": "RED"])
        _ = await platform.post("/v25.0/\(id)/unpause")
        clock.advance(by: .seconds(3_600))
        try await platform.act("quality", ["score": "RED"])

        clock.advance(by: .seconds(2 * 3_600))

        #expect(await platform.send(Fixture.message).code == 132_015)
    }

    @Test func leavesATemplateAloneWhoseQualityIsNotRed() async throws {
        let platform = try await Platform.told(clock)

        let shown = try await platform.act("quality", ["score": "YELLOW"])

        #expect(shown["status"] == "APPROVED")
        let read = await platform.get("/v25.0/\(id)", ["fields": "quality_score"]).body
        #expect(read["quality_score"]?["score"] == "YELLOW")
    }

    @Test func approvesAfterTheTimeOfAReview() async throws {
        let platform = try await Platform.told(clock) { $0.reviewTime = .seconds(60) }
        #expect(await platform.templates[id]?.status == .pending)

        let waiting = await platform.takeWebhookWork().nextIn
        let told = await platform.acknowledgeAll(clock)

        #expect(waiting == .seconds(60))
        #expect(try told.map { try $0.value["event"] } == ["APPROVED", "APPROVED"])
        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test func rejectsAfterATimeAndIsNotApprovedAgain() async throws {
        let platform = try await Platform.told(clock) { $0.reviewTime = .seconds(60) }

        try await platform.act(
            "status", ["status": "rejected", "reason": "SCAM", "after_seconds": 30])
        #expect(await platform.templates[id]?.status == .pending)
        clock.advance(by: .seconds(60))
        let read = await platform.get("/v25.0/\(id)", ["fields": "status,rejected_reason"]).body

        #expect(read["status"] == "REJECTED")
        #expect(read["rejected_reason"] == "SCAM")
    }

    @Test func tellsOfAnotherCategoryAndPricesByIt() async throws {
        let platform = try await Platform.told(clock)

        try await platform.act("category", ["category": "MARKETING"])
        _ = await platform.send(Fixture.message)
        let posts = await platform.acknowledgeAll(clock)

        #expect(try posts[0].change["field"] == "template_category_update")
        let value = try posts[0].value
        #expect(value["previous_category"] == "UTILITY")
        #expect(value["new_category"] == "MARKETING")
        #expect(value["message_template_id"] == .integer(TemplateStore.firstID))
        #expect(try posts[1].statuses.first?["pricing"]?["category"] == "marketing")
        let read = await platform.get("/v25.0/\(id)", ["fields": "category,previous_category"])
        #expect(read.body["previous_category"] == "UTILITY")
    }

    @Test(arguments: [true, false])
    func tellsOfOtherComponentsByWhomeverTheyCame(byMeta: Bool) async throws {
        let platform = try await Platform.told(clock)
        let components: JSON = [
            ["type": "BODY", "text": "Guten Tag {{1}}, Ihre Zahlung ist bei uns angekommen."],
            [
                "type": "BUTTONS",
                "buttons": [["type": "URL", "text": "Beleg", "url": "https://pay.invalid/{{1}}"]],
            ],
        ]

        if byMeta {
            try await platform.act("components", ["components": components])
        } else {
            _ = await platform.post("/v25.0/\(id)", ["components": components])
        }
        let post = try #require(await platform.acknowledgeAll(clock).first)

        #expect(try post.change["field"] == "message_template_components_update")
        let value = try post.value
        #expect(
            value["message_template_element"]
                == "Guten Tag {{1}}, Ihre Zahlung ist bei uns angekommen.")
        #expect(value["message_template_footer"] == nil)
        #expect(
            value["message_template_buttons"]?.array?.first?["message_template_button_url"]
                == "https://pay.invalid/{{1}}")
        let read = await platform.get("/v25.0/\(id)", ["fields": "components,status"]).body
        #expect(read["components"] == components)
        #expect(read["status"] == "APPROVED")
    }

    @Test(arguments: [true, false])
    func tellsOfADeletionByWhomeverItCame(byMeta: Bool) async throws {
        let platform = try await Platform.told(clock)
        try await platform.act("pace")
        _ = await platform.send(Fixture.message)

        if byMeta {
            try await platform.act("delete")
        } else {
            _ = await platform.call(
                "DELETE", "/v25.0/\(Fixture.wabaID)/message_templates",
                ["name": "payment_received"])
        }
        let posts = await platform.acknowledgeAll(clock)

        #expect(try posts.map { try $0.value["event"] } == ["DELETED"])
        #expect(try posts.map { try $0.value["reason"] } == [nil])
        #expect(await platform.send(Fixture.message).code == 132_001)
    }

    @Test func refusesAnArchivedTemplateUntilItIsBack() async throws {
        let platform = try await Platform.told(clock)

        try await platform.act("status", ["status": "ARCHIVED"])
        #expect(await platform.send(Fixture.message).code == 132_001)
        try await platform.act("status", ["status": "APPROVED"])

        #expect(await platform.send(Fixture.message).status == 200)
    }

    @Test(
        arguments: [
            ("release", [:]), ("drop", [:]), ("quality", ["score": "BLUE"]), ("quality", [:]),
            ("category", ["category": "OTHER"]), ("components", [:]),
            ("components", ["components": [["type": "BODY", "text": "{{1}}"]]]),
            ("pace", ["free_sends": -1]), ("delete", ["now": true]), ("dance", [:]),
            ("status", ["status": "GONE"]), ("status", ["status": "PAUSED", "after_seconds": -1]),
        ] as [(String, JSON)])
    func refusesWhatCannotHappen(action: String, body: JSON) async throws {
        let platform = try await Platform.told(clock)
        let before = await platform.templates[id]

        let answer = await platform.post("/sandbox/templates/\(id)/\(action)", body)

        #expect(answer.error != nil)
        #expect(await platform.templates[id] == before)
        #expect(await platform.post("/sandbox/templates/1/pace").code == 100)
    }

    @Test func passesOverWhatIsNoLongerPossibleWhenItsTimeComes() async throws {
        let platform = try await Platform.told(clock)
        try await platform.act("pace")
        for action in ["release", "drop"] {
            try await platform.act(action, ["after_seconds": 60])
        }

        clock.advance(by: .seconds(60))

        #expect(await platform.send(Fixture.message).messageStatus == "accepted")
    }
}

extension Platform {
    /// Does something to the first template; fails the test if it is refused.
    @discardableResult
    fileprivate func act(_ action: String, _ body: JSON = [:]) async throws -> JSON {
        let answer = await post("/sandbox/templates/\(TemplateStore.firstID)/\(action)", body)
        try #require(answer.status == 200, "\(answer.body)")
        return answer.body
    }
}

extension Answer {
    fileprivate var messageStatus: String? {
        body["messages"]?.array?.first?["message_status"]?.string
    }
}
