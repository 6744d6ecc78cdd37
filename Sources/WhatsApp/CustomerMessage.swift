import Notifications

/// A message from a customer: of interest if it opts out or in, or tells that the customer has another
/// name.
struct CustomerMessage: Decodable {
    private let type: String
    private let words: String?
    private let customer: InboundCustomer
    private let change: CustomerNames?
    private let occurredAt: Timestamp?

    private enum CodingKeys: String, CodingKey {
        case type, from, timestamp, context, system
        case user = "from_user_id"
    }
    private enum ContextKeys: CodingKey { case id }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        type = fields.lenient(String.self, .type) ?? ""
        words = MessageWords.read(from: decoder, type: type)
        let context = try? fields.nestedContainer(keyedBy: ContextKeys.self, forKey: .context)
        let answered = context?.lenient(String.self, .id)
            .flatMap { MessageID.lengths.contains($0.utf8.count) ? MessageID(rawValue: $0) : nil }
        let system = type == "system" ? fields.lenient(SystemValue.self, .system) : nil
        customer = InboundCustomer(
            names: CustomerNames(
                waID: fields.lenient(String.self, .from),
                userID: fields.lenient(String.self, .user) ?? system?.previousUserID),
            answered: answered)
        change = system?.after
        occurredAt = fields.moment(.timestamp)
    }

    func event(to number: PhoneNumberID?, _ contacts: [CustomerNames]) -> WebhookEvent {
        var customer = customer
        customer.names = customer.names.completed(by: contacts)
        if let change, change != .none {
            guard let number else { return .ignored(.malformed) }
            return .customerChange(
                CustomerChange(phoneNumberID: number, before: customer, after: change))
        }
        guard let words, let meaning = ConsentWords.meaning(of: words) else {
            return .ignored(.message)
        }
        guard let number, let occurredAt else { return .ignored(.malformed) }
        func consent(_ category: OptOutCategory, isOptedOut: Bool) -> WebhookEvent {
            .consent(
                ConsentReport(
                    phoneNumberID: number, customer: customer, category: category,
                    isOptedOut: isOptedOut, source: .reply, occurredAt: occurredAt))
        }
        switch meaning {
        case .optOut(let category): return consent(category, isOptedOut: true)
        case .optIn: return consent(.all, isOptedOut: false)
        case .aboutPayment: return .ignored(.paymentWord)
        }
    }
}

/// What a customer wrote, or the label of what was tapped.
private enum MessageWords {
    private enum CodingKeys: CodingKey {
        case text, button, interactive, edit, image, video, document
    }
    private enum TextKeys: CodingKey { case body }
    private enum ButtonKeys: CodingKey { case text }
    private enum InteractiveKeys: String, CodingKey {
        case button = "button_reply"
        case list = "list_reply"
    }
    private enum ReplyKeys: CodingKey { case title }
    private enum EditKeys: CodingKey { case message, text }
    private enum CaptionKeys: CodingKey { case caption }

    /// nil: it has no words of the kind.
    static func read(from decoder: any Decoder, type: String) -> String? {
        guard let fields = try? decoder.container(keyedBy: CodingKeys.self) else { return nil }
        switch type {
        case "text": return body(of: fields, .text)
        case "button":
            return (try? fields.nestedContainer(keyedBy: ButtonKeys.self, forKey: .button))?
                .lenient(String.self, .text)
        case "interactive": return reply(in: fields)
        case "edit": return edited(in: fields)
        case "image": return caption(in: fields, .image)
        case "video": return caption(in: fields, .video)
        case "document": return caption(in: fields, .document)
        default: return nil
        }
    }

    private static func body<Key: CodingKey>(
        of fields: KeyedDecodingContainer<Key>, _ key: Key
    ) -> String? {
        (try? fields.nestedContainer(keyedBy: TextKeys.self, forKey: key))?
            .lenient(String.self, .body)
    }

    private static func reply(in fields: KeyedDecodingContainer<CodingKeys>) -> String? {
        let reply = try? fields.nestedContainer(keyedBy: InteractiveKeys.self, forKey: .interactive)
        return [.button, .list].lazy.compactMap { (key: InteractiveKeys) in
            (try? reply?.nestedContainer(keyedBy: ReplyKeys.self, forKey: key))?
                .lenient(String.self, .title)
        }.first
    }

    /// What stands below a picture or a file.
    private static func caption(
        in fields: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys
    ) -> String? {
        (try? fields.nestedContainer(keyedBy: CaptionKeys.self, forKey: key))?
            .lenient(String.self, .caption)
    }

    /// An edited message carries the new one whole.
    private static func edited(in fields: KeyedDecodingContainer<CodingKeys>) -> String? {
        guard let edit = try? fields.nestedContainer(keyedBy: EditKeys.self, forKey: .edit) else {
            return nil
        }
        if let message = try? edit.nestedContainer(keyedBy: CodingKeys.self, forKey: .message) {
            return body(of: message, .text)
        }
        return body(of: edit, .text)
    }
}

/// WhatsApp's own word about a customer.
private struct SystemValue: Decodable {
    let previousUserID: String?
    /// nil: it is about something else.
    let after: CustomerNames?

    private enum CodingKeys: String, CodingKey {
        case type
        case waID = "wa_id"
        case newWaID = "new_wa_id"
        case userID = "user_id"
        case previousUserID = "previous_user_id"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        previousUserID = fields.lenient(String.self, .previousUserID)
        switch fields.lenient(String.self, .type) {
        case "user_changed_number", "user_changed_user_id":
            after = CustomerNames(
                waID: fields.lenient(String.self, .newWaID) ?? fields.lenient(String.self, .waID),
                userID: fields.lenient(String.self, .userID))
        default: after = nil
        }
    }
}
