import Notifications
import SQLite

/// How a row of `binding_components` says what part of a template it is: by its kind, by `url` for where
/// a button leads, what it copies or where a header's file is, and by `text` for a text, a label or a
/// document's name.
enum ComponentWords {
    static func kind(of part: TemplateComponent) -> String {
        switch part.kind {
        case .header: "header"
        case .mediaHeader(let media): mediaPrefix + media.format.rawValue
        case .body: "body"
        case .footer: "footer"
        case .quickReplyButton: "quickReplyButton"
        case .urlButton: "urlButton"
        case .copyCodeButton: "copyCodeButton"
        }
    }

    /// What stands in `url`.
    static func target(of part: TemplateComponent) -> String? {
        switch part.kind {
        case .header, .body, .footer, .quickReplyButton: nil
        case .mediaHeader(let media): media.link
        case .urlButton(let url): url
        case .copyCodeButton(let code): code
        }
    }

    /// What stands in `text`.
    static func text(of part: TemplateComponent) -> String {
        if case .mediaHeader(let media) = part.kind { media.fileName } else { part.text }
    }

    /// Reads the three.
    static func component(
        kind: String, target: String?, text: String
    ) throws(SQLiteError) -> TemplateComponent {
        let found: TemplateComponent.Kind =
            switch kind {
            case "header": .header
            case "body": .body
            case "footer": .footer
            case "quickReplyButton": .quickReplyButton
            case "urlButton": .urlButton(url: target ?? "")
            case "copyCodeButton": .copyCodeButton(code: target ?? "")
            default: .mediaHeader(try media(kind, link: target ?? "", fileName: text))
            }
        let isMedia = if case .mediaHeader = found { true } else { false }
        return TemplateComponent(kind: found, text: isMedia ? "" : text, variables: [])
    }

    private static let mediaPrefix = "header:"

    private static func media(
        _ kind: String, link: String, fileName: String
    ) throws(SQLiteError) -> HeaderMedia {
        guard kind.hasPrefix(mediaPrefix),
            let format = HeaderMedia.Format(rawValue: String(kind.dropFirst(mediaPrefix.count)))
        else { throw .unreadable("a component's kind") }
        return HeaderMedia(format: format, link: link, fileName: fileName)
    }
}
