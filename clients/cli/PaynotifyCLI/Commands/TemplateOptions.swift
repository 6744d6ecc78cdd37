import ArgumentParser
import Messages

/// The parts of a template as options.
struct TemplateOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Meta's name of the template.", valueName: "name"))
    var name: String?
    @Option(help: ArgumentHelp("The account's template namespace.", valueName: "name"))
    var namespace: String = ""
    @Option(help: ArgumentHelp("Our language: en or ar.", valueName: "code"))
    var language: String?
    @Option(
        help: ArgumentHelp(
            "Meta's language code, such as en_US; else the same as --language.", valueName: "code"))
    var templateLanguage: String = ""
    @Option(help: "Meta's category.")
    var category = Word<TemplateCategory>(.utility)
    @Option(help: "Where the payments come from.")
    var plugin: Word<Plugin>?
    @Option(name: .customLong("state"), help: "A state that it speaks for; repeat it.")
    var states: [Word<PaymentState>] = []
    @Option(name: .customLong("phase"), help: "A phase that it speaks for; repeat it.")
    var phases: [Word<Phase>] = []
    @Option(help: ArgumentHelp("The line above the body.", valueName: "text"))
    var header: String?
    @OptionGroup var media: HeaderMediaOptions
    @Option(
        help: ArgumentHelp("The text, with {{1}} or {{name}} for variables.", valueName: "text"))
    var body: String?
    @Option(help: ArgumentHelp("The small line below the body.", valueName: "text"))
    var footer: String?
    @OptionGroup var buttons: ButtonOptions
    @Option(
        name: .customLong("variable"),
        help: ArgumentHelp(
            "What fills a variable of header, body, button or button2 (the first and the second "
                + "URL button), such as body.1=customer_name:customer; repeat it.",
            valueName: "part.name=attribute[:default]"))
    var variables: [String] = []
    @Option(help: "What to do about a message of which nobody knows whether it was sent.")
    var uncertainPolicy: Word<UncertainPolicy>?

    /// Whether any part of a template was given.
    var isGiven: Bool {
        let texts =
            [name, language, header, body, footer].compactMap(\.self)
            + [namespace, templateLanguage] + variables
        return media.isGiven || buttons.isGiven || texts.contains { !$0.isEmpty } || plugin != nil
            || !states.isEmpty
            || !phases.isEmpty || uncertainPolicy != nil
    }

    /// The request, without merchant and authenticator.
    func request() throws(Failure) -> RegisterTemplateRequest {
        guard let name, let language, let plugin, body != nil else {
            throw .badInput("give --name, --language, --plugin and --body, or --from-file")
        }
        let components = try components()
        return RegisterTemplateRequest(
            name: name, namespace: namespace, language: language,
            templateLanguage: templateLanguage, category: category.value, plugin: plugin.value,
            binding: try binding(), parameterFormat: Self.format(of: components),
            components: components, uncertainPolicy: uncertainPolicy?.value ?? .unspecified)
    }

    private func binding() throws(Failure) -> RegisterTemplateRequest.Binding {
        switch (states.isEmpty, phases.isEmpty) {
        case (false, true): .states(StateSelection(states: states.map(\.value)))
        case (true, false): .phases(PhaseSelection(phases: phases.map(\.value)))
        default: throw .badInput("give either --state or --phase")
        }
    }

    private func components() throws(Failure) -> [TemplateComponent] {
        var assignments = try VariableAssignments(variables)
        var components = try media.header(beside: header).map { [$0] } ?? []
        for (type, part, text) in [
            (ComponentType.header, "header", header), (.body, "body", body),
        ] {
            guard let text else { continue }
            components.append(
                TemplateComponent(type: type, text: text, variables: assignments.take(part)))
        }
        if let footer { components.append(TemplateComponent(type: .footer, text: footer)) }
        components += try buttons.components(&assignments)
        try assignments.finish()
        return components
    }

    /// Named if any variable has a name that is not a number.
    private static func format(of components: [TemplateComponent]) -> ParameterFormat {
        let names = components.flatMap(\.variables).map(\.name)
        return names.contains { UInt($0) == nil } ? .named : .positional
    }
}
