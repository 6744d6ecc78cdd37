import CMessages

/// One binding: the template that speaks for a plugin, a state or phase, and a language.
public struct TemplateBinding: WireMessage {
    /// Made by the server; stays the same over versions.
    public var bindingID: String
    /// 1 for the first registration; one more for each change.
    public var version: UInt32
    /// The authenticator that sends it.
    public var authenticatorID: String
    /// Meta's name of the template.
    public var name: String
    /// The WhatsApp account's template namespace; empty if none was given.
    public var namespace: String
    /// Our language: "en" or "ar".
    public var language: String
    /// Meta's language code of the template, such as "en_US".
    public var templateLanguage: String
    /// Meta's category.
    public var category: TemplateCategory
    /// The plugin that it speaks for.
    public var plugin: Plugin
    /// The state that it speaks for; unspecified if it speaks for a phase.
    public var state: PaymentState
    /// The phase that it speaks for; unspecified if it speaks for a state.
    ///
    /// A state's binding beats a phase's.
    public var phase: Phase
    /// How its variables are named.
    public var parameterFormat: ParameterFormat
    /// Its parts.
    public var components: [TemplateComponent]
    /// Whether it can be sent.
    public var status: TemplateStatus
    /// What keeps it from being sent, with the fields that differ; empty if nothing does.
    public var problem: String
    /// What is done about a message of unknown outcome.
    public var uncertainPolicy: UncertainPolicy
    /// When it was last compared with Meta's definition, in milliseconds since the Unix epoch; 0 while
    /// it waits for that.
    public var checkedAtMilliseconds: Int64
    /// What `message_send_ttl_seconds` of the template should be at Meta, so that Meta drops what has
    /// not reached a phone when it is not worth sending any more.
    public var suggestedTTLSeconds: UInt32

    /// Makes a message; what is not given stays empty.
    public init(
        bindingID: String = "", version: UInt32 = 0, authenticatorID: String = "",
        name: String = "", namespace: String = "", language: String = "",
        templateLanguage: String = "", category: TemplateCategory = .unspecified,
        plugin: Plugin = .unspecified, state: PaymentState = .unspecified,
        phase: Phase = .unspecified, parameterFormat: ParameterFormat = .unspecified,
        components: [TemplateComponent] = [], status: TemplateStatus = .unspecified,
        problem: String = "", uncertainPolicy: UncertainPolicy = .unspecified,
        checkedAtMilliseconds: Int64 = 0, suggestedTTLSeconds: UInt32 = 0
    ) {
        self.bindingID = bindingID
        self.version = version
        self.authenticatorID = authenticatorID
        self.name = name
        self.namespace = namespace
        self.language = language
        self.templateLanguage = templateLanguage
        self.category = category
        self.plugin = plugin
        self.state = state
        self.phase = phase
        self.parameterFormat = parameterFormat
        self.components = components
        self.status = status
        self.problem = problem
        self.uncertainPolicy = uncertainPolicy
        self.checkedAtMilliseconds = checkedAtMilliseconds
        self.suggestedTTLSeconds = suggestedTTLSeconds
    }
}

extension TemplateBinding: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__template_binding__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("binding_id", &bindingID)
        fields.uint32("version", &version)
        fields.string("authenticator_id", &authenticatorID)
        fields.string("name", &name)
        fields.string("namespace", &namespace)
        fields.string("language", &language)
        fields.string("template_language", &templateLanguage)
        fields.enumeration("category", &category)
        fields.enumeration("plugin", &plugin)
        fields.enumeration("state", &state)
        fields.enumeration("phase", &phase)
        fields.enumeration("parameter_format", &parameterFormat)
        fields.messages("components", &components)
        fields.enumeration("status", &status)
        fields.string("problem", &problem)
        fields.enumeration("uncertain_policy", &uncertainPolicy)
        fields.int64("checked_at_ms", &checkedAtMilliseconds)
        fields.uint32("suggested_ttl_seconds", &suggestedTTLSeconds)
    }
}

/// Asks for a merchant's bindings.
///
/// NOT_FOUND: unknown merchant.
public struct ListTemplatesRequest: WireMessage {
    /// The tenant.
    public var merchantID: String

    /// Makes a message; what is not given stays empty.
    public init(merchantID: String = "") {
        self.merchantID = merchantID
    }
}

extension ListTemplatesRequest: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_templates_request__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("merchant_id", &merchantID)
    }
}

/// All bindings of the merchant.
public struct ListTemplatesResponse: WireMessage {
    /// By plugin, state or phase, and language.
    public var bindings: [TemplateBinding]

    /// Makes a message; what is not given stays empty.
    public init(bindings: [TemplateBinding] = []) {
        self.bindings = bindings
    }
}

extension ListTemplatesResponse: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__list_templates_response__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.messages("bindings", &bindings)
    }
}
