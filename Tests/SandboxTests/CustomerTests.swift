import Testing

@testable import Sandbox

/// What customers do, and by which ids Meta tells of them.
@Suite struct CustomerTests {
    private let clock = ManualTime()
    private let path = "/sandbox/customers/\(Fixture.recipient)"

    @Test func writesUnderTheNumberAndTheUserID() async throws {
        let platform = try await Platform.told(clock)

        let value = try await platform.told(by: path + "/write", ["text": "STOP"], clock)

        let message = value.message
        let userID = try #require(message?["from_user_id"])
        #expect(message?["from"] == .string(Fixture.recipient))
        #expect(message?["type"] == "text")
        #expect(message?["text"] == ["body": "STOP"])
        #expect(message?["context"] == nil)
        #expect(
            value["contacts"] == [
                [
                    "profile": ["name": "Sandbox customer"], "wa_id": .string(Fixture.recipient),
                    "user_id": userID,
                ]
            ])
    }

    @Test func answersAMessageWithItsID() async throws {
        let platform = try await Platform.told(clock)

        let value = try await platform.told(
            by: path + "/write", ["text": "thanks", "wamid": "wamid.X"], clock)

        #expect(value.message?["context"] == ["from": "15550100200", "id": "wamid.X"])
    }

    @Test func editsAMessage() async throws {
        let platform = try await Platform.told(clock)

        let value = try await platform.told(
            by: path + "/edit", ["wamid": "wamid.OLD", "text": "STOP"], clock)

        #expect(value.message?["type"] == "edit")
        #expect(value.message?["id"] != "wamid.OLD")
        #expect(
            value.message?["edit"] == [
                "original_message_id": "wamid.OLD",
                "message": [
                    "context": ["id": "wamid.OLD"], "type": "text", "text": ["body": "STOP"],
                ],
            ])
    }

    @Test func tapsTheQuickReplyOfTheLastMessage() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.send(Fixture.message)
        let last = try #require(await platform.send(Fixture.message).wamid)
        _ = await platform.send(Fixture.message.with("to", "+4915550100301"))
        _ = await platform.acknowledgeAll(clock)

        let value = try await platform.told(by: path + "/tap", [:], clock)

        #expect(value.message?["type"] == "button")
        #expect(value.message?["button"] == ["text": "Einspruch", "payload": "DISPUTE:8842"])
        #expect(value.message?["context"]?["id"] == .string(last))
    }

    @Test func tapsWhatIsNamed() async throws {
        let platform = try await Platform.told(clock)

        let value = try await platform.told(
            by: path + "/tap", ["wamid": "wamid.X", "text": "Stop promotions"], clock)

        #expect(
            value.message?["button"] == ["text": "Stop promotions", "payload": "Stop promotions"])
        #expect(value.message?["context"]?["id"] == "wamid.X")
    }

    @Test func tapsAnInteractiveReply() async throws {
        let platform = try await Platform.told(clock)

        let value = try await platform.told(
            by: path + "/reply", ["wamid": "wamid.X", "id": "r", "title": "STOP"], clock)

        #expect(value.message?["type"] == "interactive")
        #expect(
            value.message?["interactive"] == [
                "type": "button_reply", "button_reply": ["id": "r", "title": "STOP"],
            ])
        #expect(value.message?["context"]?["id"] == "wamid.X")
    }

    @Test func hasAUserIDOfTheOwnCountryThatStaysTheSame() async throws {
        let platform = try await Platform.told(clock)

        let first = await platform.get("/sandbox/customers/+96550001234").body["user_id"]?.string
        let again = await platform.get("/sandbox/customers/96550001234").body["user_id"]?.string
        let other = await platform.get("/sandbox/customers/96550001235").body["user_id"]?.string

        #expect(first?.hasPrefix("KW.") == true)
        #expect(first?.contains("50001234") == false)
        #expect(first == again)
        #expect(first != other)
    }

    @Test(arguments: [
        ("96550001234", "KW"), ("966501234567", "SA"), ("971501234567", "AE"),
        ("201001234567", "EG"),
        ("962790000000", "JO"), ("4915550100300", "DE"), ("15550100200", "US"),
        ("14165550100", "CA"), ("77011234567", "KZ"), ("79161234567", "RU"), ("999555000000", "ZZ"),
    ])
    func knowsTheCountryOfANumber(digits: String, country: String) {
        #expect(CallingCode.country(of: digits) == country)
    }

    @Test func isAnotherUserToAnotherPortfolio() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.post(
            "/sandbox/accounts",
            ["waba_id": "71", "phone_number_id": "81", "portfolio_id": "601"])

        let first = try await platform.told(by: path + "/write", ["text": "a"], clock)
        let second = try await platform.told(
            by: path + "/write", ["text": "a", "waba_id": "71"], clock)

        #expect(second["metadata"]?["phone_number_id"] == "81")
        #expect(first.message?["from_user_id"] != second.message?["from_user_id"])
        #expect(second.message?["from_user_id"]?.string?.hasPrefix("DE.") == true)
        #expect(
            await platform.get(path, ["waba_id": "71"]).body["user_id"]
                == second.message?["from_user_id"])
        #expect(await platform.get(path, ["waba_id": "5"]).code == 100)
    }

    @Test func changesTheNumberAndByThatTheUserID() async throws {
        let platform = try await Platform.told(clock)
        let old = await platform.get(path).body["user_id"]

        let post = try await platform.post(
            by: path + "/change-number", ["to": "+96550001234"], clock)
        let new = await platform.get("/sandbox/customers/96550001234").body["user_id"]

        let message = try post.value.message
        #expect(try post.value["contacts"] == nil)
        #expect(message?["type"] == "system")
        #expect(message?["from"] == .string(Fixture.recipient))
        #expect(message?["system"]?["type"] == "user_changed_number")
        #expect(message?["system"]?["wa_id"] == "96550001234")
        #expect(message?["system"]?["previous_user_id"] == old)
        #expect(message?["system"]?["user_id"] == new)
        #expect(new?.string?.hasPrefix("KW.") == true)
        #expect(await platform.get(path).body["user_id"] != old)
    }

    @Test func changesTheUserIDAlone() async throws {
        let platform = try await Platform.told(clock)
        let old = await platform.get(path).body["user_id"]

        let value = try await platform.told(by: path + "/change-user-id", [:], clock)
        let new = await platform.get(path).body["user_id"]

        #expect(value.message?["system"]?["type"] == "user_changed_user_id")
        #expect(value.message?["system"]?["previous_user_id"] == old)
        #expect(value.message?["system"]?["user_id"] == new)
        #expect(value.message?["system"]?["wa_id"] == nil)
        #expect(value.message?["from"] == nil)
        #expect(new != old)
    }

    @Test func tellsNoNumberOfAHiddenCustomerWhoChangesIt() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.post(path + "/hide")

        let post = try await platform.post(
            by: path + "/change-number", ["to": "+96550001234"], clock)

        #expect(try post.value.message?["system"]?["type"] == "user_changed_user_id")
        let text = String(decoding: post.body, as: UTF8.self)
        #expect(!text.contains(Fixture.recipient))
        #expect(!text.contains("96550001234"))
        #expect(await platform.get("/sandbox/customers/96550001234").body["hidden"] == true)
    }

    @Test(
        arguments: [
            ("shown", ["wa_id", "user_id"]), ("wa_id", ["wa_id"]), ("user_id", ["user_id"]),
        ] as [(String, Set<String>)])
    func prefersUnderTheseIDs(ids: String, members: Set<String>) async throws {
        let platform = try await Platform.told(clock)

        let post = try await platform.post(
            by: path + "/prefer", ["preference": "stop", "ids": .string(ids)], clock)

        #expect(try post.change["field"] == "user_preferences")
        let preference = try #require(
            try post.value["user_preferences"]?.array?.first?.object)
        #expect(preference["value"] == "stop")
        #expect(members == Set(preference.keys).intersection(["wa_id", "user_id"]))
    }

    @Test func hidesTheNumberFromEveryWebhookAndAnswer() async throws {
        let platform = try await Platform.told(clock)
        let shown = await platform.send(Fixture.message).body["contacts"]?.array?.first
        _ = await platform.acknowledgeAll(clock)
        let hidden = await platform.post(path + "/hide", ["username": "@noura"])

        let answer = await platform.send(Fixture.message).body["contacts"]?.array?.first
        let statuses = await platform.acknowledgeAll(clock)
        let written = try await platform.post(by: path + "/write", ["text": "STOP"], clock)
        let preferred = try await platform.post(
            by: path + "/prefer", ["preference": "stop"], clock)

        #expect(hidden.body["hidden"] == true)
        #expect(shown?["wa_id"] == .string(Fixture.recipient))
        let userID = try #require(shown?["user_id"])
        #expect(answer == ["input": "+4915550100300", "user_id": userID])
        for post in statuses + [written, preferred] {
            #expect(!String(decoding: post.body, as: UTF8.self).contains(Fixture.recipient))
            let contact = try post.value["contacts"]?.array?.first
            #expect(contact?["user_id"] == userID)
            #expect(contact?["profile"]?["username"] == "@noura")
        }
        #expect(statuses.count == 2)
        #expect(
            try statuses.flatMap { try $0.statuses }.map { $0["recipient_user_id"] } == [
                userID, userID,
            ])
        #expect(try written.value.message?["from_user_id"] == userID)
        #expect(try written.value.message?["id"]?.string?.contains("HBgA") == true)
        #expect(
            try preferred.value["user_preferences"]?.array?.first?["user_id"] == userID)
    }

    @Test func leavesTheNumberInTheContactsWhereThatIsAskedFor() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.post(path + "/hide", ["contact_wa_id": true])

        let value = try await platform.told(by: path + "/write", ["text": "STOP"], clock)

        #expect(value.message?["from"] == nil)
        #expect(value["contacts"]?.array?.first?["wa_id"] == .string(Fixture.recipient))
    }

    @Test func showsTheNumberAgain() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.post(path + "/hide")
        _ = await platform.post(path + "/show")

        let value = try await platform.told(by: path + "/write", ["text": "hello"], clock)

        #expect(value.message?["from"] == .string(Fixture.recipient))
        #expect(
            await platform.get("/sandbox/customers").body["customers"]?.array?
                .map { $0["hidden"] } == [false])
    }

    @Test func namesBothIDsInAStatusWhileTheNumberIsShown() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.send(Fixture.message)

        let value = try #require(await platform.acknowledgeAll(clock).first).value

        let status = value["statuses"]?.array?.first
        let contact = value["contacts"]?.array?.first
        #expect(status?["recipient_id"] == .string(Fixture.recipient))
        #expect(status?["recipient_user_id"] == contact?["user_id"])
        #expect(contact?["wa_id"] == .string(Fixture.recipient))
    }

    @Test func tellsLaterWhatHappensLater() async throws {
        let platform = try await Platform.told(clock)
        _ = await platform.post(path + "/write", ["text": "STOP", "after_seconds": 60])

        #expect(await platform.acknowledgeAll(clock, within: .seconds(59)).isEmpty)
        let post = try #require(await platform.acknowledgeAll(clock).first)

        #expect(try post.value.message?["timestamp"] == "1795350060")
    }

    @Test(
        arguments: [
            ("/write", [:]), ("/write", ["text": ""]), ("/write", ["text": "a", "colour": "red"]),
            ("/write", ["text": "a", "waba_id": "5"]),
            ("/write", ["text": "a", "phone_number_id": "5"]),
            ("/edit", ["text": "a"]), ("/edit", ["wamid": "x"]), ("/tap", [:]),
            ("/tap", ["wamid": "x"]), ("/reply", ["title": "x"]), ("/reply", ["wamid": "x"]),
            ("/change-number", [:]), ("/change-number", ["to": "x"]),
            ("/change-number", ["to": "+4915550100300"]), ("/change-user-id", ["x": 1]),
            ("/prefer", ["preference": "pause"]),
            ("/prefer", ["preference": "stop", "ids": "none"]), ("/hide", ["contact_wa_id": 1]),
            ("/show", ["x": 1]),
        ] as [(String, JSON)])
    func refusesWhatCannotBe(action: String, body: JSON) async throws {
        let platform = try await Platform.told(clock)

        let answer = await platform.post(path + action, body)

        #expect(answer.status == 400)
        #expect(await platform.acknowledgeAll(clock).isEmpty)
        #expect(await platform.customers.waIDs.isEmpty)
    }

    @Test func hasRoomForSoManyCustomersAndNoMore() throws {
        var customers = Customers()
        for number in 1...Limits.customersMax { try customers.update("\(number)") { _ in } }

        #expect(throws: GraphError.self) { try customers.update("0") { _ in } }
        try customers.update("1") { $0.isHidden = true }
        #expect(customers.customer("1", of: "p").traits.isHidden)
    }

    @Test func refusesWhatIsNoNumberAndNoAction() async throws {
        let platform = try await Platform.told(clock)

        #expect(await platform.post("/sandbox/customers/x/write", ["text": "a"]).code == 100)
        #expect(await platform.get("/sandbox/customers/x").code == 100)
        #expect(await platform.post(path + "/sing").status == 404)
    }
}

extension JSON {
    /// The first message of a value.
    fileprivate var message: JSON? { self["messages"]?.array?.first }
}

extension Platform {
    /// Lets a customer do something; returns the POST that tells of it.
    fileprivate func post(
        by path: String, _ body: JSON, _ clock: ManualTime
    ) async throws -> DeliveryJob {
        let answer = await post(path, body)
        try #require(answer.status == 200, "\(answer.body)")
        return try #require(acknowledgeAll(clock).first)
    }

    fileprivate func told(
        by path: String, _ body: JSON, _ clock: ManualTime
    ) async throws -> JSON {
        try await post(by: path, body, clock).value
    }
}
