import Testing

@testable import Messages

struct ScanTests {
    /// Bytes, the message they are read as, and why they are refused.
    struct Refused: CustomTestStringConvertible, Sendable {
        let claim: String
        let type: any CMessage.Type
        let bytes: [UInt8]
        let error: MalformedMessage

        var testDescription: String { claim }

        func decode(_ unknownEnumNumbers: UnknownEnumNumbers) throws {
            _ = try type.init(decoding: bytes, unknownEnumNumbers: unknownEnumNumbers)
        }
    }

    static func rule(
        _ claim: String, _ type: any CMessage.Type, _ bytes: [UInt8], _ field: String,
        _ rule: String
    ) -> Refused {
        Refused(
            claim: claim, type: type, bytes: bytes, error: .ruleBroken(field: field, rule: rule))
    }

    static func malformed(_ claim: String, _ bytes: [UInt8], _ text: String) -> Refused {
        Refused(
            claim: claim, type: NotifyStateChangeRequest.self, bytes: bytes, error: .malformed(text)
        )
    }

    static let brokenRules: [Refused] = [
        rule(
            "a NUL", NotifyStateChangeRequest.self, WireBytes.text(1, "m\01"), "merchant_id",
            "contains a NUL"),
        rule(
            "a NUL deeper", NotifyStateChangeRequest.self,
            WireBytes.data(6, WireBytes.text(2, "12\0")), "changed_attributes.amount",
            "contains a NUL"),
        rule(
            "bad UTF-8", NotifyStateChangeRequest.self, WireBytes.data(4, [0xC3, 0x28]), "event_id",
            "is not valid UTF-8"),
        rule(
            "a surrogate in UTF-8", NotifyStateChangeRequest.self,
            WireBytes.data(4, [0xED, 0xA0, 0x80]), "event_id", "is not valid UTF-8"),
        rule(
            "bad UTF-8 in an element's element", RegisterTemplateRequest.self,
            WireBytes.data(12, []) + WireBytes.text(3, "name")
                + WireBytes.data(
                    12, WireBytes.data(5, []) + WireBytes.data(5, WireBytes.data(3, [0xFF]))),
            "components[1].variables[1].default_value", "is not valid UTF-8"),
        rule(
            "bad UTF-8 in a list of strings", Merchant.self,
            WireBytes.text(5, "en") + WireBytes.text(5, "") + WireBytes.data(5, [0x80]),
            "languages[2]", "is not valid UTF-8"),
        rule(
            "a message twice", NotifyStateChangeRequest.self,
            WireBytes.data(6, []) + WireBytes.text(1, "m") + WireBytes.data(6, []),
            "changed_attributes", "given twice, or beside an alternative"),
        rule(
            "a member of a oneof twice", EnableNotificationsRequest.self,
            WireBytes.data(6, []) + WireBytes.data(6, []), "phases",
            "given twice, or beside an alternative"),
        rule(
            "two members of a oneof", EnableNotificationsRequest.self,
            WireBytes.data(6, []) + WireBytes.data(7, []), "states",
            "given twice, or beside an alternative"),
        rule(
            "a message twice in an element", GetSessionResponse.self,
            WireBytes.data(1, WireBytes.data(8, []) + WireBytes.data(8, [])),
            "session.attributes", "given twice, or beside an alternative"),
    ]

    static let unknownNumbers: [Refused] = [
        rule(
            "one too high", NotifyStateChangeRequest.self, WireBytes.number(3, 20), "state",
            "20 is not a known value"),
        rule(
            "negative", NotifyStateChangeRequest.self, WireBytes.number(3, -1), "state",
            "-1 is not a known value"),
        rule(
            "packed", EnableNotificationsRequest.self,
            WireBytes.data(7, WireBytes.data(1, [1]) + WireBytes.data(1, [2, 3, 99, 4])),
            "states.states[3]", "99 is not a known value"),
        rule(
            "not packed", EnableNotificationsRequest.self,
            WireBytes.data(
                7,
                WireBytes.data(1, [1, 2]) + WireBytes.number(1, 3) + WireBytes.number(1, 77)),
            "states.states[3]", "77 is not a known value"),
        rule(
            "in an element", RegisterTemplateRequest.self,
            WireBytes.data(12, []) + WireBytes.data(12, WireBytes.number(1, 5)),
            "components[1].type", "5 is not a known value"),
    ]

    static let unparsable: [Refused] = [
        malformed("a lone tag", [0x28], "a number is cut off at byte 1"),
        malformed("half a tag", [0xA8], "a number is cut off at byte 1"),
        malformed("half a number", [0x28, 0x80], "a number is cut off at byte 2"),
        malformed(
            "an endless number", [0x28] + [UInt8](repeating: 0x80, count: 10) + [0],
            "a number is longer than 10 bytes at byte 11"),
        malformed(
            "a string past the end", [0x0A, 2, 0x61], "a length leads past the end at byte 1"),
        malformed(
            "a message past its parent's end", [0x32, 3, 0x0A, 2, 0x61, 0x61],
            "a length leads past the end at byte 3"),
        malformed(
            "a length of 64 bits", [0x0A] + [UInt8](repeating: 0xFF, count: 9) + [1],
            "a length leads past the end at byte 1"),
        malformed(
            "a length that is padded", [0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0],
            "a length leads past the end at byte 1"),
        malformed("field 0", [0x02, 0], "not a field number at byte 0"),
        malformed(
            "a tag of 35 bits", [0xF8, 0xFF, 0xFF, 0xFF, 0x7F, 0], "not a field number at byte 0"),
        malformed(
            "a tag that is padded", [0x8A, 0x80, 0x80, 0x80, 0x80, 0],
            "not a field number at byte 0"),
        malformed("a group", [0x0B, 0x0C], "wire type 3 at byte 0"),
        malformed("an end of a group", [0x0C], "wire type 4 at byte 0"),
        malformed("wire type 6", [0x0E], "wire type 6 at byte 0"),
        malformed("wire type 7", [0x0F], "wire type 7 at byte 0"),
        malformed(
            "a number for a string", [0x08, 1],
            "field merchant_id has the wrong wire type at byte 1"),
        malformed(
            "a string for a number", [0x2A, 0],
            "field occurred_at_ms has the wrong wire type at byte 1"),
        malformed(
            "fixed32 for a number", [0x2D, 0, 0, 0, 0],
            "field occurred_at_ms has the wrong wire type at byte 1"),
        malformed("half an unknown fixed32", [0x5D, 0, 0, 0], "a number is cut off at byte 1"),
        malformed(
            "half an unknown fixed64", [0x59, 0, 0, 0, 0, 0, 0, 0], "a number is cut off at byte 1"),
        malformed(
            "an unknown string past the end", [0x5A, 1], "a length leads past the end at byte 1"),
    ]

    @Test(arguments: brokenRules, [UnknownEnumNumbers.refused, .kept])
    func namesTheFieldThatBreaksARule(refused: Refused, numbers: UnknownEnumNumbers) {
        #expect(throws: refused.error) { try refused.decode(numbers) }
    }

    @Test(arguments: unknownNumbers)
    func refusesAnUnknownEnumNumberInARequest(refused: Refused) {
        #expect(throws: refused.error) { try refused.decode(.refused) }
    }

    @Test(arguments: unknownNumbers)
    func keepsAnUnknownEnumNumberInAResponse(refused: Refused) throws {
        try refused.decode(.kept)
    }

    @Test(arguments: unparsable, [UnknownEnumNumbers.refused, .kept])
    func tellsBytesThatDoNotParseFromABrokenRule(refused: Refused, numbers: UnknownEnumNumbers) {
        #expect(throws: refused.error) { try refused.decode(numbers) }
    }

    @Test func anUnknownNumberBecomesUnrecognized() throws {
        let bytes = WireBytes.number(1, 2) + WireBytes.number(2, 1_000)

        let response = try NotifyStateChangeResponse(decoding: bytes, unknownEnumNumbers: .kept)

        #expect(response == NotifyStateChangeResponse(outcome: .held, reason: .unrecognized))
    }

    @Test func dropsUnknownFieldsOfEveryWireType() throws {
        let unknown =
            WireBytes.number(100, -1) + WireBytes.data(101, [0xFF, 0])
            + WireBytes.varint(102 << 3 | 5) + [1, 2, 3, 4]
            + WireBytes.varint(536_870_911 << 3 | 1) + [1, 2, 3, 4, 5, 6, 7, 8]
        let bytes =
            unknown + WireBytes.text(1, "m1")
            + WireBytes.data(6, unknown + WireBytes.text(3, "KWD"))

        let request = try NotifyStateChangeRequest(decoding: bytes, unknownEnumNumbers: .refused)

        #expect(
            request
                == NotifyStateChangeRequest(
                    merchantID: "m1", changedAttributes: SessionAttributes(currency: "KWD")))
    }

    @Test func takesTheLastOfASingularValueGivenTwice() throws {
        let bytes = WireBytes.text(1, "first") + WireBytes.text(1, "last")

        let request = try GetMerchantRequest(decoding: bytes, unknownEnumNumbers: .refused)

        #expect(request.merchantID == "last")
    }

    @Test func readsAListPackedAndNotPacked() throws {
        let bytes = WireBytes.number(1, 1) + WireBytes.data(1, [2, 3]) + WireBytes.data(1, [])

        let selection = try StateSelection(decoding: bytes, unknownEnumNumbers: .refused)

        #expect(selection.states == [.created, .paid, .authorized])
    }

    @Test func refusesEveryCutOfAMessage() throws {
        let shape = RegisterTemplateRequest.layout.shape
        let bytes = shape.filled()
        for count in 1..<bytes.count {
            let cut = Array(bytes.prefix(count))
            // A cut between two fields leaves a shorter message that is whole.
            guard
                let message = try? RegisterTemplateRequest(
                    decoding: cut, unknownEnumNumbers: .refused)
            else { continue }
            #expect(message.encoded() == cut)
        }
    }
}
