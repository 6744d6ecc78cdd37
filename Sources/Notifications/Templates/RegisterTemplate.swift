/// Binds a template of Meta's to states or phases of a payment.
package struct RegisterTemplate: Hashable, Sendable {
    package var merchant: MerchantID
    package var authenticator: AuthenticatorID
    package var language: Language
    package var plugin: Plugin
    /// The states or phases that it speaks for; not empty, available for the plugin.
    package var scopes: [BindingScope]
    /// Phases that were left out because the plugin does not have them.
    package var ignoredPhases: [Phase]
    package var content: TemplateContent
    /// How to treat a message of unknown outcome; nil: as usual in the state's phase.
    package var uncertainPolicy: UncertainPolicy?

    /// Takes fields that have been checked.
    package init(
        merchant: MerchantID, authenticator: AuthenticatorID, language: Language, plugin: Plugin,
        scopes: [BindingScope], ignoredPhases: [Phase], content: TemplateContent
    ) {
        self.merchant = merchant
        self.authenticator = authenticator
        self.language = language
        self.plugin = plugin
        self.scopes = scopes
        self.ignoredPhases = ignoredPhases
        self.content = content
    }

    /// What is stored about it already.
    package struct Snapshot: Sendable {
        /// nil: unknown.
        package var merchant: Merchant?
        package var authenticatorExists: Bool
        /// Those with one of the natural keys.
        package var existing: [TemplateBinding]

        package init(merchant: Merchant?, authenticatorExists: Bool, existing: [TemplateBinding]) {
            self.merchant = merchant
            self.authenticatorExists = authenticatorExists
            self.existing = existing
        }
    }

    /// The bindings as they stand after the call, one for each scope.
    package struct Answer: Hashable, Sendable {
        package var bindings: [TemplateBinding]
        package var ignoredPhases: [Phase]

        package init(bindings: [TemplateBinding], ignoredPhases: [Phase]) {
            self.bindings = bindings
            self.ignoredPhases = ignoredPhases
        }
    }
}
