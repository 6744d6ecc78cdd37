import Messages
import Notifications

/// Values of the domain and requests that break no rule.
enum Sample {
    static let merchant = Notifications.Merchant(
        id: MerchantID(rawValue: "shop"), displayName: "The Shop", defaultCountry: "KW",
        timeZone: "Asia/Kuwait", languages: [.english, .arabic], fallbackLanguage: .english)

    static let authenticator = Notifications.Authenticator(
        id: AuthenticatorID(rawValue: "auth-1"), merchant: merchant.id, version: 3,
        phoneNumberID: PhoneNumberID(rawValue: "106540352242922"), accountID: "102290129340398",
        accessToken: Secret("token-of-access"), appSecret: Secret("key-of-the-webhooks"),
        verifyToken: Secret("word-of-handshake"), templateNamespace: "ns",
        portfolioID: "5000")

    static let binding = Notifications.TemplateBinding(
        id: BindingID(rawValue: "bind-1"), merchant: merchant.id, version: 2,
        authenticator: authenticator.id,
        key: BindingKey(plugin: .paymentRequest, scope: .state(.paid), language: .english),
        content: TemplateContent(
            name: "order_paid", namespace: "ns", templateLanguage: "en_US", category: .utility,
            parameterFormat: .positional,
            components: [
                Notifications.TemplateComponent(
                    kind: .body, text: "Hello {{1}}, thank you.",
                    variables: [
                        Notifications.TemplateVariable(
                            name: "1", attribute: .customerName, defaultValue: "customer")
                    ]),
                Notifications.TemplateComponent(kind: .footer, text: "The Shop", variables: []),
                Notifications.TemplateComponent(
                    kind: .urlButton(url: "https://pay.example/{{1}}"), text: "Pay",
                    variables: [
                        Notifications.TemplateVariable(
                            name: "1", attribute: .checkoutLink, defaultValue: nil)
                    ]),
            ]),
        status: .mismatch, problem: "components[0].text differs")

    static let notification = Notifications.Notification(
        id: NotificationID(rawValue: "note-1"), session: SessionID(rawValue: "order-1"),
        state: .paid, status: .dead, statusReason: "PROVIDER_REJECTED", code: 131_026,
        phone: PhoneNumber(checkedE164: "+96512345678"), language: .arabic,
        attributes: Notifications.SessionAttributes(), createdAt: Timestamp(milliseconds: 1_000),
        updatedAt: Timestamp(milliseconds: 2_000), expiresAt: Timestamp(milliseconds: 3_000),
        dueAt: Timestamp(milliseconds: 1_000), attemptsSpent: 1, attemptNumber: 1,
        isWithdrawn: false)

    static let decision = Decision(
        outcome: .queued, reason: .queued, message: "on its way",
        notification: NotificationID(rawValue: "note-1"),
        withdrawn: [
            Withdrawal(notification: NotificationID(rawValue: "note-0"), state: .created)
        ],
        currentState: .paid, rulesPassed: [.stateSupported, .notExpired])

    static let setMerchant = SetMerchantRequest(
        merchant: Messages.Merchant(
            merchantID: "shop", displayName: "The Shop", defaultCountry: "KW",
            timeZone: "Asia/Kuwait", languages: ["en", "ar"], fallbackLanguage: "en"))

    static let registerAuthenticator = RegisterAuthenticatorRequest(
        merchantID: "shop", phoneNumberID: "106540352242922", wabaID: "102290129340398",
        accessToken: "token-of-access", appSecret: "key-of-the-webhooks",
        verifyToken: "word-of-handshake", portfolioID: "5000")

    static let registerTemplate = RegisterTemplateRequest(
        merchantID: "shop", authenticatorID: "auth-1", name: "order_paid", language: "en",
        category: .utility, plugin: .paymentRequest,
        binding: .states(StateSelection(states: [.paid])),
        components: [
            Messages.TemplateComponent(
                type: .body, text: "Hello {{1}}, thank you.",
                variables: [
                    Messages.TemplateVariable(
                        name: "1", attribute: .customerName, defaultValue: "customer")
                ])
        ])

    static let enable = EnableNotificationsRequest(
        merchantID: "shop", sessionID: "order-1", plugin: .paymentRequest, phone: "+96512345678",
        language: "en", selection: .states(StateSelection(states: [.created, .paid])),
        attributes: Messages.SessionAttributes(
            customerName: "Layla", amount: "14", currency: "KWD"))

    static let notify = NotifyStateChangeRequest(
        merchantID: "shop", sessionID: "order-1", state: .paid, eventID: "evt-1",
        occurredAtMilliseconds: 1_700_000_000_000,
        changedAttributes: Messages.SessionAttributes(orderNumber: "A-17"))

    /// A request, changed.
    static func with<Request>(_ request: Request, _ change: (inout Request) -> Void) -> Request {
        var request = request
        change(&request)
        return request
    }
}
