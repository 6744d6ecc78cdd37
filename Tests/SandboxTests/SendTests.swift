import Testing

@testable import Sandbox

@Suite struct SendTests {
    @Test func answersWithTheContactAndAWamid() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.send(Fixture.message)

        #expect(answer.status == 200)
        #expect(answer.body["messaging_product"] == "whatsapp")
        let contact = answer.body["contacts"]?.array?.first
        #expect(contact?["input"] == "+4915550100300")
        #expect(contact?["wa_id"] == .string(Fixture.recipient))
        #expect(contact?["user_id"]?.string?.hasPrefix("DE.") == true)
        #expect(answer.wamid?.hasPrefix("wamid.HBgN") == true)
        #expect(
            answer.body["messages"]?.array?.first?["message_status"] == "accepted")
    }

    @Test func rendersPositionalVariablesAndTheURL() async throws {
        let platform = try await Fixture.platform()

        _ = await platform.send(Fixture.message)

        let rendered = try #require(await platform.journal[1]?.rendered)
        #expect(
            rendered.text == """
                Hallo Frau Weber
                Hallo Frau Weber, wir haben 149,90 € am 22.11.2026 erhalten. Vielen Dank!
                Muster Bank
                [Beleg] https://pay.invalid/r/8842?k=9f3
                [Einspruch]
                """)
        #expect(
            rendered.buttons.map(\.value) == ["https://pay.invalid/r/8842?k=9f3", "DISPUTE:8842"])
    }

    @Test func rendersNamedVariablesInAnyOrder() async throws {
        let platform = try await Fixture.platform()

        _ = await platform.send(Fixture.namedMessage)

        #expect(
            await platform.journal[1]?.rendered.text
                == "Dear Ms Weber, we have received 149.90 EUR from you.")
    }

    @Test func doesWithoutThePayloadOfAQuickReply() async throws {
        let platform = try await Fixture.platform()

        let answer = await platform.send(Fixture.message.with("template.components.3", nil))

        #expect(answer.status == 200)
    }

    @Test(arguments: ["4915550100300", "+49 (1555) 010-0300"])
    func takesNumbersAsPeopleWriteThem(number: String) async throws {
        let platform = try await Fixture.platform()

        _ = await platform.send(Fixture.message.with("to", .string(number)))

        #expect(await platform.journal[1]?.request.recipient == Fixture.recipient)
    }

    @Test func showsEveryAcceptedMessageOldestFirst() async throws {
        let platform = try await Fixture.platform()
        for number in 1...5 {
            let callback = JSON.string("call-\(number % 2)")
            let to = JSON.string("+491555010030\(number)")
            _ = await platform.send(
                Fixture.message.with("biz_opaque_callback_data", callback).with("to", to))
        }

        let first = await platform.get("/sandbox/messages", ["limit": "2"])
        let second = await platform.get("/sandbox/messages", ["after": "2", "limit": "3"])
        let rest = await platform.get("/sandbox/messages", ["after": "5"])
        let byCallback = await platform.get("/sandbox/messages", ["callback_data": "call-0"])
        let byNumber = await platform.get("/sandbox/messages", ["to": "+4915550100303"])

        #expect(first.numbers == [1, 2])
        #expect(first.body["next"] == 2)
        #expect(first.body["total"] == 5)
        #expect(second.numbers == [3, 4, 5])
        #expect(rest.numbers == [])
        #expect(rest.body["next"] == nil)
        #expect(byCallback.numbers == [2, 4])
        #expect(byNumber.numbers == [3])
    }

    @Test func showsAMessageWithAllThatWasAskedFor() async throws {
        let platform = try await Fixture.platform()
        let answer = await platform.send(Fixture.message)

        let shown = await platform.get("/sandbox/messages").body["messages"]?.array?.first

        #expect(shown?["wamid"]?.string == answer.wamid)
        #expect(shown?["to"] == .string(Fixture.recipient))
        #expect(shown?["template"]?["name"] == "payment_received")
        #expect(shown?["parameters"] == Fixture.components)
        #expect(shown?["rendered"]?["footer"] == "Muster Bank")
        #expect(shown?["biz_opaque_callback_data"] == "ntf_1.a1")
        #expect(shown?["accepted_at"] == "2026-11-22T12:20:00.000Z")
        #expect(shown?["statuses"] == [])
    }

    @Test(arguments: [["limit": "0"], ["limit": "x"], ["after": "-1"]])
    func refusesAPageThatMakesNoSense(query: [String: String]) async throws {
        let platform = try await Fixture.platform()

        #expect(await platform.get("/sandbox/messages", query).code == 100)
    }

    @Test func countsAndLogsWhatItRefused() async throws {
        let platform = try await Fixture.platform()
        _ = await platform.send(Fixture.message)
        _ = await platform.send(Fixture.message.with("to", "x"))
        _ = await platform.send(Fixture.message.with("to", "y"))

        let stats = await platform.get("/sandbox/stats").body
        let log = await platform.get("/sandbox/requests", ["after": "3"]).body

        #expect(stats["messages_accepted"] == 1)
        #expect(stats["requests"]?["total"] == 5)
        #expect(stats["requests"]?["refused_by_code"] == ["131009": 2])
        #expect(log["requests"]?.array?.map { $0["code"]?.integer } == [131_009, 131_009])
        #expect(log["requests"]?.array?.first?["to"] == "x")
        #expect(log["requests"]?.array?.first?["biz_opaque_callback_data"] == "ntf_1.a1")
    }
}

extension Answer {
    /// The numbers of the messages on a page of `/sandbox/messages`.
    var numbers: [Int] { body["messages"]?.array?.compactMap { $0["n"]?.integer } ?? [] }
}
