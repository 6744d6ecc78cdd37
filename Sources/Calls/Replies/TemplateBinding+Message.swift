import Messages
import Notifications

extension Messages.TemplateBinding {
    /// A binding with the content of its template.
    init(_ binding: Notifications.TemplateBinding) {
        let content = binding.content
        self.init(
            bindingID: binding.id.rawValue, version: UInt32(clamping: binding.version),
            authenticatorID: binding.authenticator.rawValue, name: content.name,
            namespace: content.namespace ?? "", language: binding.key.language.rawValue,
            templateLanguage: content.templateLanguage, category: content.category.wire,
            plugin: binding.key.plugin.wire, state: binding.key.scope.wireState,
            phase: binding.key.scope.wirePhase, parameterFormat: content.parameterFormat.wire,
            components: content.components.map(Messages.TemplateComponent.init),
            status: binding.status.wire, problem: binding.problem,
            uncertainPolicy: binding.uncertainPolicy?.wire ?? .unspecified,
            checkedAtMilliseconds: binding.checkedAt?.milliseconds ?? 0,
            suggestedTTLSeconds: UInt32(clamping: binding.suggestedTTLSeconds))
    }
}

extension BindingScope {
    /// The state as messages name it; unspecified if the scope is a phase.
    fileprivate var wireState: Messages.PaymentState {
        switch self {
        case .state(let state): state.wire
        case .phase: .unspecified
        }
    }

    /// The phase as messages name it; unspecified if the scope is a state.
    fileprivate var wirePhase: Messages.Phase {
        switch self {
        case .state: .unspecified
        case .phase(let phase): phase.wire
        }
    }
}

extension Messages.TemplateComponent {
    /// A part of a template.
    init(_ component: Notifications.TemplateComponent) {
        let variables = component.variables.map(Messages.TemplateVariable.init)
        switch component.kind {
        case .header: self.init(type: .header, text: component.text, variables: variables)
        case .mediaHeader(let media):
            self.init(
                type: .header, headerFormat: media.format.wire, link: media.link,
                fileName: media.fileName)
        case .body: self.init(type: .body, text: component.text, variables: variables)
        case .footer: self.init(type: .footer, text: component.text, variables: variables)
        case .quickReplyButton:
            self.init(
                type: .button, text: component.text, buttonType: .quickReply,
                variables: variables)
        case .urlButton(let url):
            self.init(
                type: .button, text: component.text, buttonType: .url, url: url,
                variables: variables)
        case .copyCodeButton(let code):
            self.init(type: .button, text: component.text, buttonType: .copyCode, code: code)
        }
    }
}

extension Messages.TemplateVariable {
    /// A variable and where its value comes from.
    init(_ variable: Notifications.TemplateVariable) {
        self.init(
            name: variable.name, attribute: variable.attribute.wire,
            defaultValue: variable.defaultValue ?? "")
    }
}
