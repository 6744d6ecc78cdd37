/// Knows the templates as Meta has them.
package protocol TemplateDirectory: Sendable {
    /// What Meta has of the template in the language.
    func definition(
        name: String, language: String, account: SenderAccount
    ) async throws(DirectoryFailure) -> TemplateAnswer
}

/// What Meta has under a template's name.
package enum TemplateAnswer: Hashable, Sendable {
    case found(TemplateDefinition)
    /// Meta does not have it in the language that was asked for, but in these: its own codes.
    case missing(languages: [String])

    /// Meta's definition; nil: it has none in the language.
    package var definition: TemplateDefinition? {
        switch self {
        case .found(let definition): definition
        case .missing: nil
        }
    }
}

/// A template as Meta has it.
package struct TemplateDefinition: Hashable, Sendable {
    /// A part of it.
    package struct Component: Hashable, Sendable {
        /// Which part.
        package enum Kind: Hashable, Sendable {
            case header, body, footer, quickReplyButton
            case mediaHeader(HeaderMedia.Format)
            case urlButton(url: String)
            case copyCodeButton
            /// A button that needs nothing with a message, such as `PHONE_NUMBER`, by Meta's name for
            /// its type, and what it does it with, such as the number.
            case plainButton(type: String, target: String)
            /// Any other part that needs nothing with a message, by Meta's name.
            case plain(type: String)
            /// A part that needs what we cannot give, such as a carousel, by Meta's name.
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
