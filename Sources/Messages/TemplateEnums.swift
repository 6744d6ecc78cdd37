/// Meta's category of a template.
public enum TemplateCategory: Int32, WireEnum {
    /// Not given; refused.
    case unspecified = 0
    /// About a transaction of the customer's: the usual one for payments.
    case utility = 1
    /// Anything that promotes.
    case marketing = 2
    /// One-time passwords.
    case authentication = 3
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// How the variables of a template are named.
public enum ParameterFormat: Int32, WireEnum {
    /// Not given: positional.
    case unspecified = 0
    /// {{1}}, {{2}}, ... in order, without gaps.
    case positional = 1
    /// {{customer_name}}: lower-case letters, digits and underscores.
    case named = 2
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// A part of a template.
public enum ComponentType: Int32, WireEnum {
    /// Not given; refused.
    case unspecified = 0
    /// The line above the body; at most one.
    case header = 1
    /// The text; exactly one.
    case body = 2
    /// The small line below the body, without variables; at most one.
    case footer = 3
    /// A button; at most ten, of which at most two URLs and one code.
    case button = 4
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// What a button does.
public enum ButtonType: Int32, WireEnum {
    /// Not a button.
    case unspecified = 0
    /// Opens a URL.
    case url = 1
    /// Sends its label back as a message.
    case quickReply = 2
    /// Copies a code, the same for every message.
    case copyCode = 3
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// What the file in a header is.
public enum HeaderFormat: Int32, WireEnum {
    /// No file: the header has a text, or it is no header.
    case unspecified = 0
    /// A picture.
    case image = 1
    /// A film.
    case video = 2
    /// A document.
    case document = 3
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// What is to be done about a message that Meta seems not to have, without proof.
public enum UncertainPolicy: Int32, WireEnum {
    /// Not given: preferSilence before the payment, preferDelivery after it.
    case unspecified = 0
    /// It is not sent again: a person decides.
    case preferSilence = 1
    /// It is sent once more; the customer may get it twice.
    case preferDelivery = 2
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}

/// How our knowledge of Meta's template stands.
public enum TemplateStatus: Int32, WireEnum {
    /// Never sent.
    case unspecified = 0
    /// Not compared with Meta's definition yet; notifications are held.
    case unverified = 1
    /// Approved by Meta and like ours; notifications are sent.
    case approved = 2
    /// Meta has it and has not approved it; notifications are held.
    case unapproved = 3
    /// Meta paused it; notifications are held.
    case paused = 4
    /// Meta's definition differs from ours, or Meta does not have it; notifications are held.
    case mismatch = 5
    /// Meta's definition is not the one any more that was approved; notifications are held.
    case drifted = 6
    /// A value that this version does not know; never sent.
    case unrecognized = -1
}
