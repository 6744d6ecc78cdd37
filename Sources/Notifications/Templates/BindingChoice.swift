/// The binding that speaks for a state in a language, or why there is none.
///
/// The customer's language comes first: a phase's binding in it beats a state's binding in the
/// merchant's fallback. Within a language a state's binding beats its phase's.
enum BindingChoice: Hashable, Sendable {
    /// The one to use, with whether its language is the merchant's fallback.
    case found(TemplateBinding, isFallback: Bool)
    /// Nothing is bound to the state or its phase.
    case nothingBound
    /// Something is bound, in these languages only.
    case otherLanguages([Language])

    /// Chooses among bindings of one merchant and plugin.
    init(
        for state: PaymentState, language: Language, fallback: Language?,
        among bindings: [TemplateBinding]
    ) {
        if let (exact, isFallback) = Self.place(
            for: state, language: language, fallback: fallback, among: bindings)
        {
            self = .found(bindings[exact], isFallback: isFallback)
        } else {
            let covering = bindings.filter { $0.key.scope.covers(state) }
            let bound = Set(covering.map(\.key.language))
            self =
                bound.isEmpty
                ? .nothingBound : .otherLanguages(Language.allCases.filter(bound.contains))
        }
    }

    /// Where among the bindings the one to use stands, with whether its language is the fallback; nil:
    /// there is none.
    static func place(
        for state: PaymentState, language: Language, fallback: Language?,
        among bindings: [TemplateBinding]
    ) -> (place: Int, isFallback: Bool)? {
        if let exact = best(bindings, state, language) { return (exact, false) }
        guard let fallback, let other = best(bindings, state, fallback) else { return nil }
        return (other, true)
    }

    private static func best(
        _ bindings: [TemplateBinding], _ state: PaymentState, _ language: Language
    ) -> Int? {
        var best: Int?
        for index in bindings.indices {
            let key = bindings[index].key
            guard key.language == language, key.scope.covers(state) else { continue }
            if key.scope.isState { return index }
            best = best ?? index
        }
        return best
    }
}

extension BindingScope {
    /// Whether it is one state's own.
    var isState: Bool {
        if case .state = self { true } else { false }
    }
}
