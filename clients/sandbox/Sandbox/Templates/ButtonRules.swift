/// How many buttons a template may have, and of which shape.
enum ButtonRules {
    static func check(_ buttons: [TemplateContent.Button]) throws(GraphError) {
        guard buttons.count <= Limits.buttonsMax else {
            throw .invalid("a template may have \(Limits.buttonsMax) buttons")
        }
        for button in buttons { try check(button) }
        for (type, limit) in [("URL", 2), ("PHONE_NUMBER", 1), ("COPY_CODE", 1), ("VOICE_CALL", 1)]
        {
            guard buttons.count(where: { $0.action.type == type }) <= limit else {
                throw .invalid("a template may have \(limit) button(s) of type \(type)")
            }
        }
    }

    private static func check(_ button: TemplateContent.Button) throws(GraphError) {
        guard button.label.unicodeScalars.count <= Limits.buttonLabelMax else {
            throw .templateTextTooLong("A button's text", limit: Limits.buttonLabelMax)
        }
        guard !button.label.contains("{{") else {
            throw .invalid("a button's text may not have variables")
        }
        if case .url(let address) = button.action { try check(address) }
    }

    private static func check(_ address: TemplateText) throws(GraphError) {
        guard address.source.unicodeScalars.count <= Limits.buttonURLMax else {
            throw .templateTextTooLong("A button's url", limit: Limits.buttonURLMax)
        }
        guard address.source.hasPrefix("https://") || address.source.hasPrefix("http://") else {
            throw .invalid("a button's url must begin with https:// or http://")
        }
        switch address.variables.count {
        case 0: return
        case 1 where address.segments.count == 2 && address.segments.last == .variable("1"): return
        default: throw .invalid("a button's url may have one variable, {{1}}, at its end")
        }
    }
}
