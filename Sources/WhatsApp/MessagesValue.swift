import Notifications

/// The value of a webhook's change of `messages`: receipts, customers' messages, errors.
struct MessagesValue: Decodable {
    let events: [WebhookEvent]

    private enum CodingKeys: CodingKey { case metadata, statuses, messages, errors }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let number = fields.lenient(NumberValue.self, .metadata)?.number
        let receipts = fields.elements(StatusValue.self, .statuses)
            .map { $0?.event(from: number) ?? .ignored(.malformed) }
        let messages = fields.elements(CustomerMessage.self, .messages)
            .map { $0?.event(to: number) ?? .ignored(.malformed) }
        let errors = fields.elements(Anything.self, .errors).map { _ in
            WebhookEvent.ignored(.error)
        }
        events = receipts + messages + errors
    }
}

/// What a webhook says of one message.
private struct StatusValue: Decodable {
    let id: String
    let status: String
    let occurredAt: Timestamp
    let token: AttemptToken?
    let code: Int

    enum CodingKeys: String, CodingKey {
        case id, status, timestamp, errors
        case token = "biz_opaque_callback_data"
    }

    /// Characters of the data that Meta echoes.
    private static let tokenLengths = 1...512

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        guard MessageID.lengths.contains(id.utf8.count) else {
            throw DecodingError.dataCorruptedError(
                forKey: .id, in: fields, debugDescription: "the id's length is out of range")
        }
        status = try fields.decode(String.self, forKey: .status)
        occurredAt = try fields.require(
            fields.moment(.timestamp), .timestamp, "a moment in Unix seconds")
        token = fields.lenient(String.self, .token)
            .flatMap { Self.tokenLengths.contains($0.count) ? AttemptToken(rawValue: $0) : nil }
        code = fields.elements(ErrorValue.self, .errors).lazy.compactMap { $0?.code }.first ?? 0
    }

    func event(from number: PhoneNumberID?) -> WebhookEvent {
        guard let number else { return .ignored(.malformed) }
        guard let status = Receipt.Status(rawValue: status) else { return .ignored(.status) }
        var report = ReceiptReport(
            phoneNumberID: number, token: token, message: MessageID(rawValue: id),
            status: status, occurredAt: occurredAt, code: status == .failed ? code : 0)
        if status == .failed {
            report.detail = "\(ErrorCodeTable.sentence(for: code)) (code \(code))"
        }
        return .receipt(report)
    }
}

private struct ErrorValue: Decodable {
    let code: Int

    enum CodingKeys: CodingKey { case code }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        code = try fields.require(
            fields.number(.code, in: MetaNumber.codes), .code, "a code")
    }
}
