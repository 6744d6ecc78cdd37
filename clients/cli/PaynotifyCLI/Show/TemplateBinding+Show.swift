import Messages

extension TemplateBinding {
    /// What `template register --from-file` reads, and what the server adds to it.
    var json: JSON {
        [
            "binding_id": .string(bindingID), "version": .integer(Int64(version)),
            "authenticator_id": .string(authenticatorID), "name": .string(name),
            "namespace": .string(namespace), "language": .string(language),
            "template_language": .string(templateLanguage), "category": .string(category.word),
            "plugin": .string(plugin.word), "state": .string(state.word),
            "phase": .string(phase.word), "parameter_format": .string(parameterFormat.word),
            "components": .array(components.map(\.json)), "status": .string(status.word),
            "problem": .string(problem), "uncertain_policy": .string(uncertainPolicy.word),
            "suggested_ttl_seconds": .integer(Int64(suggestedTTLSeconds)),
        ]
    }

    /// The state or phase that it speaks for.
    var scope: String { state == .unspecified ? phase.word : state.word }
}

extension TemplateComponent {
    var json: JSON {
        [
            "type": .string(type.word), "text": .string(text),
            "button_type": .string(buttonType.word), "url": .string(url),
            "variables": .array(
                variables.map {
                    [
                        "name": .string($0.name), "attribute": .string($0.attribute.word),
                        "default_value": .string($0.defaultValue),
                    ]
                }), "header_format": .string(headerFormat.word), "link": .string(link),
            "file_name": .string(fileName), "code": .string(code),
        ]
    }
}

extension Table {
    /// One binding a row.
    init(_ bindings: [TemplateBinding]) {
        self.init(
            heading: ["PLUGIN", "FOR", "LANGUAGE", "TEMPLATE", "VERSION", "STATUS", "PROBLEM"],
            rows: bindings.map {
                [
                    $0.plugin.word, $0.scope, $0.language, "\($0.name)/\($0.templateLanguage)",
                    String($0.version), $0.status.word, $0.problem,
                ]
            },
            whenEmpty: "no templates: paynotify template register makes one")
    }
}
