/// What a binding speaks for: one state, or a whole phase; a state's binding beats a phase's.
package enum BindingScope: Hashable, Sendable {
    case state(PaymentState)
    case phase(Phase)

    /// Whether a binding with this scope can speak for the state.
    package func covers(_ state: PaymentState) -> Bool {
        switch self {
        case .state(let own): own == state
        case .phase(let own): state.phase == own
        }
    }
}

/// The natural key of a binding within its merchant.
package struct BindingKey: Hashable, Sendable {
    package var plugin: Plugin
    package var scope: BindingScope
    package var language: Language

    package init(plugin: Plugin, scope: BindingScope, language: Language) {
        self.plugin = plugin
        self.scope = scope
        self.language = language
    }
}

/// Meta's category of a template.
package enum TemplateCategory: String, CaseIterable, Hashable, Sendable {
    case utility, marketing, authentication
}

/// How the variables of a template are named.
package enum ParameterFormat: String, CaseIterable, Hashable, Sendable {
    case positional, named
}

/// A variable of a component and where its value comes from.
package struct TemplateVariable: Hashable, Sendable {
    /// As between the braces: `1` or `customer_name`.
    package var name: String
    package var attribute: SessionAttribute
    /// Used when the session has no value; nil for none.
    package var defaultValue: String?

    package init(name: String, attribute: SessionAttribute, defaultValue: String?) {
        self.name = name
        self.attribute = attribute
        self.defaultValue = defaultValue
    }
}

/// A part of a template as Meta approved it.
package struct TemplateComponent: Hashable, Sendable {
    /// Which part, with what only that part has.
    package enum Kind: Hashable, Sendable {
        case header, body, footer, quickReplyButton
        /// A header with a file in place of a text.
        case mediaHeader(HeaderMedia)
        /// A button that opens the URL, which may end with one variable.
        case urlButton(url: String)
        /// A button that copies the code, the same for every message.
        case copyCodeButton(code: String)
    }

    package var kind: Kind
    /// The text, or a button's label; empty for a file.
    package var text: String
    /// One for each variable of text or URL, in the order of the text.
    package var variables: [TemplateVariable]

    package init(kind: Kind, text: String, variables: [TemplateVariable]) {
        self.kind = kind
        self.text = text
        self.variables = variables
    }
}

/// The content of a template: everything that Meta's definition is compared with.
package struct TemplateContent: Hashable, Sendable {
    /// Meta's name of the template.
    package var name: String
    /// The account's template namespace; nil if none was given.
    package var namespace: String?
    /// Meta's language code, such as `en_US`.
    package var templateLanguage: String
    package var category: TemplateCategory
    package var parameterFormat: ParameterFormat
    package var components: [TemplateComponent]

    package init(
        name: String, namespace: String?, templateLanguage: String, category: TemplateCategory,
        parameterFormat: ParameterFormat, components: [TemplateComponent]
    ) {
        self.name = name
        self.namespace = namespace
        self.templateLanguage = templateLanguage
        self.category = category
        self.parameterFormat = parameterFormat
        self.components = components
    }
}

extension TemplateContent {
    /// Meta's name and language of the template, as ``Attempt/template`` names it.
    package var label: String { "\(name) (\(templateLanguage))" }
}

/// How our knowledge of Meta's template stands.
package enum TemplateStatus: String, CaseIterable, Hashable, Sendable {
    /// Not compared with Meta's definition yet.
    case unverified
    /// Approved by Meta and like ours: the only one that is sent.
    case approved
    /// Meta has it and has not approved it.
    case unapproved
    /// Meta paused it.
    case paused
    /// Meta's definition differs from ours, or Meta does not have it.
    case mismatch
    /// Meta's definition is not the one any more that was approved.
    case drifted
}

/// The template that speaks for a plugin, a state or phase, and a language of a merchant.
package struct TemplateBinding: Hashable, Sendable {
    package var id: BindingID
    package var merchant: MerchantID
    /// 1 for the first registration, one more for each change and for each news of Meta's that
    /// changed its status without being asked for.
    package var version: Int
    package var authenticator: AuthenticatorID
    package var key: BindingKey
    package var content: TemplateContent
    package var status: TemplateStatus
    /// What keeps it from being sent, with the fields that differ; empty if nothing does.
    package var problem: String
    /// When its last hold ended or, while it lasts, was found; nil: none of this content but the wait
    /// for a look at Meta's definition.
    package var releasedAt: Timestamp?
    /// How to treat a message of unknown outcome; nil: as usual in the state's phase.
    package var uncertainPolicy: UncertainPolicy?
    /// What Meta approved; nil: it was never found approved with this content.
    package var fingerprint: TemplateFingerprint?
    /// When it was last compared with Meta's definition; nil: it waits for a comparison.
    package var checkedAt: Timestamp?
    /// Where Meta has each of our buttons among all of its own, counted from 0; empty: as registered.
    package var buttonPlaces: [Int] = []
    /// The last status that a look or news of Meta's brought; nil: none since it was registered.
    package var settledStatus: TemplateStatus?

    package init(
        id: BindingID, merchant: MerchantID, version: Int, authenticator: AuthenticatorID,
        key: BindingKey, content: TemplateContent, status: TemplateStatus, problem: String,
        releasedAt: Timestamp? = nil
    ) {
        self.id = id
        self.merchant = merchant
        self.version = version
        self.authenticator = authenticator
        self.key = key
        self.content = content
        self.status = status
        self.problem = problem
        self.releasedAt = releasedAt
    }
}
