extension RegisterTemplate {
    /// Checks the fields of a request; plugin, binding and policy are nil where none was given.
    ///
    /// Throws `invalid` with every violation. The language is checked against the merchant when the
    /// command is decided.
    package static func checked(
        merchant: String, authenticator: String, language: String, plugin: Plugin?,
        binding: Selection?, template: UncheckedTemplate,
        uncertainPolicy: UncertainPolicy? = nil
    ) throws(Refusal) -> RegisterTemplate {
        var check = FieldChecker()
        let merchant = check.merchantID(merchant)
        let authenticator = check.authenticatorID(authenticator)
        let language = check.language(language)
        let plugin = check.require(plugin, "plugin")
        let selected = check.selection(binding, plugin: plugin, oneof: "binding")
        if let binding { check.notEmpty(binding) }
        let content = check.template(template, language: language)
        guard check.isClean, let language, let plugin, let content else { throw check.refusal }
        var command = RegisterTemplate(
            merchant: merchant, authenticator: authenticator, language: language, plugin: plugin,
            scopes: selected.scopes, ignoredPhases: selected.ignoredPhases, content: content)
        command.uncertainPolicy = uncertainPolicy
        return command
    }
}

extension FieldChecker {
    fileprivate mutating func notEmpty(_ selection: Selection) {
        let field =
            switch selection {
            case .states: "states"
            case .phases: "phases"
            }
        expect(!selection.isEmpty, field, "must not be empty")
    }
}
