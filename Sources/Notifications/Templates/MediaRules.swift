extension FieldChecker {
    /// Checks a header that is a picture, a film or a document by a link.
    mutating func mediaHeader(
        _ given: UncheckedComponent, _ format: HeaderMedia.Format, _ path: String
    ) -> TemplateComponent {
        expect(given.text.isEmpty, "\(path).text", "must be empty where there is a header_format")
        noVariables(given, path)
        expect(
            given.link.isSecureURL, "\(path).link",
            "must be an https URL of at most \(Self.urlBytesMax) bytes, in ASCII without spaces "
                + "and without variables: it is the same for every message")
        switch format {
        case .document: documentName(given.fileName, "\(path).file_name")
        case .image, .video:
            expect(
                given.fileName.isEmpty, "\(path).file_name",
                "must be empty: only a document has one")
        }
        let media = HeaderMedia(format: format, link: given.link, fileName: given.fileName)
        return TemplateComponent(kind: .mediaHeader(media), text: "", variables: [])
    }

    /// Refuses what only a header with a file has.
    mutating func noMediaFields(_ given: UncheckedComponent, _ path: String, isHeader: Bool) {
        expect(
            isHeader || given.headerFormat == nil, "\(path).header_format",
            "must be absent: only a HEADER has one")
        let rule = "must be empty: only a HEADER with a header_format has one"
        expect(given.link.isEmpty, "\(path).link", rule)
        expect(given.fileName.isEmpty, "\(path).file_name", rule)
    }

    private mutating func documentName(_ name: String, _ field: String) {
        let most = TemplateLimits.fileNameCharactersMax
        expect(
            (1...most).contains(name.unicodeScalars.count), field,
            "must have 1 to \(most) characters")
        if let rule = ValueRules.problem(inOptional: name) { refuse(field, rule) }
    }
}
