/// The content of a template as a caller gave it: empty and nil stand for what was not given.
package struct UncheckedTemplate: Hashable, Sendable {
    /// Meta's name of the template.
    package var name: String
    package var namespace: String
    /// Meta's language code; empty for the same as our language.
    package var templateLanguage: String
    package var category: TemplateCategory?
    /// nil: positional.
    package var parameterFormat: ParameterFormat?
    package var components: [UncheckedComponent]

    package init(
        name: String, namespace: String, templateLanguage: String, category: TemplateCategory?,
        parameterFormat: ParameterFormat?, components: [UncheckedComponent]
    ) {
        self.name = name
        self.namespace = namespace
        self.templateLanguage = templateLanguage
        self.category = category
        self.parameterFormat = parameterFormat
        self.components = components
    }
}

/// A part of a template as a caller gave it.
package struct UncheckedComponent: Hashable, Sendable {
    /// Which part.
    package enum Kind: Hashable, Sendable {
        case header, body, footer, button
    }

    /// What a button does.
    package enum Button: Hashable, Sendable {
        case url, quickReply, copyCode
    }

    package var kind: Kind?
    /// The text, or a button's label.
    package var text: String
    package var button: Button?
    package var url: String
    /// What a COPY_CODE button copies.
    package var code: String
    /// What the file of a header is; nil: it has a text.
    package var headerFormat: HeaderMedia.Format?
    /// Where the file of a header is.
    package var link: String
    /// The name of a document.
    package var fileName: String
    package var variables: [UncheckedVariable]

    package init(
        kind: Kind?, text: String, button: Button? = nil, url: String = "", code: String = "",
        headerFormat: HeaderMedia.Format? = nil, link: String = "", fileName: String = "",
        variables: [UncheckedVariable] = []
    ) {
        self.kind = kind
        self.text = text
        self.button = button
        self.url = url
        self.code = code
        self.headerFormat = headerFormat
        self.link = link
        self.fileName = fileName
        self.variables = variables
    }
}

/// A variable's mapping as a caller gave it.
package struct UncheckedVariable: Hashable, Sendable {
    package var name: String
    package var attribute: SessionAttribute?
    /// Empty for none.
    package var defaultValue: String

    package init(name: String, attribute: SessionAttribute?, defaultValue: String = "") {
        self.name = name
        self.attribute = attribute
        self.defaultValue = defaultValue
    }
}
