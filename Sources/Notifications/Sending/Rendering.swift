/// A template with a session's values in it.
///
/// Every value in a text stands between marks that isolate it from the text around it, and a link keeps
/// them off; the suffix of a button's URL has none.
struct Rendering: Hashable, Sendable {
    /// What Meta is given: the components that take values.
    private(set) var parts: [OutboundMessage.Part] = []
    /// The text as the customer reads it: header, body, footer and buttons, each on lines of its own.
    private(set) var text = ""

    /// Renders; throws where a variable has no value, or one that Meta would refuse, or where a text
    /// becomes too long.
    ///
    /// The buttons stand where Meta has them: `buttonPlaces` has the place of each, and is empty if
    /// they are Meta's first ones in Meta's order.
    init(
        _ content: TemplateContent, language: Language, values: MessageValues,
        buttonPlaces: [Int] = []
    ) throws(RenderingProblem) {
        let filler = VariableFiller(
            language: language, format: content.parameterFormat, values: values)
        var lines: [String] = []
        for (component, place) in content.components.inReadingOrder(buttonPlaces) {
            let filled = try filler.parameters(of: component)
            lines.append(Self.line(component, filled))
            let parameters =
                component.kind.fixedParameters + filled.map { filler.sent($0, in: component) }
            if !parameters.isEmpty, let kind = component.kind.part(button: place) {
                parts.append(OutboundMessage.Part(kind: kind, parameters: parameters))
            }
        }
        text = lines.joined(separator: "\n")
    }

    private static func line(
        _ component: TemplateComponent, _ parameters: [VariableFiller.Filled]
    ) -> String {
        let filled = component.filled(with: parameters)
        return switch component.kind {
        case .header, .body, .footer: filled
        case .mediaHeader(let media): media.line
        case .quickReplyButton: "[\(filled)]"
        case .urlButton: "[\(component.text)] \(filled)"
        case .copyCodeButton(let code): "[\(component.text)] \(code)"
        }
    }
}

extension [TemplateComponent] {
    /// Header, body, footer, then the buttons in their own order.
    var inReadingOrder: [TemplateComponent] {
        let places = lazy.map(\.kind.readingPlace)
        if zip(places, places.dropFirst()).allSatisfy(<=) { return self }
        return filter { $0.kind.readingPlace == 0 } + filter { $0.kind == .body }
            + filter { $0.kind == .footer } + filter(\.kind.isButton)
    }

    /// The same with the buttons in Meta's order, each with its place among Meta's; of other parts the
    /// place means nothing.
    fileprivate func inReadingOrder(
        _ buttonPlaces: [Int]
    ) -> [(component: TemplateComponent, place: Int)] {
        let ordered = inReadingOrder
        let buttons = ordered.filter(\.kind.isButton).enumerated().map { number, button in
            (
                component: button,
                place: buttonPlaces.indices.contains(number) ? buttonPlaces[number] : number
            )
        }
        return ordered.filter { !$0.kind.isButton }.map { ($0, 0) }
            + buttons.sorted { $0.place < $1.place }
    }
}

extension TemplateComponent.Kind {
    /// Whether it is a button of any kind.
    var isButton: Bool {
        switch self {
        case .quickReplyButton, .urlButton, .copyCodeButton: true
        case .header, .mediaHeader, .body, .footer: false
        }
    }

    /// Where it stands among the components of a message.
    fileprivate var readingPlace: Int {
        switch self {
        case .header, .mediaHeader: 0
        case .body: 1
        case .footer: 2
        case .quickReplyButton, .urlButton, .copyCodeButton: 3
        }
    }

    /// How Meta names the part that carries its values; nil: it never has any.
    fileprivate func part(button index: Int) -> OutboundMessage.Part.Kind? {
        switch self {
        case .header, .mediaHeader: .header
        case .body: .body
        case .urlButton: .urlButton(index: index)
        case .copyCodeButton: .copyCodeButton(index: index)
        case .footer, .quickReplyButton: nil
        }
    }

    /// What it takes that is the same for every message.
    fileprivate var fixedParameters: [OutboundMessage.Parameter] {
        switch self {
        case .mediaHeader(let media): [OutboundMessage.Parameter(.media(media))]
        case .copyCodeButton(let code): [OutboundMessage.Parameter(.code(code))]
        case .header, .body, .footer, .quickReplyButton, .urlButton: []
        }
    }
}
