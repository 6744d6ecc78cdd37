import ArgumentParser
import Messages

/// The buttons of a template as options: each kind by an option of its own, or all of them in their order
/// by one.
struct ButtonOptions: ParsableArguments {
    @Option(
        name: .customLong("url-button"),
        help: ArgumentHelp(
            "A button that opens a URL, such as \"Pay=https://pay.example/{{1}}\"; repeat it.",
            valueName: "label=url"))
    var urlButtons: [String] = []
    @Option(
        name: .customLong("quick-reply"),
        help: ArgumentHelp(
            "A button that answers with its label, after the URL buttons; repeat it.",
            valueName: "label"))
    var quickReplies: [String] = []
    @Option(
        name: .customLong("button"),
        help: ArgumentHelp(
            "A button of any kind in place of the two above, in the order given: "
                + "url:LABEL=URL, quick_reply:LABEL or copy_code:LABEL=CODE; repeat it.",
            valueName: "kind:label"))
    var buttons: [String] = []

    /// Whether any of them was given.
    var isGiven: Bool { !urlButtons.isEmpty || !quickReplies.isEmpty || !buttons.isEmpty }

    /// The buttons, with the variables of their URLs.
    func components(
        _ assignments: inout VariableAssignments
    ) throws(Failure) -> [TemplateComponent] {
        guard buttons.isEmpty || urlButtons.isEmpty && quickReplies.isEmpty else {
            throw .badInput("--button does not go with --url-button and --quick-reply")
        }
        var components: [TemplateComponent] = []
        for text in urlButtons {
            components.append(try Self.url(text, "--url-button '\(text)'", "label=url"))
        }
        components += quickReplies.map(Self.quickReply)
        for text in buttons { components.append(try Self.button(text)) }
        var urls = 0
        for index in components.indices where components[index].buttonType == .url {
            urls += 1
            components[index].variables = assignments.take(
                urls == 1 ? "button" : "button\(urls)")
        }
        return components
    }

    private static func button(_ text: String) throws(Failure) -> TemplateComponent {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let rest = parts.count == 2 ? parts[1] : ""
        switch parts.first {
        case "url": return try url(rest, "--button '\(text)'", "url:label=url")
        case "quick_reply" where !rest.isEmpty: return quickReply(rest)
        case "copy_code":
            let (label, code) = try sides(rest, "--button '\(text)'", "copy_code:label=code")
            return TemplateComponent(
                type: .button, text: label, buttonType: .copyCode, code: code)
        default:
            throw .badInput(
                "--button '\(text)' has to be url:label=url, quick_reply:label or "
                    + "copy_code:label=code")
        }
    }

    private static func url(
        _ text: String, _ option: String, _ shape: String
    ) throws(Failure) -> TemplateComponent {
        let (label, url) = try sides(text, option, shape)
        return TemplateComponent(type: .button, text: label, buttonType: .url, url: url)
    }

    private static func quickReply(_ label: String) -> TemplateComponent {
        TemplateComponent(type: .button, text: label, buttonType: .quickReply)
    }

    private static func sides(
        _ text: String, _ option: String, _ shape: String
    ) throws(Failure) -> (String, String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw .badInput("\(option) has to be \(shape)") }
        return (parts[0], parts[1])
    }
}
