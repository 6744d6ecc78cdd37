import Testing

@testable import Messages

struct RoundTripTests {
    @Test(arguments: MessageTypes.names)
    func everyFieldComesBackByteForByte(fullName: String) throws {
        let type = try #require(MessageTypes.messages.first { $0.fullName == fullName })
        for member in 0..<type.layout.shape.oneofMembers {
            let bytes = type.layout.shape.filled(oneofMember: member)

            let message = try type.init(decoding: bytes, unknownEnumNumbers: .refused)

            #expect(message.encoded() == bytes)
        }
    }

    @Test(arguments: MessageTypes.names)
    func everyPropertyHoldsTheFieldOfItsName(fullName: String) throws {
        let type = try #require(MessageTypes.messages.first { $0.fullName == fullName })
        let bytes = type.layout.shape.filled()

        let message = try type.init(decoding: bytes, unknownEnumNumbers: .refused)

        let properties = Dictionary(
            uniqueKeysWithValues: Mirror(reflecting: message).children.map { ($0.label, $0.value) })
        for field in type.layout.shape.fields where !isOneofMember(field, of: type) {
            let value = try #require(properties[swiftName(field.name)], "no property")
            switch field.kind {
            case .string:
                #expect(
                    "\(value)" == (field.isRepeated ? "\([field.name, field.name])" : field.name))
            case .number where field.isRepeated: #expect("\(value)" == "[1, 2]")
            case .number(.bool): #expect("\(value)" == "true")
            case .number: #expect("\(value)" == "\(field.number)")
            default: #expect("\(value)" != "\(swiftDefault(field.name, of: type))")
            }
        }
    }

    @Test(arguments: MessageTypes.names)
    func anEmptyMessageIsNoBytes(fullName: String) throws {
        let type = try #require(MessageTypes.messages.first { $0.fullName == fullName })

        let message = try type.init(decoding: [], unknownEnumNumbers: .refused)

        #expect(message.encoded() == [])
    }

    @Test func aNULInAStringIsSentAsTheReplacementCharacter() throws {
        let request = GetMerchantRequest(merchantID: "a\0b")

        let bytes = request.encoded()

        let decoded = try GetMerchantRequest(decoding: bytes, unknownEnumNumbers: .refused)
        #expect(decoded.merchantID == "a\u{FFFD}b")
    }

    @Test func anAbsentStatusIsToldFromAnEmptyOne() throws {
        let absent = try ResponseEnvelope(decoding: [], unknownEnumNumbers: .kept)
        let empty = try ResponseEnvelope(decoding: [0x0A, 0x00], unknownEnumNumbers: .kept)

        #expect(absent.status == nil)
        #expect(empty.status == StatusMessage())
        #expect(empty.encoded() == [0x0A, 0x00])
    }

    @Test func anEmptyMemberOfAOneofIsToldFromNone() throws {
        let request = EnableNotificationsRequest(selection: .states(StateSelection()))

        let decoded = try EnableNotificationsRequest(
            decoding: request.encoded(), unknownEnumNumbers: .refused)

        #expect(decoded.selection == .states(StateSelection()))
    }

    @Test func aLongAnswerDecodesWithinItsBudget() throws {
        let change = StateChange(
            state: .paid, eventID: "event-1", occurredAtMilliseconds: 1_700_000_000_000,
            receivedAtMilliseconds: 1_700_000_000_001, outcome: .queued, reason: .queued,
            message: "The message will be sent.", notificationID: "n-1",
            rulesPassed: ["enabled", "selected", "bound", "approved"])
        let notification = Notification(
            notificationID: "n-1", sessionID: "s-1", state: .paid, status: .delivered,
            createdAtMilliseconds: 1_700_000_000_000,
            attempts: [Attempt(number: 1, receipts: [Receipt(status: "sent")])])
        let response = GetSessionResponse(
            stateChanges: Array(repeating: change, count: 1_000),
            notifications: Array(repeating: notification, count: 500))

        let decoded = try GetSessionResponse(
            decoding: response.encoded(), unknownEnumNumbers: .kept)

        #expect(decoded == response)
    }
}

private func isOneofMember(_ field: FieldShape, of type: any CMessage.Type) -> Bool {
    field.exclusive != 0
        && type.layout.shape.fields.count { $0.exclusive == field.exclusive } > 1
}

private func swiftDefault(_ field: String, of type: any CMessage.Type) -> Any {
    Mirror(reflecting: type.empty).children.first { $0.label == swiftName(field) }?.value ?? ""
}

/// The property of a field: "updated_at_ms" is `updatedAtMilliseconds`.
private func swiftName(_ field: String) -> String {
    let words = field.split(separator: "_").map(String.init)
    let rest = words.dropFirst().map { word in
        switch word {
        case "id": "ID"
        case "url": "URL"
        case "ms": "Milliseconds"
        case "ttl": "TTL"
        default: word.prefix(1).uppercased() + word.dropFirst()
        }
    }
    return words[0] + rest.joined()
}
