extension TemplateContent {
    /// Reads the components of a creation: one body, at most one header, footer and buttons.
    init(decoding components: JSON) throws(GraphError) {
        guard let list = components.array else { throw .invalid("components must be an array") }
        var header: Header?
        var body: TemplateText?
        var footer: String?
        var buttons: [Button]?
        for component in list {
            switch component["type"]?.string?.uppercased() {
            case "HEADER" where header == nil: header = try Self.header(component)
            case "BODY" where body == nil: body = try Self.body(component)
            case "FOOTER" where footer == nil: footer = try Self.footer(component)
            case "BUTTONS" where buttons == nil: buttons = try Self.buttons(component)
            case let type?:
                throw .invalid("component \(type) is given twice or is not supported")
            case nil:
                throw .invalid("each component needs a type")
            }
        }
        guard let body else { throw .bodyFormat("A template needs a body.") }
        self.init(header: header, body: body, footer: footer, buttons: buttons ?? [])
    }

    private static func header(_ component: JSON) throws(GraphError) -> Header {
        let format = component["format"]?.string?.uppercased() ?? "TEXT"
        if let kind = MediaKind(rawValue: format.lowercased()) {
            let handles = component["example"]?["header_handle"]?.array ?? []
            guard handles.count == 1, handles[0].string?.isEmpty == false else {
                throw .headerFormat("A \(format) header needs an example: one header_handle.")
            }
            return .media(kind)
        }
        guard format == "TEXT" else { throw .headerFormat("\(format) is no format of a header.") }
        guard let text = component["text"]?.string, !text.isEmpty else {
            throw .headerFormat("A text header needs a text.")
        }
        do {
            return .text(try TemplateText(parsing: text))
        } catch {
            throw .headerFormat(error.reason)
        }
    }

    private static func body(_ component: JSON) throws(GraphError) -> TemplateText {
        guard let text = component["text"]?.string, !text.isEmpty else {
            throw .bodyFormat("The body needs a text.")
        }
        do {
            return try TemplateText(parsing: text)
        } catch {
            throw .bodyFormat(error.reason)
        }
    }

    private static func footer(_ component: JSON) throws(GraphError) -> String {
        guard let text = component["text"]?.string, !text.isEmpty else {
            throw .footerFormat("The footer needs a text.")
        }
        return text
    }

    private static func buttons(_ component: JSON) throws(GraphError) -> [Button] {
        guard let list = component["buttons"]?.array else {
            throw .invalid("buttons must be an array")
        }
        var buttons: [Button] = []
        for button in list { buttons.append(try Button(decoding: button)) }
        return buttons
    }
}

extension TemplateContent.Button {
    /// Reads one button of a creation.
    init(decoding button: JSON) throws(GraphError) {
        let type = button["type"]?.string?.uppercased() ?? ""
        switch type {
        case "QUICK_REPLY":
            self.init(label: try Self.label(button), action: .quickReply)
        case "URL":
            guard let address = button["url"]?.string else {
                throw .invalid("a button of type URL needs a url")
            }
            guard let text = try? TemplateText(parsing: address) else {
                throw .invalid("the variable of the button's url \(address) is malformed")
            }
            self.init(label: try Self.label(button), action: .url(text))
        case "PHONE_NUMBER":
            guard let number = button["phone_number"]?.string else {
                throw .invalid("a button of type PHONE_NUMBER needs a phone_number")
            }
            self.init(label: try Self.label(button), action: .phoneNumber(number))
        case "VOICE_CALL":
            self.init(label: try Self.label(button), action: .voiceCall)
        case "COPY_CODE":
            self.init(label: button["text"]?.string ?? "Copy code", action: .copyCode)
        default:
            throw .invalid("a button of type \(type) is not supported")
        }
    }

    private static func label(_ button: JSON) throws(GraphError) -> String {
        guard let label = button["text"]?.string, !label.isEmpty else {
            throw .invalid("each button needs a text")
        }
        return label
    }
}
