/// A template with a session's values in it.
///
/// In Arabic text every value that reads from left to right stands between U+2068 and U+2069; the
/// suffix of a button's URL never does.
struct Rendering: Hashable, Sendable {
    /// What Meta is given: the components that have variables.
    private(set) var parts: [OutboundMessage.Part] = []
    /// The text as the customer reads it: header, body, footer and buttons, each on lines of its own.
    private(set) var text = ""

    /// Renders; throws where a variable has no value, or one that Meta would refuse.
    init(
        _ content: TemplateContent, language: Language, values: MessageValues
    ) throws(RenderingProblem) {
        let filler = VariableFiller(
            language: language, format: content.parameterFormat, values: values)
        var lines: [String] = []
        var buttons = 0
        for component in content.components.inReadingOrder {
            let parameters = try filler.parameters(of: component)
            lines.append(Self.line(component, parameters))
            if !parameters.isEmpty, let kind = component.kind.part(button: buttons) {
                parts.append(
                    OutboundMessage.Part(
                        kind: kind, parameters: parameters.map { filler.sent($0, in: component) }))
            }
            if component.kind.isButton { buttons += 1 }
        }
        text = lines.joined(separator: "\n")
    }

    private static func line(
        _ component: TemplateComponent, _ parameters: [VariableFiller.Filled]
    ) -> String {
        let values = Dictionary(
            parameters.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        return switch component.kind {
        case .header, .body, .footer: filled(component.text, values)
        case .quickReplyButton: "[\(component.text)]"
        case .urlButton(let url): "[\(component.text)] \(filled(url, values))"
        }
    }

    /// The text with its values; as it is where its braces do not pair, which a checked one's do.
    private static func filled(_ text: String, _ values: [String: String]) -> String {
        (try? Placeholders(parsing: text))?.filled(with: values) ?? text
    }
}

extension [TemplateComponent] {
    /// Header, body, footer, then the buttons in their own order.
    var inReadingOrder: [TemplateComponent] {
        let places = lazy.map(\.kind.readingPlace)
        if zip(places, places.dropFirst()).allSatisfy(<=) { return self }
        return filter { $0.kind == .header } + filter { $0.kind == .body }
            + filter { $0.kind == .footer } + filter(\.kind.isButton)
    }
}

extension TemplateComponent.Kind {
    /// Whether it is a button of any kind.
    var isButton: Bool {
        switch self {
        case .quickReplyButton, .urlButton: true
        case .header, .body, .footer: false
        }
    }

    /// Where it stands among the components of a message.
    fileprivate var readingPlace: Int {
        switch self {
        case .header: 0
        case .body: 1
        case .footer: 2
        case .quickReplyButton, .urlButton: 3
        }
    }

    /// How Meta names the part that carries its values; nil: it never has any.
    fileprivate func part(button index: Int) -> OutboundMessage.Part.Kind? {
        switch self {
        case .header: .header
        case .body: .body
        case .urlButton: .urlButton(index: index)
        case .footer, .quickReplyButton: nil
        }
    }
}
