/// A template message as its sender asked for it, decoded and free of misspelt fields.
struct MessageRequest: Sendable, Hashable {
    /// The number as it was written.
    let to: String
    /// The number's digits: the customer's `wa_id`.
    var recipient: String
    let templateName: String
    let language: String
    /// Echoed in each status of the message.
    let callbackData: String?
    let components: [MessageComponent]
    /// The components as they were written.
    let rawComponents: JSON
}

/// The values for one part of the template.
struct MessageComponent: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case header
        case body
        case button(index: Int, subType: String)
    }

    let part: Part
    let parameters: [MessageParameter]
}

/// One value, with the name of its variable where the template has names.
struct MessageParameter: Sendable, Hashable {
    enum Value: Sendable, Hashable {
        case text(String)
        /// Money; the customer sees the fallback.
        case currency(fallback: String)
        /// A date; the customer always sees the fallback.
        case dateTime(fallback: String)
        /// A file by its id or its address.
        case media(TemplateContent.MediaKind, reference: String)
        /// What comes back when a quick reply is tapped.
        case payload(String)
        case couponCode(String)
    }

    let name: String?
    let value: Value
    /// Where the parameter stands in the request: `body: parameters[0]`.
    let path: String
}

extension MessageParameter.Value {
    /// The name of the type in a request.
    var type: String {
        switch self {
        case .text: "text"
        case .currency: "currency"
        case .dateTime: "date_time"
        case .media(let kind, _): kind.rawValue
        case .payload: "payload"
        case .couponCode: "coupon_code"
        }
    }

    /// What stands in the place of a variable; `nil` for values that stand in no text.
    var text: String? {
        switch self {
        case .text(let text), .currency(let text), .dateTime(let text): text
        case .media, .payload, .couponCode: nil
        }
    }
}
