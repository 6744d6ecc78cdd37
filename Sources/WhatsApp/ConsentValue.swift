import Notifications

/// The value of a webhook's change of `user_preferences`: what users chose in WhatsApp itself.
struct PreferencesValue: Decodable {
    let events: [WebhookEvent]

    private enum CodingKeys: String, CodingKey {
        case metadata
        case preferences = "user_preferences"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let number = fields.lenient(NumberValue.self, .metadata)?.number
        events = fields.elements(PreferenceValue.self, .preferences)
            .map { $0?.event(for: number) ?? .ignored(.malformed) }
    }
}

/// The number that a change is about.
struct NumberValue: Decodable {
    let number: PhoneNumberID

    private enum CodingKeys: String, CodingKey { case number = "phone_number_id" }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        number = PhoneNumberID(rawValue: try fields.decode(String.self, forKey: .number))
    }
}

/// What one user chose.
private struct PreferenceValue: Decodable {
    let recipient: PhoneNumber
    let category: String
    let value: String
    let occurredAt: Timestamp

    enum CodingKeys: String, CodingKey {
        case category, value, timestamp
        case recipient = "wa_id"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        recipient = try fields.phone(.recipient)
        category = try fields.decode(String.self, forKey: .category)
        value = try fields.decode(String.self, forKey: .value)
        occurredAt = try fields.require(
            fields.moment(.timestamp), .timestamp, "a moment in Unix seconds")
    }

    func event(for number: PhoneNumberID?) -> WebhookEvent {
        guard let number else { return .ignored(.malformed) }
        guard category == "marketing_messages", let isOptedOut = Self.words[value] else {
            return .ignored(.field)
        }
        return .consent(
            ConsentReport(
                phoneNumberID: number, recipient: recipient, category: .marketing,
                isOptedOut: isOptedOut, source: .meta, occurredAt: occurredAt))
    }

    private static let words = ["stop": true, "resume": false, "signup": false]
}

/// A message from a customer: of interest only if it opts out or in.
struct CustomerMessage: Decodable {
    /// nil: the message says something else.
    private let word: Word?

    private struct Word {
        let recipient: PhoneNumber
        let isOptedOut: Bool
        let occurredAt: Timestamp
    }

    private enum CodingKeys: CodingKey { case from, type, timestamp, text, button }
    private enum TextKeys: CodingKey { case body }
    private enum ButtonKeys: CodingKey { case text }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard let text = Self.text(in: fields), let isOptedOut = ConsentWords.isOptOut(text) else {
            word = nil
            return
        }
        word = Word(
            recipient: try fields.phone(.from), isOptedOut: isOptedOut,
            occurredAt: try fields.require(
                fields.moment(.timestamp), .timestamp, "a moment in Unix seconds"))
    }

    /// What was written, or the label of the button that was tapped.
    private static func text(in fields: KeyedDecodingContainer<CodingKeys>) -> String? {
        switch fields.lenient(String.self, .type) {
        case "text":
            (try? fields.nestedContainer(keyedBy: TextKeys.self, forKey: .text))?
                .lenient(String.self, .body)
        case "button":
            (try? fields.nestedContainer(keyedBy: ButtonKeys.self, forKey: .button))?
                .lenient(String.self, .text)
        default: nil
        }
    }

    func event(to number: PhoneNumberID?) -> WebhookEvent {
        guard let word else { return .ignored(.message) }
        guard let number else { return .ignored(.malformed) }
        return .consent(
            ConsentReport(
                phoneNumberID: number, recipient: word.recipient, category: .all,
                isOptedOut: word.isOptedOut, source: .reply, occurredAt: word.occurredAt))
    }
}

extension KeyedDecodingContainer {
    /// A user's number, which Meta writes as digits alone.
    fileprivate func phone(_ key: Key) throws -> PhoneNumber {
        let digits = try decode(String.self, forKey: key)
        guard let phone = try? PhoneNumber("+" + digits, defaultCountry: nil) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "a number's digits are expected")
        }
        return phone
    }
}
