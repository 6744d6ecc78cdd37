import Messages
import Notifications

extension RegisterTemplateRequest: CommandRequest {
    func command(zones: any ZoneRules) throws(Refusal) -> Command {
        .registerTemplate(
            try RegisterTemplate.checked(
                merchant: merchantID, authenticator: authenticatorID, language: language,
                plugin: Notifications.Plugin(plugin), binding: binding.map(Selection.init),
                template: UncheckedTemplate(
                    name: name, namespace: namespace, templateLanguage: templateLanguage,
                    category: Notifications.TemplateCategory(category),
                    parameterFormat: Notifications.ParameterFormat(parameterFormat),
                    components: components.map(UncheckedComponent.init)),
                uncertainPolicy: Notifications.UncertainPolicy(uncertainPolicy)))
    }

    static func response(to answer: CommandAnswer) -> RegisterTemplateResponse? {
        guard case .templateRegistered(let registered) = answer else { return nil }
        return RegisterTemplateResponse(
            bindings: registered.bindings.map(Messages.TemplateBinding.init),
            ignoredPhases: registered.ignoredPhases.map(\.wire))
    }
}

extension ListTemplatesRequest: QueryRequest {
    func question() throws(Refusal) -> Question<ListTemplatesResponse> {
        let id = try MerchantID.checked(merchantID)
        return { store throws(StoreFailure) in
            guard let bindings = try await store.bindings(of: id) else {
                return .failure(.notFound(.merchant))
            }
            return .success(
                ListTemplatesResponse(bindings: bindings.map(Messages.TemplateBinding.init)))
        }
    }
}

extension Selection {
    fileprivate init(_ binding: RegisterTemplateRequest.Binding) {
        switch binding {
        case .states(let selection): self.init(selection)
        case .phases(let selection): self.init(selection)
        }
    }
}

extension UncheckedComponent {
    fileprivate init(_ component: Messages.TemplateComponent) {
        self.init(
            kind: Kind(component.type), text: component.text, button: Button(component.buttonType),
            url: component.url, code: component.code,
            headerFormat: HeaderMedia.Format(component.headerFormat), link: component.link,
            fileName: component.fileName,
            variables: component.variables.map(UncheckedVariable.init))
    }
}

extension UncheckedComponent.Kind {
    /// The part that a message names; nil if it names none.
    init?(_ wire: Messages.ComponentType) {
        switch wire {
        case .header: self = .header
        case .body: self = .body
        case .footer: self = .footer
        case .button: self = .button
        case .unspecified, .unrecognized: return nil
        }
    }
}

extension UncheckedComponent.Button {
    /// What the button of a message does; nil if it says nothing.
    init?(_ wire: Messages.ButtonType) {
        switch wire {
        case .url: self = .url
        case .quickReply: self = .quickReply
        case .copyCode: self = .copyCode
        case .unspecified, .unrecognized: return nil
        }
    }
}

extension UncheckedVariable {
    fileprivate init(_ variable: Messages.TemplateVariable) {
        self.init(
            name: variable.name, attribute: Notifications.SessionAttribute(variable.attribute),
            defaultValue: variable.defaultValue)
    }
}
