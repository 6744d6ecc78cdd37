/// Which of Meta's buttons each registered one is, in whatever order they were registered.
struct ButtonMatching {
    /// The registered ones, each with its place among the components.
    private let own: [(index: Int, component: TemplateComponent)]
    /// All of Meta's, in Meta's order, by which a message names them.
    private let metas: [TemplateDefinition.Component]
    /// For each registered one its place among Meta's; nil: Meta has none like it.
    private let places: [Int?]

    init(of content: TemplateContent, with definition: TemplateDefinition) {
        let own = content.components.enumerated().filter { $0.element.kind.isButton }
            .map { (index: $0.offset, component: $0.element) }
        let metas = definition.components.filter(\.kind.isButton)
        self.own = own
        self.metas = metas
        places = Self.places(of: own.map(\.component), among: metas)
    }

    /// The places, once each button has one; empty where Meta's first buttons are ours in our order.
    var placesUnlessInOrder: [Int] {
        let found = places.compactMap(\.self)
        return found == Array(0..<own.count) ? [] : found
    }

    /// A label decides between buttons that are alike otherwise; where it is another, the order.
    private static func places(
        of own: [TemplateComponent], among metas: [TemplateDefinition.Component]
    ) -> [Int?] {
        var places = [Int?](repeating: nil, count: own.count)
        for needsLabel in [true, false] {
            for index in own.indices where places[index] == nil {
                places[index] = metas.indices.first { place in
                    !places.contains(place) && own[index].kind.isLike(metas[place].kind)
                        && (!needsLabel || own[index].text == metas[place].text)
                }
            }
        }
        return places
    }

    /// What keeps the template from being sent, each with its field.
    var differences: [String] {
        var left = metas.indices.filter { !places.contains($0) }
        var differences: [String] = []
        for (number, place) in places.enumerated() where place == nil {
            let (index, component) = own[number]
            let kind = component.kind.metas
            let nearest =
                left.first { metas[$0].kind.metaName == kind.metaName }
                ?? left.first { $0 == number }
            guard let nearest else {
                differences.append(
                    "components[\(index)]: Meta's template has no such \(kind.metaName) button")
                continue
            }
            left.removeAll { $0 == nearest }
            differences.append(difference(index, kind, metas[nearest].kind))
        }
        return differences + left.compactMap { need(of: metas[$0]) }
    }

    private func difference(
        _ index: Int, _ own: TemplateDefinition.Component.Kind,
        _ metas: TemplateDefinition.Component.Kind
    ) -> String {
        if case .urlButton(let url) = metas, own.metaName == metas.metaName {
            return "components[\(index)].url: \(url.excerpt) at Meta"
        }
        return "components[\(index)].button_type: \(metas.metaName.excerpt) at Meta"
    }

    /// What a button of Meta's needs that was not registered; nil: nothing.
    private func need(of button: TemplateDefinition.Component) -> String? {
        let label = button.text.excerpt
        switch button.kind {
        case .urlButton(let url) where url.urlShape.contains(where: \.isVariable):
            return "components: Meta's template has a URL button that needs a value, "
                + "\"\(label)\" to \(url.excerpt): register it"
        case .copyCodeButton:
            return "components: Meta's template has a COPY_CODE button, \"\(label)\": "
                + "register it with its code"
        case .urlButton, .quickReplyButton, .plainButton, .header, .body, .footer, .mediaHeader,
            .plain, .other:
            return nil
        }
    }
}

extension TemplateComponent.Kind {
    /// Whether Meta's button is this one, whatever stands on it.
    fileprivate func isLike(_ other: TemplateDefinition.Component.Kind) -> Bool {
        switch (metas, other) {
        case (.urlButton(let mine), .urlButton(let theirs)): mine.urlShape == theirs.urlShape
        case (let mine, let theirs): mine == theirs
        }
    }
}

extension TemplateDefinition.Component.Kind {
    /// Whether it is among those that a message names by their place.
    fileprivate var isButton: Bool {
        switch self {
        case .quickReplyButton, .urlButton, .copyCodeButton, .plainButton: true
        case .header, .mediaHeader, .body, .footer, .plain, .other: false
        }
    }

    /// Meta's word for what it is.
    fileprivate var metaName: String {
        switch self {
        case .header, .mediaHeader: "HEADER"
        case .body: "BODY"
        case .footer: "FOOTER"
        case .quickReplyButton: "QUICK_REPLY"
        case .urlButton: "URL"
        case .copyCodeButton: "COPY_CODE"
        case .plainButton(let type, _), .plain(let type), .other(let type): type
        }
    }
}

extension String {
    /// What has to be alike in two URLs of a button: the fixed part and whether a variable follows.
    fileprivate var urlShape: [Placeholders.Piece] {
        let pieces = (try? Placeholders(parsing: self))?.pieces ?? [.text(self)]
        return pieces.map { $0.isVariable ? .variable("") : $0 }
    }
}
