import Notifications

/// A field of an account whose changes are more than a template's or a message's.
enum AccountField: String {
    case account = "account_update"
    case capability = "business_capability_update"
    case number = "phone_number_quality_update"
    case alert = "account_alerts"
    case review = "account_review_update"
    case templateQuality = "message_template_quality_update"
}

/// The value of a webhook's change of such a field: all members that any of them has.
struct AccountValue: Decodable {
    /// Meta's word for what happened; empty without one.
    private let word: String
    private let banState: String?
    private let restrictions: [Restriction?]
    private let people: People?

    enum CodingKeys: String, CodingKey {
        case event, decision
        case quality = "new_quality_score"
        case alert = "alert_type"
        case ban = "ban_info"
        case restrictions = "restriction_info"
        case people = "max_daily_conversations_per_business"
    }

    enum BanKeys: String, CodingKey { case state = "waba_ban_state" }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let keys: [CodingKeys] = [.event, .quality, .decision, .alert]
        word = keys.lazy.compactMap { fields.lenient(String.self, $0) }.first ?? ""
        let ban = try? fields.nestedContainer(keyedBy: BanKeys.self, forKey: .ban)
        // Its documentation has a word, a fixture of Meta's a list of one.
        banState =
            ban?.lenient(String.self, .state)
            ?? ban?.elements(String.self, .state).lazy.compactMap { $0 }.first
        restrictions = fields.elements(Restriction.self, .restrictions)
        people = fields.lenient(People.self, .people)
    }

    func event(
        _ field: AccountField, account: String, at moment: Timestamp?
    ) -> WebhookEvent {
        if field == .capability, people == nil { return .ignored(.malformed) }
        let words = [field.rawValue, word, banState ?? ""]
            .map { $0.prefix(Self.wordLengthMax).filter(\.isPartOfAWord) }
        var event = AccountEvent(
            accountID: account, news: words.filter { !$0.isEmpty }.joined(separator: " "),
            effect: effect(of: field), occurredAt: moment)
        event.isGrave = field == .account && Self.graveWords.contains(word)
        return .accountEvent(event)
    }

    /// The account is another one's, or the app's no more.
    private static let graveWords: Set<String> = [
        "ACCOUNT_OFFBOARDED", "PARTNER_REMOVED", "PARTNER_APP_UNINSTALLED",
    ]

    private static let wordLengthMax = 64

    private func effect(of field: AccountField) -> AccountEvent.Effect? {
        switch field {
        case .account: effectOnAccount
        case .capability: people.map { .messagingLimit($0.limit) }
        // Quality and throughput are both among a number's details.
        case .number: .detailsChanged
        case .alert, .review, .templateQuality: nil
        }
    }

    private var effectOnAccount: AccountEvent.Effect? {
        switch word {
        case "ACCOUNT_RESTRICTION": restriction
        case "ACCOUNT_VIOLATION", "ACCOUNT_DELETED": .stopped(until: nil)
        case "DISABLED_UPDATE":
            switch banState {
            case "REINSTATE": .reinstated
            // Announced: until the day has come, the account sends.
            case "SCHEDULE_FOR_DISABLE": nil
            default: .stopped(until: nil)
            }
        default: nil
        }
    }

    /// Of the actions that Meta can take from an account, one keeps templates from being sent.
    private var restriction: AccountEvent.Effect? {
        let known = restrictions.compactMap { $0 }
        if known.isEmpty { return .stopped(until: nil) }
        let own = known.filter { $0.type == "RESTRICTED_BIZ_INITIATED_MESSAGING" }
        if own.isEmpty { return nil }
        // One without an end: none is known.
        let ends = own.compactMap(\.end)
        return .stopped(until: ends.count == own.count ? ends.max() : nil)
    }
}

/// Something that the account may not do for a while.
private struct Restriction: Decodable {
    let type: String
    let end: Timestamp?

    enum CodingKeys: String, CodingKey {
        case type = "restriction_type"
        case end = "expiration"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        type = try fields.decode(String.self, forKey: .type)
        end = fields.moment(.end)
    }
}

/// The people that a portfolio may begin to write to, as a number (-1 without limit) or as a tier.
private struct People: Decodable {
    /// nil: without limit.
    let limit: Int?

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.number(in: -1 ... -1) != nil {
            limit = nil
            return
        }
        if let people = value.number(in: DailyBudget.limits) {
            limit = people
            return
        }
        let tier = try value.decode(String.self)
        limit = SenderNode.people(tier: tier)
        guard limit != nil || tier == "TIER_UNLIMITED" else {
            throw DecodingError.dataCorruptedError(
                in: value, debugDescription: "a number or a tier is expected")
        }
    }
}

extension Character {
    /// Whether it may stand in one of Meta's words.
    fileprivate var isPartOfAWord: Bool {
        isASCII && (isLetter || isNumber || self == "_" || self == "-")
    }
}
