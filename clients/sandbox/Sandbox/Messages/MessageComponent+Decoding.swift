extension MessageComponent {
    /// Reads one component of a send call; Meta takes the types in any case.
    init(decoding fields: Fields) throws(GraphError) {
        try fields.allow(only: ["type", "sub_type", "index", "parameters"])
        let part = try Self.part(fields)
        var parameters: [MessageParameter] = []
        for (index, parameter) in try fields.objects("parameters").enumerated() {
            parameters.append(
                try MessageParameter(decoding: parameter, path: "\(part.label): [\(index)]"))
        }
        self.init(part: part, parameters: parameters)
    }

    private static func part(_ fields: Fields) throws(GraphError) -> Part {
        switch try fields.required("type").lowercased() {
        case "header": return .header
        case "body": return .body
        case "button":
            let subType = try fields.required("sub_type").lowercased()
            return .button(index: try index(fields), subType: subType)
        case let other:
            throw .invalid("\(fields.path)type \(other) must be header, body or button")
        }
    }

    private static func index(_ fields: Fields) throws(GraphError) -> Int {
        guard let value = fields.value("index") else { throw .missing(fields.path + "index") }
        guard let index = value.integer ?? value.string.flatMap({ Int($0) }),
            (0..<Limits.buttonsMax).contains(index)
        else { throw .wrongValue("\(fields.path)index must be 0 to \(Limits.buttonsMax - 1)") }
        return index
    }
}

extension MessageComponent.Part {
    /// The part's name in an error.
    var label: String {
        switch self {
        case .header: "header"
        case .body: "body"
        case .button(let index, _): "button \(index)"
        }
    }
}

extension MessageParameter {
    /// Reads one parameter; its values are checked in themselves, not against the template.
    init(decoding fields: Fields, path: String) throws(GraphError) {
        let type = try fields.required("type").lowercased()
        let value: Value =
            switch type {
            case "text": .text(try Self.text(fields, "text", path))
            case "currency": .currency(fallback: try Self.currency(fields, path))
            case "date_time":
                .dateTime(
                    fallback: try Self.text(
                        fields.requiredObject("date_time"), "fallback_value", path))
            case "image", "video", "document": try Self.media(fields, type)
            case "payload": .payload(try Self.payload(fields))
            case "coupon_code": .couponCode(try Self.couponCode(fields))
            default: throw .invalid("\(fields.path)type \(type) is not supported")
            }
        try fields.allow(only: ["type", "parameter_name", type])
        self.init(name: try fields.string("parameter_name"), value: value, path: path)
    }

    private static func text(
        _ fields: Fields, _ name: String, _ path: String
    ) throws(GraphError) -> String {
        let text = try fields.required(name)
        guard ParameterText.isValid(text) else { throw .parameterText(path) }
        return text
    }

    private static func currency(_ fields: Fields, _ path: String) throws(GraphError) -> String {
        let currency = try fields.requiredObject("currency")
        try currency.allow(only: ["fallback_value", "code", "amount_1000"])
        let code = try currency.required("code")
        guard code.count == 3, code.allSatisfy({ $0.isASCII && $0.isUppercase }) else {
            throw .wrongValue("\(currency.path)code must be three capital letters")
        }
        guard let amount = currency.value("amount_1000") else {
            throw .missing(currency.path + "amount_1000")
        }
        guard amount.integer != nil else {
            throw .wrongValue("\(currency.path)amount_1000 must be an integer")
        }
        return try text(currency, "fallback_value", path)
    }

    private static func media(_ fields: Fields, _ type: String) throws(GraphError) -> Value {
        guard let kind = TemplateContent.MediaKind(rawValue: type) else {
            throw .invalid("\(fields.path)type \(type) is not supported")
        }
        let media = try fields.requiredObject(type)
        let id = try media.string("id")
        let link = try media.string("link")
        guard let reference = id ?? link, (id == nil) != (link == nil) else {
            throw .wrongValue("\(media.path)id or \(media.path)link must be given, and not both")
        }
        return .media(kind, reference: reference)
    }

    private static func payload(_ fields: Fields) throws(GraphError) -> String {
        let payload = try fields.required("payload")
        guard payload.unicodeScalars.count <= Limits.payloadMax else {
            throw .wrongValue(
                "\(fields.path)payload is longer than \(Limits.payloadMax) characters")
        }
        return payload
    }

    private static func couponCode(_ fields: Fields) throws(GraphError) -> String {
        let code = try fields.required("coupon_code")
        guard code.unicodeScalars.count <= Limits.copyCodeMax else {
            throw .wrongValue(
                "\(fields.path)coupon_code is longer than \(Limits.copyCodeMax) characters")
        }
        return code
    }
}

/// What a text may contain that takes the place of a variable.
enum ParameterText {
    /// No line break, no tab, and not more than four spaces in a row.
    static func isValid(_ text: String) -> Bool {
        !text.contains("     ")
            && !text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0 == "\t" }
    }
}
