/// Knows the templates as Meta has them.
package protocol TemplateDirectory: Sendable {
    /// Meta's definition of the template in the language; nil if Meta does not have it.
    func definition(
        name: String, language: String, account: SenderAccount
    ) async throws(DirectoryFailure) -> TemplateDefinition?
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
    /// Of its components; nil: none was made.
    package var fingerprint: TemplateFingerprint?

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
