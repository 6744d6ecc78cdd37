/// A message as the customer reads it.
struct RenderedMessage: Sendable, Hashable {
    struct Button: Sendable, Hashable {
        let type: String
        let label: String
        /// The final URL, the number that is called, the code, or the payload of a reply.
        let value: String?
    }

    /// The text, or the kind and reference of the file in brackets.
    let header: String?
    let body: String
    let footer: String?
    let buttons: [Button]

    /// Fills a template; throws 132005 if a text gets longer than it may be.
    init(_ content: TemplateContent, _ filled: FilledTemplate) throws(GraphError) {
        header =
            switch content.header {
            case nil: nil
            case .text(let text):
                try Self.text(text, filled.header, "header", limit: Limits.headerTextMax)
            case .media(let kind): "[\(kind.rawValue) \(filled.media ?? "")]"
            }
        body = try Self.text(content.body, filled.body, "body", limit: Limits.bodyTextMax)
        footer = content.footer
        var buttons: [Button] = []
        for (index, button) in content.buttons.enumerated() {
            buttons.append(try Self.button(button, filled.buttons[index], index))
        }
        self.buttons = buttons
    }

    /// The whole message, a line for each part and each button.
    var text: String {
        let lines = [header, body, footer].compactMap(\.self)
        let buttonLines = buttons.map { button in
            switch button.type {
            case "QUICK_REPLY": "[\(button.label)]"
            default: "[\(button.label)] \(button.value ?? "")"
            }
        }
        return (lines + buttonLines).joined(separator: "\n")
    }

    private static func text(
        _ text: TemplateText, _ values: [String: String], _ part: String, limit: Int
    ) throws(GraphError) -> String {
        let filled = text.filled(with: values)
        let count = filled.unicodeScalars.count
        guard count <= limit else { throw .textTooLong(part, count: count, limit: limit) }
        return filled
    }

    private static func button(
        _ button: TemplateContent.Button, _ value: String?, _ index: Int
    ) throws(GraphError) -> Button {
        let shown: String? =
            switch button.action {
            case .url(let address):
                try text(
                    address, ["1": value ?? ""], "button \(index)", limit: Limits.buttonURLMax)
            case .phoneNumber(let number): number
            case .voiceCall: nil
            case .quickReply, .copyCode: value
            }
        return Button(type: button.action.type, label: button.label, value: shown)
    }
}
