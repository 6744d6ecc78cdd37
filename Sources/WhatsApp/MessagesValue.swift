import Notifications

/// The value of a webhook's change of `messages`: receipts, customers' messages, errors.
struct MessagesValue: Decodable {
    let events: [WebhookEvent]

    private enum CodingKeys: CodingKey { case metadata, contacts, statuses, messages, errors }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let number = fields.lenient(NumberValue.self, .metadata)?.number
        let contacts = fields.elements(ContactValue.self, .contacts).compactMap { $0?.names }
        let receipts = fields.elements(StatusValue.self, .statuses)
            .map { $0?.event(from: number, contacts) ?? .ignored(.malformed) }
        let messages = fields.elements(CustomerMessage.self, .messages)
            .map { $0?.event(to: number, contacts) ?? .ignored(.malformed) }
        let errors = fields.elements(Anything.self, .errors).map { _ in
            WebhookEvent.ignored(.error)
        }
        events = receipts + messages + errors
    }
}

/// A customer among the `contacts` of a change or of an answer.
struct ContactValue: Decodable {
    let names: CustomerNames

    enum CodingKeys: String, CodingKey {
        case waID = "wa_id"
        case userID = "user_id"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        names = CustomerNames(
            waID: fields.lenient(String.self, .waID), userID: fields.lenient(String.self, .userID))
    }
}

extension CustomerNames {
    /// The names, with what the contacts of the same change say of the customer: the one who has a name
    /// of theirs, or the only one.
    func completed(by contacts: [CustomerNames]) -> CustomerNames {
        let own = contacts.first { contact in
            contact.waID != nil && contact.waID == waID
                || contact.userID != nil && contact.userID == userID
        }
        let contact = own ?? (self == .none && contacts.count == 1 ? contacts[0] : .none)
        return CustomerNames(waID: waID ?? contact.waID, userID: userID ?? contact.userID)
    }
}

/// What a webhook says of one message.
private struct StatusValue: Decodable {
    let id: String
    let status: String
    let occurredAt: Timestamp
    let token: AttemptToken?
    /// nil: Meta gave none.
    let code: Int?
    let names: CustomerNames

    enum CodingKeys: String, CodingKey {
        case id, status, timestamp, errors
        case token = "biz_opaque_callback_data"
        case recipient = "recipient_id"
        case user = "recipient_user_id"
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
        code = fields.elements(ErrorValue.self, .errors).lazy.compactMap { $0?.code }.first
        names = CustomerNames(
            waID: fields.lenient(String.self, .recipient),
            userID: fields.lenient(String.self, .user))
    }

    func event(from number: PhoneNumberID?, _ contacts: [CustomerNames]) -> WebhookEvent {
        guard let number else { return .ignored(.malformed) }
        guard let status = Receipt.Status(rawValue: status) else { return .ignored(.status) }
        var report = ReceiptReport(
            phoneNumberID: number, token: token, message: MessageID(rawValue: id),
            status: status, occurredAt: occurredAt, code: status == .failed ? code ?? 0 : 0)
        report.names = names.completed(by: contacts)
        if status == .failed { report.explain(code) }
        return .receipt(report)
    }
}

extension ReceiptReport {
    /// Says what the code of a failure means, which the table of answers' codes tells.
    fileprivate mutating func explain(_ code: Int?) {
        guard let code else {
            detail = "Meta gave no reason"
            return
        }
        detail = "\(ErrorCodeTable.sentence(for: code)) (code \(code))"
        refusal = ErrorCodeTable.entry(for: code)?.refusal(subcode: nil, status: 200)
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
