package import Notifications

// Templates and their bindings.
extension Fixtures {
    /// A header, a body that shows name, amount and order, a footer and a button with the link.
    package static func content(
        name: String = "order_update", language: Language = .english
    ) -> TemplateContent {
        TemplateContent(
            name: name, namespace: nil, templateLanguage: language.rawValue, category: .utility,
            parameterFormat: .positional,
            components: [
                TemplateComponent(
                    kind: .header, text: "Order {{1}}",
                    variables: [variable("1", .orderNumber)]),
                TemplateComponent(kind: .body, text: body(language), variables: bodyVariables),
                TemplateComponent(kind: .footer, text: "Acme", variables: []),
                TemplateComponent(
                    kind: .urlButton(url: "https://pay.example/c/{{1}}"), text: "Open",
                    variables: [variable("1", .checkoutLink)]),
            ])
    }

    /// An approved binding for both phases' states by way of one phase, unless told otherwise.
    package static func binding(
        _ scope: BindingScope = .phase(.postPayment), plugin: Plugin = .paymentRequest,
        language: Language = .english, status: TemplateStatus = .approved,
        content: TemplateContent? = nil, id: String? = nil
    ) -> TemplateBinding {
        TemplateBinding(
            id: BindingID(rawValue: id ?? "binding-\(scope)-\(plugin)-\(language)"),
            merchant: merchant.id, version: 1, authenticator: authenticator.id,
            key: BindingKey(plugin: plugin, scope: scope, language: language),
            content: content ?? Fixtures.content(language: language), status: status, problem: "")
    }

    /// Approved bindings for both phases in the language.
    package static func bindings(
        plugin: Plugin = .paymentRequest, language: Language = .english
    ) -> [TemplateBinding] {
        plugin.phases.map { binding(.phase($0), plugin: plugin, language: language) }
    }

    /// The key of the queue of a payment request's notification.
    package static func queueKey(of notification: Notification) -> QueueKey {
        QueueKey(
            merchant: merchant.id, plugin: .paymentRequest, state: notification.state,
            language: notification.language, isReplay: false)
    }

    /// How the queue of a payment request's notification stands.
    package static func queueStatus(
        of notification: Notification, bindings: [TemplateBinding] = bindings(),
        authenticators: [Authenticator] = [authenticator], pauses: [PauseScope] = []
    ) -> QueueStatus {
        QueueStatus(
            of: queueKey(of: notification),
            under: QueueConditions(
                bindings: bindings, authenticators: authenticators, pauses: pauses))
    }

    /// Meta's definition of ``content(name:language:)``, approved.
    package static func definition(
        of content: TemplateContent = content(), status: String = "APPROVED"
    ) -> TemplateDefinition {
        TemplateDefinition(
            status: status, category: content.category.rawValue.uppercased(),
            parameterFormat: content.parameterFormat, namespace: content.namespace,
            components: content.components.map { component in
                TemplateDefinition.Component(kind: kind(component.kind), text: component.text)
            })
    }

    /// The content of ``content(name:language:)`` as a caller writes it.
    package static func uncheckedTemplate(language: Language = .english) -> UncheckedTemplate {
        UncheckedTemplate(
            name: "order_update", namespace: "", templateLanguage: "", category: .utility,
            parameterFormat: nil,
            components: [
                UncheckedComponent(
                    kind: .header, text: "Order {{1}}",
                    variables: [UncheckedVariable(name: "1", attribute: .orderNumber)]),
                UncheckedComponent(
                    kind: .body, text: body(language),
                    variables: bodyVariables.map {
                        UncheckedVariable(
                            name: $0.name, attribute: $0.attribute,
                            defaultValue: $0.defaultValue ?? "")
                    }),
                UncheckedComponent(kind: .footer, text: "Acme"),
                UncheckedComponent(
                    kind: .button, text: "Open", button: .url, url: "https://pay.example/c/{{1}}",
                    variables: [UncheckedVariable(name: "1", attribute: .checkoutLink)]),
            ])
    }

    package static func variable(
        _ name: String, _ attribute: SessionAttribute, default value: String? = nil
    ) -> TemplateVariable {
        TemplateVariable(name: name, attribute: attribute, defaultValue: value)
    }

    private static let bodyVariables = [
        variable("1", .customerName, default: "customer"), variable("2", .amount),
        variable("3", .orderNumber),
    ]

    private static func body(_ language: Language) -> String {
        switch language {
        case .english: "Dear {{1}}, we have news of {{2}} for order {{3}}."
        case .arabic: "عزيزي {{1}}، لدينا خبر عن مبلغ {{2}} للطلب {{3}} لديك."
        }
    }

    private static func kind(
        _ kind: TemplateComponent.Kind
    ) -> TemplateDefinition.Component.Kind {
        switch kind {
        case .header: .header
        case .mediaHeader(let media): .mediaHeader(media.format)
        case .body: .body
        case .footer: .footer
        case .quickReplyButton: .quickReplyButton
        case .urlButton(let url): .urlButton(url: url)
        case .copyCodeButton: .copyCodeButton
        }
    }
}
