import Notifications

/// The body of a webhook, after its signature was found good.
///
/// Every entry, change and status stands for itself: one that cannot be read takes no other with it.
package struct Webhook: Sendable {
    /// Bytes that a body may have; Meta's limit is 3 MB, for about 1,000 updates.
    package static let bodyBytesMax = 3 << 20
    /// Updates that a body may have: Meta puts as many into one at most.
    ///
    /// Source: the Graph API's page on webhooks from Meta.
    package static let updatesMax = 1_000

    /// In the order of the body.
    package let events: [WebhookEvent]

    /// Decodes the body; throws only if it is no JSON object.
    package init(body: [UInt8]) throws(MalformedAnswer) {
        guard let envelope = MetaJSON.decode(Envelope.self, from: body) else {
            throw MalformedAnswer(expected: "a webhook's JSON object")
        }
        events = envelope.events
    }
}

private struct Envelope: Decodable {
    let events: [WebhookEvent]

    enum CodingKeys: CodingKey { case object, entry }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard fields.lenient(String.self, .object) == "whatsapp_business_account" else {
            events = [.ignored(.field)]
            return
        }
        events = fields.elements(Entry.self, .entry)
            .flatMap { $0?.events ?? [.ignored(.malformed)] }
    }
}

/// News of one WhatsApp Business account.
private struct Entry: Decodable {
    let events: [WebhookEvent]

    enum CodingKeys: CodingKey { case id, time, changes }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let source = NewsSource(
            account: fields.metaID(.id), occurredAt: fields.moment(.time))
        events = fields.elements(Change.self, .changes)
            .flatMap { $0?.events(of: source) ?? [.ignored(.malformed)] }
    }
}

/// Whom an entry is about, and when it happened; nil for what Meta did not say.
private struct NewsSource {
    let account: String?
    let occurredAt: Timestamp?
}

/// A change of one field of the account.
private enum Change: Decodable {
    case messages(MessagesValue)
    case template(TemplateStatusValue)
    case preferences(PreferencesValue)
    case account(AccountField, AccountValue)
    case other

    enum CodingKeys: CodingKey { case field, value }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let field = try fields.decode(String.self, forKey: .field)
        switch field {
        case "messages":
            self = .messages(try fields.decode(MessagesValue.self, forKey: .value))
        case "message_template_status_update":
            self = .template(try fields.decode(TemplateStatusValue.self, forKey: .value))
        case "user_preferences":
            self = .preferences(try fields.decode(PreferencesValue.self, forKey: .value))
        case "message_template_components_update":
            self = try Self.changed(TemplateEvent.componentsChanged, fields)
        case "template_category_update":
            self = try Self.changed(TemplateEvent.categoryChanged, fields)
        default:
            guard let field = AccountField(rawValue: field) else {
                self = .other
                return
            }
            self = .account(field, try fields.decode(AccountValue.self, forKey: .value))
        }
    }

    /// A change of a template that Meta tells without a status.
    private static func changed(
        _ event: String, _ fields: KeyedDecodingContainer<CodingKeys>
    ) throws -> Change {
        let named = try fields.decode(NamedTemplate.self, forKey: .value)
        return .template(
            TemplateStatusValue(event: event, name: named.name, language: named.language))
    }

    func events(of source: NewsSource) -> [WebhookEvent] {
        switch self {
        case .messages(let value): return value.events
        case .template(let value):
            guard let account = source.account else { return [.ignored(.malformed)] }
            var event = value.event(account: account)
            event.occurredAt = source.occurredAt
            return [.templateEvent(event)]
        case .preferences(let value): return value.events
        case .account(let field, let value):
            guard let account = source.account else { return [.ignored(.malformed)] }
            return [value.event(field, account: account, at: source.occurredAt)]
        case .other: return [.ignored(.field)]
        }
    }
}

/// The template that a change is about.
private struct NamedTemplate: Decodable {
    let name: String
    let language: String

    enum CodingKeys: String, CodingKey {
        case name = "message_template_name"
        case language = "message_template_language"
    }
}

/// The news that a template's status changed.
private struct TemplateStatusValue: Decodable {
    let event: String
    let name: String
    let language: String

    enum CodingKeys: String, CodingKey {
        case event
        case name = "message_template_name"
        case language = "message_template_language"
    }

    /// The event; a language such as `en-US` becomes `en_US`, as everywhere else at Meta's.
    func event(account: String) -> TemplateEvent {
        TemplateEvent(
            accountID: account, name: name,
            templateLanguage: String(language.map { $0 == "-" ? "_" : $0 }), event: event)
    }
}
