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
        number = PhoneNumberID(
            rawValue: try fields.require(
                fields.metaID(.number), .number, "an id of digits"))
    }
}

/// What one user chose.
private struct PreferenceValue: Decodable {
    let customer: CustomerNames
    let category: String
    let value: String
    let occurredAt: Timestamp

    enum CodingKeys: String, CodingKey {
        case category, value, timestamp
        case waID = "wa_id"
        case userID = "user_id"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        customer = CustomerNames(
            waID: fields.lenient(String.self, .waID), userID: fields.lenient(String.self, .userID))
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
                phoneNumberID: number, customer: InboundCustomer(names: customer),
                category: .marketing, isOptedOut: isOptedOut, source: .meta,
                occurredAt: occurredAt))
    }

    private static let words = ["stop": true, "resume": false, "signup": false]
}
