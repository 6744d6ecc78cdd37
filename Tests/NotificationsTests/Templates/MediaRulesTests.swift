import Notifications
import TestKit
import Testing

/// What is refused of headers with a file and of buttons with a code.
@Suite struct MediaRulesTests {
    typealias Wrong = TemplateRulesTests.Wrong

    /// Link and name of a document.
    private static func document(
        _ link: String, _ name: String = "Terms.pdf"
    ) -> UncheckedComponent {
        UncheckedComponent(
            kind: .header, text: "", headerFormat: .document, link: link, fileName: name)
    }

    private static func code(_ code: String, url: String = "") -> UncheckedComponent {
        UncheckedComponent(kind: .button, text: "Copy", button: .copyCode, url: url, code: code)
    }

    private static let links = [
        "", "http://shop.example/t.pdf", "https:///t.pdf", "https://shop.example/{{1}}",
        "https://shop.example/a b", "https://shop.example/" + String(repeating: "x", count: 1_980),
        "ftp://shop.example/t.pdf", "https://shop.example/\u{661}.pdf",
    ].map { link in
        Wrong("the link \(link.prefix(40))", "components[0].link") {
            $0.template.components[0] = document(link)
        }
    }

    private static let names = ["", String(repeating: "x", count: 241), "a\nb.pdf"].map { name in
        Wrong("the name \(name.prefix(10))", "components[0].file_name") {
            $0.template.components[0] = document("https://shop.example/t.pdf", name)
        }
    }

    private static let headers = [
        Wrong("a picture with a name", "components[0].file_name") {
            $0.template.components[0] = document("https://shop.example/t.pdf")
            $0.template.components[0].headerFormat = .image
        },
        Wrong("a file with a text", "components[0].text") {
            $0.template.components[0] = document("https://shop.example/t.pdf")
            $0.template.components[0].text = "Terms"
        },
        Wrong("a file with variables", "components[0].variables") {
            $0.template.components[0] = document("https://shop.example/t.pdf")
            $0.template.components[0].variables = [
                UncheckedVariable(name: "1", attribute: .amount)
            ]
        },
        Wrong("a link without a format", "components[0].link") {
            $0.template.components[0].link = "https://shop.example/l.png"
        },
        Wrong("a name without a format", "components[0].file_name") {
            $0.template.components[0].fileName = "Terms.pdf"
        },
        Wrong("a format of a body", "components[1].header_format") {
            $0.body.headerFormat = .image
        },
    ]

    private static let codes = [
        Wrong("no code", "components[3].code") { $0.button = code("") },
        Wrong("a long code", "components[3].code") {
            $0.button = code(String(repeating: "x", count: 16))
        },
        Wrong("a code beyond ASCII", "components[3].code") { $0.button = code("é") },
        Wrong("a code with a URL", "components[3].url") {
            $0.button = code("A", url: "https://a.example/")
        },
        Wrong("a URL button with a code", "components[3].code") { $0.button.code = "A" },
        Wrong("a body with a code", "components[1].code") { $0.body.code = "A" },
        Wrong("a reply with a code", "components[3].code") {
            $0.button = code("A")
            $0.button.button = .quickReply
        },
        Wrong("two codes", "components") { $0.template.components += [code("A"), code("B")] },
    ]

    @Test(arguments: links + names + headers + codes)
    func isRefusedWithItsField(wrong: Wrong) {
        #expect(FieldCheckingTests.refused { try wrong.checked() } == wrong.fields)
    }

    @Test func aFileAndACodeAreTakenAsTheyAre() throws {
        let good = Wrong("a document and a code") {
            $0.template.components[0] = Self.document("https://shop.example/t.pdf")
            $0.button = Self.code("SAVE 10")
        }

        let kinds = try good.checked().content.components.map(\.kind)

        let media = HeaderMedia(
            format: .document, link: "https://shop.example/t.pdf", fileName: "Terms.pdf")
        #expect(kinds == [.mediaHeader(media), .body, .footer, .copyCodeButton(code: "SAVE 10")])
    }

    @Test(arguments: [HeaderMedia.Format.image, .video])
    func aPictureAndAFilmNeedALinkOnly(format: HeaderMedia.Format) throws {
        let good = Wrong("a picture") {
            $0.template.components[0] = UncheckedComponent(
                kind: .header, text: "", headerFormat: format, link: "https://shop.example/l")
        }

        let media = HeaderMedia(format: format, link: "https://shop.example/l")
        #expect(try good.checked().content.components.first?.kind == .mediaHeader(media))
    }
}
