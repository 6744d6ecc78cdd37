import FoundationEssentials
package import Notifications

// WhatsApp speaks Meta's Cloud API in values: it builds a send, reads the answer, checks and decodes
// webhooks. It knows no socket, no clock and no store: bytes go in, values come out.

/// The body of `POST /{phone number id}/messages` for a template message.
///
/// It names no template namespace: the Cloud API has no such field.
package struct SendBody: Sendable {
    private let message: OutboundMessage

    package init(_ message: OutboundMessage) { self.message = message }

    /// The JSON text, keys in alphabetical order.
    package func encoded() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let text = try? encoder.encode(Envelope(message)) else {
            preconditionFailure("strings and lists of strings can always be written as JSON")
        }
        return Array(text)
    }
}

/// The whole message.
private struct Envelope: Encodable {
    let messagingProduct = "whatsapp"
    let recipientType = "individual"
    let type = "template"
    let to: String
    let token: String
    let template: Template

    enum CodingKeys: String, CodingKey {
        case messagingProduct = "messaging_product"
        case recipientType = "recipient_type"
        case token = "biz_opaque_callback_data"
        case to, type, template
    }

    init(_ message: OutboundMessage) {
        to = message.to.e164
        token = message.token.rawValue
        template = Template(
            name: message.templateName, language: LanguageCode(code: message.templateLanguage),
            components: message.parts.map(Component.init))
    }
}

private struct Template: Encodable {
    let name: String
    let language: LanguageCode
    let components: [Component]
}

private struct LanguageCode: Encodable {
    let code: String
    let policy = "deterministic"
}

/// A component that takes values; only a button has a sub-type and an index.
private struct Component: Encodable {
    let type: String
    let subType: String?
    let index: String?
    let parameters: [Parameter]

    enum CodingKeys: String, CodingKey {
        case type, index, parameters
        case subType = "sub_type"
    }

    init(_ part: OutboundMessage.Part) {
        parameters = part.parameters.map(Parameter.init)
        switch part.kind {
        case .header: (type, subType, index) = ("header", nil, nil)
        case .body: (type, subType, index) = ("body", nil, nil)
        case .urlButton(let place): (type, subType, index) = ("button", "url", String(place))
        case .copyCodeButton(let place):
            (type, subType, index) = ("button", "copy_code", String(place))
        }
    }
}

/// A value, under the name of its type; only that of a named variable has a name.
private struct Parameter: Encodable {
    let type: String
    let name: String?
    var text: String?
    var image: File?
    var video: File?
    var document: File?
    var code: String?

    enum CodingKeys: String, CodingKey {
        case type, text, image, video, document
        case name = "parameter_name"
        case code = "coupon_code"
    }

    /// A file that Meta fetches; only a document has a name.
    struct File: Encodable {
        let link: String
        let filename: String?
    }

    init(_ parameter: OutboundMessage.Parameter) {
        name = parameter.name
        switch parameter.value {
        case .text(let text):
            type = "text"
            self.text = text
        case .code(let code):
            type = "coupon_code"
            self.code = code
        case .media(let media):
            type = media.format.rawValue
            let file = File(
                link: media.link, filename: media.fileName.isEmpty ? nil : media.fileName)
            switch media.format {
            case .image: image = file
            case .video: video = file
            case .document: document = file
            }
        }
    }
}
