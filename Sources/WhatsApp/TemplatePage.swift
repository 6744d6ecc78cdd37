import FoundationEssentials
package import Notifications

/// A page of `GET /{WhatsApp Business account id}/message_templates`.
package struct TemplatePage: Sendable {
    /// The fields to ask for.
    package static let fields = "name,language,status,category,parameter_format,components"

    /// One template in one language.
    package struct Template: Hashable, Sendable {
        package let name: String
        /// Meta's code, such as `en_US`.
        package let language: String
        /// Without a namespace: that is the account's, see ``AccountNamespace``.
        package let definition: TemplateDefinition
    }

    /// Templates without a name or a language are left out.
    package let templates: [Template]
    /// The value of `after` for the next page; nil on the last page.
    package let next: String?

    /// Reads an answer's body.
    package init(body: [UInt8]) throws(MalformedAnswer) {
        guard let page = MetaJSON.decode(Paged<ListedTemplate>.self, from: body)
        else {
            throw MalformedAnswer(expected: "a page of templates")
        }
        templates = page.elements.compactMap { $0?.template }
        next = page.next
    }
}

/// The answer to `GET /{WhatsApp Business account id}?fields=message_template_namespace`.
package struct AccountNamespace: Sendable {
    /// The field to ask for.
    package static let field = "message_template_namespace"

    /// nil: Meta did not say.
    package let namespace: String?

    /// Reads an answer's body.
    package init(body: [UInt8]) throws(MalformedAnswer) {
        guard let answer = MetaJSON.decode(Answer.self, from: body) else {
            throw MalformedAnswer(expected: "the account's template namespace")
        }
        namespace = answer.namespace
    }

    private struct Answer: Decodable {
        let namespace: String?

        enum CodingKeys: String, CodingKey { case namespace = "message_template_namespace" }
    }
}

/// An answer of Meta's that is not what was asked for.
package struct MalformedAnswer: Error, Hashable, Sendable {
    /// What was looked for in vain.
    package let expected: String

    package init(expected: String) { self.expected = expected }
}

/// A template as Meta writes it.
private struct ListedTemplate: Decodable {
    let template: TemplatePage.Template

    enum CodingKeys: String, CodingKey {
        case name, language, status, category, components
        case format = "parameter_format"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let format = fields.lenient(String.self, .format)?.lowercased()
        template = TemplatePage.Template(
            name: try fields.decode(String.self, forKey: .name),
            language: try fields.decode(String.self, forKey: .language),
            definition: TemplateDefinition(
                status: fields.lenient(String.self, .status) ?? "",
                category: fields.lenient(String.self, .category) ?? "",
                parameterFormat: format.flatMap(ParameterFormat.init) ?? .positional,
                namespace: nil,
                components: fields.elements(ListedComponent.self, .components)
                    .flatMap { $0?.components ?? [ListedComponent.unreadable] }))
    }
}

/// A component as Meta writes it: buttons are several of ours.
private struct ListedComponent: Decodable {
    let components: [TemplateDefinition.Component]

    /// Stands for a part that cannot be read: one that we do not send.
    static let unreadable = TemplateDefinition.Component(kind: .other(""), text: "")

    enum CodingKeys: CodingKey { case type, format, text, buttons }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let type = try fields.decode(String.self, forKey: .type).uppercased()
        if type == "BUTTONS" {
            components = fields.elements(ListedButton.self, .buttons)
                .map { $0?.component ?? Self.unreadable }
            return
        }
        let text = fields.lenient(String.self, .text) ?? ""
        let format = fields.lenient(String.self, .format)?.uppercased() ?? "TEXT"
        let kind: TemplateDefinition.Component.Kind =
            switch type {
            case "HEADER": Self.header(format)
            case "BODY": .body
            case "FOOTER": .footer
            case "CALL_PERMISSION_REQUEST": .plain(type: type)
            default: .other(type)
            }
        components = [TemplateDefinition.Component(kind: kind, text: text)]
    }

    private static func header(_ format: String) -> TemplateDefinition.Component.Kind {
        if format == "TEXT" { return .header }
        return HeaderMedia.Format(rawValue: format.lowercased()).map { .mediaHeader($0) }
            ?? .other(format)
    }
}

/// A button as Meta writes it.
private struct ListedButton: Decodable {
    let component: TemplateDefinition.Component

    enum CodingKeys: String, CodingKey {
        case type, text, url
        case phoneNumber = "phone_number"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let type = try fields.decode(String.self, forKey: .type).uppercased()
        let url = fields.lenient(String.self, .url)
        let kind: TemplateDefinition.Component.Kind =
            switch (type, url) {
            case ("URL", let url?): .urlButton(url: url)
            case ("QUICK_REPLY", _): .quickReplyButton
            case ("COPY_CODE", _): .copyCodeButton
            // Meta's documentation of sending gives none of these a component.
            case ("PHONE_NUMBER", _), ("VOICE_CALL", _), ("CALL_PERMISSION_REQUEST", _):
                .plainButton(
                    type: type, target: fields.lenient(String.self, .phoneNumber) ?? "")
            default: .other(type)
            }
        component = TemplateDefinition.Component(
            kind: kind, text: fields.lenient(String.self, .text) ?? "")
    }
}
