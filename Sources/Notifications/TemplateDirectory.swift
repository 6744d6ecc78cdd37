/// Knows the templates as Meta has them.
package protocol TemplateDirectory: Sendable {
    /// Meta's definition of the template in the language; nil if Meta does not have it.
    func definition(
        name: String, language: String, account: SenderAccount
    ) async throws(DirectoryFailure) -> TemplateDefinition?
}

/// Meta could not be asked; the same question may be asked later.
package struct DirectoryFailure: Error, Hashable, Sendable {
    /// What happened; never a token.
    package var detail: String

    package init(detail: String) { self.detail = detail }
}

/// A template as Meta has it.
package struct TemplateDefinition: Hashable, Sendable {
    /// A part of it.
    package struct Component: Hashable, Sendable {
        /// Which part.
        package enum Kind: Hashable, Sendable {
            case header, body, footer, quickReplyButton
            case urlButton(url: String)
            /// A part that we do not send, such as an image header, by Meta's name.
            case other(String)
        }

        package var kind: Kind
        package var text: String

        package init(kind: Kind, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Meta's word, such as `APPROVED`.
    package var status: String
    /// Meta's word, such as `UTILITY`.
    package var category: String
    package var parameterFormat: ParameterFormat
    /// The account's template namespace; nil if Meta did not say.
    package var namespace: String?
    package var components: [Component]

    package init(
        status: String, category: String, parameterFormat: ParameterFormat, namespace: String?,
        components: [Component]
    ) {
        self.status = status
        self.category = category
        self.parameterFormat = parameterFormat
        self.namespace = namespace
        self.components = components
    }
}

/// Whether a binding can be sent, after a look at Meta's definition.
package struct TemplateVerdict: Hashable, Sendable {
    package var status: TemplateStatus
    /// What keeps it from being sent, with the field that differs; empty if nothing does.
    package var problem: String

    package init(status: TemplateStatus, problem: String) {
        self.status = status
        self.problem = problem
    }

    /// Compares our content with Meta's definition; nil: Meta does not have it.
    package init(comparing content: TemplateContent, with definition: TemplateDefinition?) {
        self.init(status: .unverified, problem: "")
    }
}

/// A verdict for the record; ignored if the binding has changed since.
package struct VerificationReport: Hashable, Sendable {
    package var merchant: MerchantID
    package var binding: BindingID
    /// The version that was compared.
    package var version: Int
    package var verdict: TemplateVerdict

    package init(
        merchant: MerchantID, binding: BindingID, version: Int, verdict: TemplateVerdict
    ) {
        self.merchant = merchant
        self.binding = binding
        self.version = version
        self.verdict = verdict
    }
}

/// Meta's word, by webhook, that a template changed.
package struct TemplateEvent: Hashable, Sendable {
    /// Meta's id of the WhatsApp Business account: all bindings of the account are concerned.
    package var accountID: String
    package var name: String
    /// As Meta writes it; `en-US` means `en_US`.
    package var templateLanguage: String
    /// Meta's word, such as `PAUSED`.
    package var event: String

    package init(accountID: String, name: String, templateLanguage: String, event: String) {
        self.accountID = accountID
        self.name = name
        self.templateLanguage = templateLanguage
        self.event = event
    }

    /// What the bindings become: a verdict, or `unverified` where Meta has to be asked; nil for an
    /// event that changes nothing.
    package var verdict: TemplateVerdict? { nil }
}
