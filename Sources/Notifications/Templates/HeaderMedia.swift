/// The picture, film or document in a template's header: the same for every message, by a link that
/// Meta fetches it from.
package struct HeaderMedia: Hashable, Sendable {
    /// What the file is, as Meta calls a header's format.
    package enum Format: String, CaseIterable, Hashable, Sendable {
        case image, video, document
    }

    package var format: Format
    /// An https URL without variables.
    package var link: String
    /// What the customer sees as the document's name; empty for a picture or a film.
    package var fileName: String

    package init(format: Format, link: String, fileName: String = "") {
        self.format = format
        self.link = link
        self.fileName = fileName
    }
}

extension HeaderMedia {
    /// Stands for the file in the text of a message: `[document receipt.pdf] https://…`.
    var line: String {
        let name = fileName.isEmpty ? "" : " \(fileName)"
        return "[\(format.rawValue)\(name)] \(link)"
    }
}
