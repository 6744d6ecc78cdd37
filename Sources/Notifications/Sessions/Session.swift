/// An amount with as many decimals as ISO 4217 gives its currency.
package struct Money: Hashable, Sendable {
    /// Decimal digits with at most one point, such as `14.000`.
    package let amount: String
    /// ISO 4217 code, such as `KWD`.
    package let currency: String

    /// Takes an amount that has been checked; `Money.init(amount:currency:)` checks one.
    package init(checkedAmount: String, currency: String) {
        amount = checkedAmount
        self.currency = currency
    }
}

/// A telephone number in E.164, such as `+96551234567`: personal data.
package struct PhoneNumber: Hashable, Sendable {
    package let e164: String

    /// Takes a number that has been checked; `PhoneNumber.init(_:defaultCountry:)` checks one.
    package init(checkedE164: String) { e164 = checkedE164 }

    /// Stands for the number of a customer who was forgotten.
    package static let forgotten = PhoneNumber(checkedE164: "")

    /// Whether the customer was forgotten: there is nobody to write to.
    package var isForgotten: Bool { e164.isEmpty }
}

/// What EnableNotifications stored for a session.
package struct Enablement: Hashable, Sendable {
    package var plugin: Plugin
    package var phone: PhoneNumber
    package var language: Language
    /// The states that notify, in the order of ``PaymentState/notifying``.
    package var states: [PaymentState]

    package init(plugin: Plugin, phone: PhoneNumber, language: Language, states: [PaymentState]) {
        self.plugin = plugin
        self.phone = phone
        self.language = language
        self.states = states
    }
}

/// A payment session as it stands.
package struct Session: Hashable, Sendable {
    package var id: SessionID
    /// nil before EnableNotifications.
    package var enablement: Enablement?
    /// nil before the first state change that became current.
    package var currentState: PaymentState?
    /// Whether the current state was entered after the session was closed: its notification needs a
    /// person.
    package var currentStateIsAnomaly: Bool
    package var attributes: SessionAttributes
    package var channel: Channel
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: SessionID, enablement: Enablement?, currentState: PaymentState?,
        currentStateIsAnomaly: Bool = false, attributes: SessionAttributes,
        channel: Channel = .automatic, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.enablement = enablement
        self.currentState = currentState
        self.currentStateIsAnomaly = currentStateIsAnomaly
        self.attributes = attributes
        self.channel = channel
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
