/// What a person stops.
package enum PauseScope: Hashable, Sendable {
    /// All that the merchant sends.
    case merchant
    /// All that leaves from the number, of every merchant that shares it.
    case number(PhoneNumberID)
    /// All of the merchant's that the template speaks for, by Meta's name and language code.
    case template(name: String, language: String)

    /// What the audit names it.
    package var subject: String {
        switch self {
        case .merchant: "merchant"
        case .number(let number): "number \(number)"
        case .template(let name, let language): "template \(name)/\(language)"
        }
    }
}

/// Something that a person stopped; it holds the queues that it covers until a person resumes it.
package struct Pause: Hashable, Sendable {
    /// The merchant that it was asked for.
    package var merchant: MerchantID
    package var scope: PauseScope
    package var reason: String
    package var actor: ActorName
    package var since: Timestamp

    package init(
        merchant: MerchantID, scope: PauseScope, reason: String, actor: ActorName,
        since: Timestamp
    ) {
        self.merchant = merchant
        self.scope = scope
        self.reason = reason
        self.actor = actor
        self.since = since
    }
}

/// What a request says about a scope, before it is checked.
package struct UncheckedPauseScope: Hashable, Sendable {
    /// Which kind of scope.
    package enum Kind: Hashable, Sendable {
        case merchant, number, template
    }

    /// nil: not given.
    package var kind: Kind?
    package var phoneNumberID: String
    package var templateName: String
    package var templateLanguage: String

    package init(
        kind: Kind?, phoneNumberID: String, templateName: String, templateLanguage: String
    ) {
        self.kind = kind
        self.phoneNumberID = phoneNumberID
        self.templateName = templateName
        self.templateLanguage = templateLanguage
    }
}

extension FieldChecker {
    /// Checks a scope: it has the fields of its kind and no others.
    mutating func pauseScope(_ given: UncheckedPauseScope) -> PauseScope? {
        guard let kind = require(given.kind, "scope") else { return nil }
        if kind == .number {
            digits(given.phoneNumberID, "phone_number_id", lengthMax: 32)
        } else {
            absent(given.phoneNumberID, "phone_number_id", with: "NUMBER")
        }
        if kind == .template {
            printable(given.templateName, "template_name", lengthMax: 512)
            printable(given.templateLanguage, "template_language", lengthMax: 16)
        } else {
            absent(given.templateName, "template_name", with: "TEMPLATE")
            absent(given.templateLanguage, "template_language", with: "TEMPLATE")
        }
        return switch kind {
        case .merchant: .merchant
        case .number: .number(PhoneNumberID(rawValue: given.phoneNumberID))
        case .template:
            .template(name: given.templateName, language: given.templateLanguage)
        }
    }

    private mutating func absent(_ value: String, _ field: String, with scope: String) {
        expect(value.isEmpty, field, "goes with scope \(scope) only")
    }
}
