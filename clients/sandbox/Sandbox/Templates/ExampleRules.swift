/// Sample values of a template's variables: when they are given, there is one for each.
enum ExampleRules {
    static func check(_ draft: TemplateDraft) throws(GraphError) {
        for component in draft.components.array ?? [] {
            guard let example = component["example"] else { continue }
            switch component["type"]?.string?.uppercased() {
            case "BODY":
                let count = bodySamples(example)
                guard count == nil || count == draft.content.body.variables.count else {
                    throw .bodyFormat("The body's example needs one value for each variable.")
                }
            case "HEADER":
                guard case .text(let text) = draft.content.header else { continue }
                let count = headerSamples(example)
                guard count == nil || count == text.variables.count else {
                    throw .headerFormat("The header's example needs one value for each variable.")
                }
            default: continue
            }
        }
    }

    private static func bodySamples(_ example: JSON) -> Int? {
        if let named = example["body_text_named_params"]?.array { return named.count }
        return example["body_text"]?.array?.first?.array?.count
    }

    private static func headerSamples(_ example: JSON) -> Int? {
        (example["header_text_named_params"] ?? example["header_text"])?.array?.count
    }
}
