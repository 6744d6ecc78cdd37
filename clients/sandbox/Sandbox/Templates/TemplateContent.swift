/// The parts of a template, as the customer will see them from top to bottom.
struct TemplateContent: Sendable, Hashable {
    var header: Header?
    var body: TemplateText
    var footer: String?
    var buttons: [Button] = []

    enum Header: Sendable, Hashable {
        case text(TemplateText)
        /// A picture, a film, a document: its file comes with each message.
        case media(MediaKind)
    }

    enum MediaKind: String, Sendable, CaseIterable {
        case image, video, document
    }

    struct Button: Sendable, Hashable {
        let label: String
        let action: Action

        enum Action: Sendable, Hashable {
            case quickReply
            /// Opens a page; the address may end in one variable.
            case url(TemplateText)
            case phoneNumber(String)
            /// Calls the business on WhatsApp.
            case voiceCall
            /// Copies a code that comes with each message.
            case copyCode
        }
    }
}

extension TemplateContent.Button.Action {
    /// The name of the button's type in a template's definition.
    var type: String {
        switch self {
        case .quickReply: "QUICK_REPLY"
        case .url: "URL"
        case .phoneNumber: "PHONE_NUMBER"
        case .voiceCall: "VOICE_CALL"
        case .copyCode: "COPY_CODE"
        }
    }
}
