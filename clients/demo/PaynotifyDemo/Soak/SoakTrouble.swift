import LocalEnvironment

/// A time in which the sandbox refuses messages of a number for what they are not: for their template,
/// though the list goes on to call it approved, or for their account.
struct SoakTrouble: Hashable, Sendable {
    /// Whose messages are refused.
    enum Kind: Hashable, Sendable {
        case template(name: String, language: String)
        case account
    }

    /// Names its rule at the sandbox.
    var id: String
    var kind: Kind
    /// Meta's code.
    var code: Int
    /// The place of the number.
    var sender: Int
    /// Seconds since the begin of the run.
    var from: Double
    var until: Double

    /// Codes that say that a template cannot be sent at the moment, whatever the message.
    static let templateCodes = [132_001, 132_015, 132_016, 131_063]
    /// Codes that may be about the message or about its template: only a run of them tells.
    static let doubtfulCodes = [132_012, 132_018]
    /// Codes that say that an account sends nothing at the moment.
    static let accountCodes = [131_042, 131_031]
    /// How long the sandbox refuses, in seconds of the world's time: long enough to meet some messages.
    static let length = 1.5

    /// All of a run's, drawn from the seed: each code once, and early enough for what it stops to go on
    /// while payments still come.
    static func plan(
        _ options: SoakOptions, templates: [(name: String, language: String)]
    ) -> [SoakTrouble] {
        var numbers = SeededNumbers(seed: options.seed ^ 0x7E0B)
        let ofTemplates = templateCodes + doubtfulCodes
        let codes = ofTemplates + accountCodes
        return codes.enumerated().map { index, code in
            let isOfTemplate = index < ofTemplates.count
            let from = Double.random(in: 0.05..<0.6, using: &numbers) * options.seconds
            let template = templates[Int.random(in: 0..<templates.count, using: &numbers)]
            return SoakTrouble(
                id: "trouble-\(index)",
                kind: isOfTemplate
                    ? .template(name: template.name, language: template.language) : .account,
                code: code, sender: Int.random(in: 0..<options.senders, using: &numbers),
                from: from, until: from + length)
        }
    }

    /// The rule as the sandbox takes it.
    var rule: [String: Any] {
        var match: [String: Any] = [
            "endpoint": "messages", "phone_number_id": SoakMerchant.account(sender).phoneNumberID,
        ]
        if case .template(let name, let language) = kind {
            match["template"] = name
            match["language"] = language
        }
        return ["id": id, "match": match, "fault": ["type": "refusal", "code": code]]
    }
}
