package import Notifications

/// One valid example of everything in the domain.
package enum Fixtures {
    /// 2026-11-22 15:30 in UTC, 18:30 in Kuwait.
    package static let now = Timestamp(milliseconds: 1_795_361_400_000)
    package static let zones = FixedZones()
    package static let phone = PhoneNumber(checkedE164: "+96551234567")

    /// A merchant in Kuwait that speaks English and Arabic, without a fallback.
    package static let merchant = Merchant(
        id: MerchantID(rawValue: "acme"), displayName: "Acme Store", defaultCountry: "KW",
        timeZone: "Asia/Kuwait", languages: [.english, .arabic], fallbackLanguage: nil)

    package static let authenticator = Authenticator(
        id: AuthenticatorID(rawValue: "auth-1"), merchant: merchant.id, version: 1,
        phoneNumberID: PhoneNumberID(rawValue: "800000000000002"), accountID: "700000000000001",
        accessToken: Secret("token"), appSecret: Secret("app"), verifyToken: Secret("verify"),
        templateNamespace: nil)

    /// Every attribute is known; the link works for two hours more.
    package static let attributes = SessionAttributes(
        customerName: "Mona", amount: Money(checkedAmount: "14.000", currency: "KWD"),
        orderNumber: "ORD-77", checkoutLink: "https://pay.example/c/abc123",
        checkoutLinkExpiresAt: now + .seconds(7_200))

    package static let sessionID = SessionID(rawValue: "session-1")

    /// Identifiers that come again with the same seed.
    package static func ids(seed: UInt64 = 1) -> IdentifierGenerator {
        IdentifierGenerator(now: now, random: SeededGenerator(seed: seed))
    }

    /// The attributes of ``attributes`` as a caller writes them.
    package static let uncheckedAttributes = UncheckedAttributes(
        customerName: "Mona", amount: "14", currency: "KWD", orderNumber: "ORD-77",
        checkoutLink: "https://pay.example/c/abc123",
        checkoutLinkExpiresAtMilliseconds: (now + .seconds(7_200)).milliseconds)
}

// Sessions and what happens to them.
extension Fixtures {
    /// A session that is enabled for all states of a payment request.
    package static func session(
        enabled enablement: Enablement? = enablement(), in state: PaymentState? = nil,
        attributes: SessionAttributes = attributes
    ) -> Session {
        Session(
            id: sessionID, enablement: enablement, currentState: state, attributes: attributes,
            createdAt: now, updatedAt: now)
    }

    package static func enablement(
        plugin: Plugin = .paymentRequest, language: Language = .english,
        states: [PaymentState] = PaymentState.notifying
    ) -> Enablement {
        Enablement(plugin: plugin, phone: phone, language: language, states: states)
    }

    package static func enable(
        plugin: Plugin = .paymentRequest, phone: String = "51234567", language: Language = .english,
        states: [PaymentState] = PaymentState.notifying,
        attributes: SessionAttributes = attributes
    ) -> EnableNotifications {
        EnableNotifications(
            merchant: merchant.id, session: sessionID, plugin: plugin, phone: phone,
            language: language, states: states, ignoredPhases: [], attributes: attributes)
    }

    /// A call with an `event_id` of its own for each state unless one is given.
    package static func change(
        to state: PaymentState, event: String? = nil, occurredAt: Timestamp? = nil,
        changed: SessionAttributes = SessionAttributes(), digest: UInt8 = 0
    ) -> NotifyStateChange {
        NotifyStateChange(
            merchant: merchant.id, session: sessionID, state: state,
            event: EventID(rawValue: event ?? "event-\(state.rawValue)"), occurredAt: occurredAt,
            changedAttributes: changed,
            digest: RequestDigest(bytes: [UInt8](repeating: digest, count: 32)))
    }

    package static func notification(
        _ id: String = "notification-1", of state: PaymentState = .paid,
        status: NotificationStatus = .pending, reason: String = "",
        language: Language = .english, attemptNumber: Int = 0, isWithdrawn: Bool = false
    ) -> Notification {
        Notification(
            id: NotificationID(rawValue: id), session: sessionID, state: state, status: status,
            statusReason: reason, code: 0, phone: phone, language: language,
            attributes: attributes, createdAt: now, updatedAt: now,
            expiresAt: now + .seconds(86_400), dueAt: now, attemptsSpent: 0,
            attemptNumber: attemptNumber, isWithdrawn: isWithdrawn)
    }

    package static func attempt(
        number: Int = 1, result: AttemptResult = .armed, receipts: [Receipt] = []
    ) -> Attempt {
        Attempt(
            number: number, token: AttemptToken(rawValue: "v1.token-\(number)"), armedAt: now,
            endedAt: result == .armed ? nil : now, result: result, code: 0, detail: "",
            message: result == .accepted ? MessageID(rawValue: "wamid.\(number)") : nil,
            template: "order_update (en)", renderedText: "Hello", receipts: receipts)
    }
}

// What recipients want.
extension Fixtures {
    /// A word that was said at ``now``.
    package static func optOut(
        of category: OptOutCategory = .all, isOptedOut: Bool = true,
        by source: OptOutSource = .person,
        at moment: Timestamp = now
    ) -> OptOut {
        OptOut(category: category, isOptedOut: isOptedOut, source: source, changedAt: moment)
    }

    /// The template of ``content(name:language:)`` as an advertisement.
    package static var marketing: TemplateContent {
        var content = content()
        content.category = .marketing
        return content
    }

    /// What the signature of ``authenticator`` proves in a store whose first app is its.
    package static let proof = AppProof(app: AppID(rawValue: 1))

    /// An answer of the recipient's to the number of ``authenticator``.
    package static func consent(
        isOptedOut: Bool = true, of category: OptOutCategory = .all, at moment: Timestamp = now,
        number: PhoneNumberID = authenticator.phoneNumberID
    ) -> ConsentReport {
        ConsentReport(
            phoneNumberID: number,
            customer: InboundCustomer(
                names: CustomerNames(waID: String(phone.e164.dropFirst()))),
            category: category, isOptedOut: isOptedOut, source: .reply, occurredAt: moment)
    }
}
