import Messages

/// A template in a file: one element of `bindings` in what `template list --json` prints.
enum TemplateFile {
    /// The request that binds it, without merchant; the authenticator is empty if the file names
    /// none.
    static func request(_ path: String) throws(Failure) -> RegisterTemplateRequest {
        let binding: TemplateBinding = try MessageSource.file(path).read()
        return RegisterTemplateRequest(
            authenticatorID: binding.authenticatorID, name: binding.name,
            namespace: binding.namespace, language: binding.language,
            templateLanguage: binding.templateLanguage, category: binding.category,
            plugin: binding.plugin, binding: try scope(of: binding),
            parameterFormat: binding.parameterFormat, components: binding.components,
            uncertainPolicy: binding.uncertainPolicy)
    }

    private static func scope(
        of binding: TemplateBinding
    ) throws(Failure) -> RegisterTemplateRequest.Binding? {
        switch (binding.state, binding.phase) {
        case (.unspecified, .unspecified): nil
        case (let state, .unspecified): .states(StateSelection(states: [state]))
        case (.unspecified, let phase): .phases(PhaseSelection(phases: [phase]))
        default: throw .badInput("the template names both a state and a phase")
        }
    }
}
