import CMessages

/// A variable of a component and where its value comes from.
public struct TemplateVariable: WireMessage {
    /// As between the braces of the text: "1" or "customer_name".
    public var name: String
    /// The property that fills it; required.
    public var attribute: SessionAttribute
    /// Used when the session has no value; empty for none.
    ///
    /// At most 256 characters, no newline or tab, no five spaces in a row.
    public var defaultValue: String

    /// Makes a message; what is not given stays empty.
    public init(
        name: String = "", attribute: SessionAttribute = .unspecified, defaultValue: String = ""
    ) {
        self.name = name
        self.attribute = attribute
        self.defaultValue = defaultValue
    }
}

extension TemplateVariable: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__template_variable__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.string("name", &name)
        fields.enumeration("attribute", &attribute)
        fields.string("default_value", &defaultValue)
    }
}

/// A part of the template as Meta approved it.
///
/// Parts of Meta's that need nothing with a message may be left out: a footer, a header or URL without
/// variables, a quick reply, a button that calls.
public struct TemplateComponent: WireMessage {
    /// Which part; required.
    public var type: ComponentType
    /// HEADER and FOOTER: at most 60 characters.
    ///
    /// BODY: at most 1,024. BUTTON: its label, at most 25 characters. Header and body may hold
    /// variables. Empty for a HEADER with a header format.
    public var text: String
    /// What the button does; required for BUTTON and absent elsewhere.
    public var buttonType: ButtonType
    /// Where a URL button leads: at most 2,000 bytes with at most one variable, at its end.
    public var url: String
    /// One for each variable in text or url, in any order.
    public var variables: [TemplateVariable]
    /// HEADER only: what its file is; unspecified for a text.
    public var headerFormat: HeaderFormat
    /// Where the file of a HEADER is, which Meta fetches for each message: an https URL of at most 2,000
    /// bytes, without variables; required with a header format and absent elsewhere.
    public var link: String
    /// What the customer sees as the document's name: 1 to 240 characters; required for a document and
    /// absent elsewhere.
    public var fileName: String
    /// What a COPY_CODE button copies: 1 to 15 printable ASCII characters; absent elsewhere.
    public var code: String

    /// Makes a message; what is not given stays empty.
    public init(
        type: ComponentType = .unspecified, text: String = "",
        buttonType: ButtonType = .unspecified, url: String = "",
        variables: [TemplateVariable] = [], headerFormat: HeaderFormat = .unspecified,
        link: String = "", fileName: String = "", code: String = ""
    ) {
        self.type = type
        self.text = text
        self.buttonType = buttonType
        self.url = url
        self.variables = variables
        self.headerFormat = headerFormat
        self.link = link
        self.fileName = fileName
        self.code = code
    }
}

extension TemplateComponent: CMessage {
    static let layout = unsafe MessageLayout(paynotify__v1__template_component__init)
    static let empty = Self()

    mutating func exchange(_ fields: inout FieldCursor) {
        fields.enumeration("type", &type)
        fields.string("text", &text)
        fields.enumeration("button_type", &buttonType)
        fields.string("url", &url)
        fields.messages("variables", &variables)
        fields.enumeration("header_format", &headerFormat)
        fields.string("link", &link)
        fields.string("file_name", &fileName)
        fields.string("code", &code)
    }
}
