import CMessages

/// Registers, or replaces, the template for one or more states or for a phase.
///
/// The natural key is (merchant, plugin, state or phase, language): registering the same body again
/// changes nothing, but Meta is asked again about a template that was not approved.
/// INVALID_ARGUMENT: a field breaks its rule. NOT_FOUND: unknown merchant or authenticator.
public struct RegisterTemplateRequest: WireMessage {
    /// The alternatives of ``binding``.
    public enum Binding: Hashable, Sendable {
        /// Single states.
        case states(StateSelection)
        /// Whole phases.
        case phases(PhaseSelection)
    }

    /// The tenant; 1 to 64 characters of [A-Za-z0-9._:-].
    public var merchantID: String
    /// The authenticator that sends it; required.
    public var authenticatorID: String
    /// Meta's name of the template: 1 to 512 of [a-z0-9_].
    public var name: String
    /// The account's template namespace, compared with Meta's; optional.
    ///
    /// At most 128 characters.
    public var namespace: String
    /// "en" or "ar"; one of the merchant's languages.
    public var language: String
    /// Meta's language code, such as "en" or "en_US"; empty for the same as language.
    public var templateLanguage: String
    /// Meta's category; required.
    public var category: TemplateCategory
    /// The plugin; required.
    public var plugin: Plugin
    /// What it speaks for; one of the two is required and not empty.
    ///
    /// E-commerce has no pre-payment.
    public var binding: Binding?
    /// How its variables are named; unspecified is positional.
    public var parameterFormat: ParameterFormat
    /// Its parts, in any order; one BODY is required.
    ///
    /// Meta is given the place of a button that takes a value by Meta's own order.
    public var components: [TemplateComponent]
    /// What to do about a message of unknown outcome.
    public var uncertainPolicy: UncertainPolicy

    /// Makes a message; what is not given stays empty.
    public init(
        merchantID: String = "", authenticatorID: String = "", name: String = "",
        namespace: String = "", language: String = "", templateLanguage: String = "",
        category: TemplateCategory = .unspecified, plugin: Plugin = .unspecified,
        binding: Binding? = nil, parameterFormat: ParameterFormat = .unspecified,
        components: [TemplateComponent] = [], uncertainPolicy: UncertainPolicy = .unspecified
    ) {
        self.merchantID = merchantID
        self.authenticatorID = authenticatorID
        self.name = name
        self.namespace = namespace
        self.language = language
        self.templateLanguage = templateLanguage
        self.category = category
        self.plugin = plugin
        self.binding = binding
        self.parameterFormat = parameterFormat
        self.components = components
        self.uncertainPolicy = uncertainPolicy
    }
}

extension RegisterTemplateRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__register_template_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
        fields.string("authenticator_id", &authenticatorID)
        fields.string("name", &name)
        fields.string("namespace", &namespace)
        fields.string("language", &language)
        fields.string("template_language", &templateLanguage)
        fields.enumeration("category", &category)
        fields.enumeration("plugin", &plugin)
        var states: StateSelection?
        if case .states(let chosen) = binding { states = chosen }
        fields.message("states", &states)
        var phases: PhaseSelection?
        if case .phases(let chosen) = binding { phases = chosen }
        fields.message("phases", &phases)
        binding = states.map(Binding.states) ?? phases.map(Binding.phases)
        fields.enumeration("parameter_format", &parameterFormat)
        fields.messages("components", &components)
        fields.enumeration("uncertain_policy", &uncertainPolicy)
    }
}

/// The bindings as they stand after the call.
public struct RegisterTemplateResponse: WireMessage {
    /// One for each state or phase in the request.
    public var bindings: [TemplateBinding]
    /// Phases that were left out because the plugin does not have them.
    public var ignoredPhases: [Phase]

    /// Makes a message; what is not given stays empty.
    public init(bindings: [TemplateBinding] = [], ignoredPhases: [Phase] = []) {
        self.bindings = bindings
        self.ignoredPhases = ignoredPhases
    }
}

extension RegisterTemplateResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__register_template_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("bindings", &bindings)
        fields.enumerations("ignored_phases", &ignoredPhases)
    }
}
