import ArgumentParser
import Messages

/// A header with a file, as options.
struct HeaderMediaOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A picture in place of a header's text: where Meta fetches it.", valueName: "url"))
    var headerImage: String?
    @Option(help: ArgumentHelp("The same with a film.", valueName: "url"))
    var headerVideo: String?
    @Option(
        help: ArgumentHelp("The same with a document, which needs a name.", valueName: "url"))
    var headerDocument: String?
    @Option(
        help: ArgumentHelp(
            "What the customer sees as the document's name, such as receipt.pdf.",
            valueName: "name"))
    var headerDocumentName: String?

    private var links: [(format: HeaderFormat, link: String)] {
        [(.image, headerImage), (.video, headerVideo), (.document, headerDocument)]
            .compactMap { format, link in link.map { (format, $0) } }
    }

    /// Whether any of them was given.
    var isGiven: Bool { !links.isEmpty || headerDocumentName != nil }

    /// The header; nil: it has no file.
    func header(beside text: String?) throws(Failure) -> TemplateComponent? {
        guard links.count + (text == nil ? 0 : 1) <= 1 else {
            throw .badInput(
                "give one of --header, --header-image, --header-video and --header-document")
        }
        guard (headerDocument == nil) == (headerDocumentName == nil) else {
            throw .badInput("--header-document and --header-document-name go together")
        }
        return links.first.map { format, link in
            TemplateComponent(
                type: .header, headerFormat: format, link: link,
                fileName: headerDocumentName ?? "")
        }
    }
}
