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
public struct TemplateComponent: WireMessage {
    /// Which part; required.
    public var type: ComponentType
    /// HEADER and FOOTER: at most 60 characters.
    ///
    /// BODY: at most 1,024. BUTTON: its label, at most 25 characters. Header and body may hold
    /// variables.
    public var text: String
    /// What the button does; required for BUTTON and absent elsewhere.
    public var buttonType: ButtonType
    /// Where a URL button leads: at most 2,000 bytes with at most one variable, at its end.
    public var url: String
    /// One for each variable in text or url, in any order.
    public var variables: [TemplateVariable]

    /// Makes a message; what is not given stays empty.
    public init(
        type: ComponentType = .unspecified, text: String = "",
        buttonType: ButtonType = .unspecified, url: String = "", variables: [TemplateVariable] = []
    ) {
        self.type = type
        self.text = text
        self.buttonType = buttonType
        self.url = url
        self.variables = variables
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
    }
}
