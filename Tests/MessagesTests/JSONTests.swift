import Testing

@testable import Messages

struct JSONTests {
    @Test(arguments: MessageTypes.names)
    func everyMessageComesBackFromItsJSON(fullName: String) throws {
        let type = try #require(MessageTypes.messages.first { $0.fullName == fullName })
        for member in 0..<type.layout.shape.oneofMembers {
            let bytes = type.layout.shape.filled(oneofMember: member)
            let message = try type.init(decoding: bytes, unknownEnumNumbers: .refused)

            let again = try type.init(json: message.json)

            #expect(again.encoded() == bytes, "\(message.json.pretty)")
        }
    }

    @Test(arguments: MessageTypes.names)
    func everyFieldWithoutPresenceStandsInAnEmptyMessage(fullName: String) throws {
        let type = try #require(MessageTypes.messages.first { $0.fullName == fullName })

        guard case .object(let members) = type.empty.json else {
            throw MalformedMessage.malformed("no object")
        }

        let expected = type.layout.shape.fields.filter { $0.isRepeated || !$0.hasPresence }
        #expect(members.map(\.key) == expected.map(\.jsonName))
        #expect(try type.init(json: .object([])).encoded() == [])
    }

    @Test func isProto3sJSON() throws {
        let change = StateChange(
            state: .paid, eventID: "e-\"1\"", occurredAtMilliseconds: 1_700_000_000_000,
            outcome: .queued, rulesPassed: ["enabled"])

        #expect(
            change.json.compact == """
                {"state":"PAYMENT_STATE_PAID","eventId":"e-\\"1\\"",\
                "occurredAtMs":"1700000000000","receivedAtMs":"0","outcome":"OUTCOME_QUEUED",\
                "reason":"REASON_UNSPECIFIED","message":"","notificationId":"",\
                "rulesPassed":["enabled"]}
                """)
    }

    @Test func aMemberOfAOneofStandsThereIfItIsChosen() {
        let chosen = EnableNotificationsRequest(selection: .states(StateSelection()))
        let none = EnableNotificationsRequest()

        #expect(chosen.json.compact.contains(#""states":{"states":[]}"#))
        #expect(!none.json.compact.contains("states"))
    }

    @Test func aValueThatIsNotKnownStandsThereAsANumber() throws {
        let response = try HealthCheckResponse(decoding: [8, 99], unknownEnumNumbers: .kept)

        #expect(response.json.compact == #"{"status":-1}"#)
    }

    @Test func readsWhatTheMappingAllowsBesides() throws {
        let request = try ListNotificationsRequest(json: [
            "merchant_id": .string("shop"), "pageSize": .string("7"), "status": .integer(1),
            "sessionId": .null,
        ])

        let first = try #require(NotificationStatus(rawValue: 1))
        #expect(
            request
                == ListNotificationsRequest(merchantID: "shop", status: first, pageSize: 7))
    }

    @Test(arguments: [
        (JSON.array([]), "", "has to be an object"),
        (
            JSON.object([.init(key: "merchant", value: .string("shop"))]), "merchant",
            "is not a field; the fields are merchantId"
        ),
        (
            JSON.object([.init(key: "merchantId", value: .integer(1))]), "merchantId",
            "has to be a string"
        ),
        (
            JSON.object([
                .init(key: "merchantId", value: .null), .init(key: "merchant_id", value: .null),
            ]), "merchant_id", "is given twice"
        ),
    ])
    func refusesWhatDoesNotFit(json: JSON, field: String, rule: String) {
        expect(json, of: GetMerchantRequest.self, field, rule)
    }

    @Test(arguments: [
        ("components", JSON.string("x"), "components", "has to be an array"),
        ("components", .array([[:], .null]), "components[1]", "has to be an object"),
        (
            "components", .array([["variables": .array([["nam": .null]])]]),
            "components[0].variables[0].nam", "is not a field; the fields are name, attribute"
        ),
        (
            "components", .array([["type": .string("HEAD")]]), "components[0].type",
            "is not a known value; the values are COMPONENT_TYPE_UNSPECIFIED, "
        ),
        ("category", .integer(99), "category", "is not a known value; the values are "),
        ("states", .array([]), "states", "has to be an object"),
    ])
    func namesThePlaceOfWhatDoesNotFit(
        key: String, value: JSON, field: String, rule: String
    ) {
        expect(
            .object([.init(key: key, value: value)]), of: RegisterTemplateRequest.self, field, rule)
    }

    @Test func refusesTwoMembersOfAOneof() {
        expect(
            ["states": [:], "phases": [:]], of: RegisterTemplateRequest.self, "phases",
            "given twice, or beside an alternative")
    }

    @Test(arguments: [
        (JSON.integer(-1), "has to be a whole number from 0 to 4294967295"),
        (.integer(4_294_967_296), "has to be a whole number from 0 to 4294967295"),
        (.string("7.0"), "has to be a whole number from 0 to 4294967295"),
        (.bool(true), "has to be a whole number from 0 to 4294967295"),
    ])
    func refusesNumbersOutOfRange(value: JSON, rule: String) {
        expect(["pageSize": value], of: ListNotificationsRequest.self, "pageSize", rule)
    }

    @Test func refusesAFlagThatIsNone() {
        expect(
            ["dryRun": .integer(1)], of: StartReplayRequest.self, "dryRun",
            "has to be true or false")
    }

    private func expect<M: WireMessage>(
        _ json: JSON, of type: M.Type, _ field: String, _ rule: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        do throws(MalformedMessage) {
            _ = try M(json: json)
            Issue.record("it was read", sourceLocation: sourceLocation)
        } catch .ruleBroken(let place, let text) {
            #expect(place == field, sourceLocation: sourceLocation)
            #expect(text.hasPrefix(rule), "\(text)", sourceLocation: sourceLocation)
        } catch {
            Issue.record(error, sourceLocation: sourceLocation)
        }
    }
}

struct Base64Tests {
    @Test(arguments: [
        ([], ""), ([0], "AA=="), ([102, 111], "Zm8="), ([102, 111, 111], "Zm9v"),
        ([0xFF, 0xEF, 0xFE, 0xFB], "/+/++w=="),
    ])
    func goesBothWays(bytes: [UInt8], text: String) {
        #expect(Base64.encode(bytes.span) == text)
        #expect(Base64.decode(text) == bytes)
    }

    @Test(arguments: ["A", "AA", "AAA", "AA=A", "AB==", "====", "A===", "AA-=", "Zm9v\n"])
    func refusesWhatIsNone(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
