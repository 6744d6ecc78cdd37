import Messages

extension TemplateBinding {
    /// The state or phase that it speaks for.
    var scope: String { state == .unspecified ? phase.word : state.word }
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
