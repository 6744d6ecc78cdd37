package import Messages

/// A template that a merchant of a local environment has at Meta: one for each state and language.
package struct TestTemplate: Sendable {
    package let state: PaymentState
    package let language: String
    package let body: String
    /// Only the message about a new payment has the button that leads to the checkout.
    package var hasButton: Bool { state == .created }

    /// The attributes that fill {{1}} and {{2}} of the body.
    package static let attributes: [SessionAttribute] = [.customerName, .amount, .orderNumber]
    /// What a checkout link begins with.
    package static let linkPrefix = "https://pay.example/c/"

    package var name: String { "payment_\(state.plainName)" }

    /// The body of Meta's call that creates the template.
    package var creation: [String: Any] {
        let sample = language == "ar" ? "نورة" : "Noura"
        var components: [[String: Any]] = [
            [
                "type": "BODY", "text": body,
                "example": ["body_text": [[sample, "14.000 KWD", "A-1001"]]],
            ]
        ]
        if hasButton {
            let button: [String: Any] = [
                "type": "URL", "text": buttonLabel, "url": Self.linkPrefix + "{{1}}",
                "example": [Self.linkPrefix + "abc"],
            ]
            components.append(["type": "BUTTONS", "buttons": [button]])
        }
        return [
            "name": name, "language": language, "category": "UTILITY", "components": components,
        ]
    }

    /// The same template as paynotify registers it.
    package var components: [TemplateComponent] {
        let variables = Self.attributes.enumerated().map { index, attribute in
            TemplateVariable(name: "\(index + 1)", attribute: attribute)
        }
        let text = TemplateComponent(type: .body, text: body, variables: variables)
        guard hasButton else { return [text] }
        return [
            text,
            TemplateComponent(
                type: .button, text: buttonLabel, buttonType: .url,
                url: Self.linkPrefix + "{{1}}",
                variables: [TemplateVariable(name: "1", attribute: .checkoutLink)]),
        ]
    }

    private var buttonLabel: String { language == "ar" ? "ادفع الآن" : "Pay" }

    /// One for each notifying state, in English and Arabic.
    package static let all: [TestTemplate] =
        english.map { TestTemplate($0, "en", $1) }
        + arabic.map { TestTemplate($0, "ar", $1) }

    private init(_ state: PaymentState, _ language: String, _ body: String) {
        self.state = state
        self.language = language
        self.body = body
    }

    private static let english: [(PaymentState, String)] = [
        (.created, "Hello {{1}}, {{2}} for order {{3}} can be paid with the button below."),
        (.paid, "Thank you {{1}}, we received {{2}} for order {{3}}."),
        (.authorized, "Hello {{1}}, {{2}} for order {{3}} is reserved on your card."),
        (.canceled, "Hello {{1}}, the shop canceled the payment of {{2}} for order {{3}}."),
        (.failed, "Hello {{1}}, the payment of {{2}} for order {{3}} did not go through."),
        (.expired, "Hello {{1}}, the time to pay {{2}} for order {{3}} is over."),
    ]

    private static let arabic: [(PaymentState, String)] = [
        (.created, "مرحبا {{1}}، يمكنك دفع {{2}} للطلب رقم {{3}} بالزر أدناه."),
        (.paid, "شكرا {{1}}، لقد استلمنا مبلغ {{2}} للطلب رقم {{3}}."),
        (.authorized, "مرحبا {{1}}، تم حجز {{2}} للطلب رقم {{3}} على بطاقتك."),
        (.canceled, "مرحبا {{1}}، ألغى المتجر دفع مبلغ {{2}} للطلب رقم {{3}}."),
        (.failed, "مرحبا {{1}}، لم يتم دفع مبلغ {{2}} للطلب رقم {{3}}."),
        (.expired, "مرحبا {{1}}، انتهى وقت دفع مبلغ {{2}} للطلب رقم {{3}}."),
    ]
}

extension PaymentState {
    /// The state as the specification writes it.
    package var plainName: String { "\(self)" }
}
