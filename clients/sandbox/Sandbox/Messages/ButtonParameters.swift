/// The parameters of a template's buttons.
enum ButtonParameters {
    /// The value of each button that takes one, by the button's index.
    static func values(
        for buttons: [TemplateContent.Button], from components: [MessageComponent]
    ) throws(GraphError) -> [Int: String] {
        var values: [Int: String] = [:]
        for component in components {
            guard case .button(let index, let subType) = component.part else { continue }
            guard buttons.indices.contains(index) else {
                throw .wrongValue("button \(index): the template has \(buttons.count) button(s)")
            }
            let action = buttons[index].action
            guard subType == action.type.lowercased() else {
                throw .parameterFormat(
                    "button \(index): expected sub_type \(action.type.lowercased()), "
                        + "received \(subType)")
            }
            values[index] = try value(for: action, index, component.parameters)
        }
        try checkComplete(buttons, values)
        return values
    }

    private static func value(
        for action: TemplateContent.Button.Action, _ index: Int, _ parameters: [MessageParameter]
    ) throws(GraphError) -> String? {
        let most = takesValue(action) ? 1 : 0
        guard parameters.count <= most else {
            throw .parameterCount("button \(index)", given: parameters.count, expected: most)
        }
        guard let parameter = parameters.first else { return nil }
        switch (action, parameter.value) {
        case (.url, .text(let text)): return text
        case (.quickReply, .payload(let payload)): return payload
        case (.copyCode, .couponCode(let code)): return code
        default:
            throw .parameterFormat(
                "button \(index): a \(action.type) button takes no \(parameter.value.type)")
        }
    }

    private static func takesValue(_ action: TemplateContent.Button.Action) -> Bool {
        switch action {
        case .url(let address): !address.variables.isEmpty
        case .quickReply, .copyCode: true
        case .phoneNumber, .voiceCall: false
        }
    }

    /// A URL's variable and a code have no default; a quick reply does without a payload.
    private static func checkComplete(
        _ buttons: [TemplateContent.Button], _ values: [Int: String]
    ) throws(GraphError) {
        for (index, button) in buttons.enumerated() where values[index] == nil {
            guard takesValue(button.action), button.action != .quickReply else { continue }
            throw .missing(
                "a parameter of button \(index), which is of type \(button.action.type),")
        }
    }
}
