import TestKit
import Testing

@testable import Notifications

/// The text as the customer sees it, whatever bytes make it so.
@Suite(.enabled(if: Python.isThere, Comment(rawValue: Python.missing)))
struct DisplayTests {
    @Test(arguments: Language.allCases)
    func everythingStandsWhereTheTemplateHasIt(language: Language) async throws {
        let messages =
            Self.names.map { message(language, name: $0, order: "A-1", Self.link) }
            + Self.orders.map { message(language, name: "نورة", order: $0, Self.link) }
            + Self.links.map { message(language, name: "Noura", order: "طلب-12", $0) }
        for (shown, expected) in try await displays(of: messages) {
            #expect(shown == expected)
            #expect(!shown.isEmpty)
        }
    }

    /// Else the test above could not fail.
    @Test func aNameOfTheOtherScriptTearsTheTextApartWithoutMarks() async throws {
        var message = message(.english, name: "نورة", order: "A-1", Self.link)
        message.text = message.pieces.map(\.text).joined()

        let (shown, expected) = try #require(try await displays(of: [message]).first)

        #expect(shown != expected)
        #expect(shown.hasPrefix("Hello 14.000 ,ةرون KWD"))
    }

    @Test(arguments: Language.allCases)
    func everyFinderOpensTheLinkAndNothingElse(language: Language) async throws {
        let texts = Self.links.map { message(language, name: "نورة", order: "A-1", $0).text }

        let looks = try await Screen.looks(of: texts.map { .init($0, base: language.base) })

        for (link, (text, look)) in zip(Self.links, zip(texts, looks)) {
            #expect(look.linkify == [link])
            #expect(look.bleach == [link])
            #expect(AndroidLinkFinder.first(in: text) == link)
        }
    }

    /// What two finders made of the link when marks stood beside it.
    @Test func marksBesideALinkBreakIt() async throws {
        let text = "ادفع \u{2068}\(Self.link)\u{2069} قبل"

        let look = try #require(try await Screen.looks(of: [.init(text, base: "R")]).first)

        #expect(look.linkify == [])
        #expect(AndroidLinkFinder.first(in: text) == Self.link + "\u{2069}")
    }

    @Test(arguments: [
        ("see https://a.com/b c", "https://a.com/b"),
        ("https://a.com/é\u{200B}x y", "https://a.com/é\u{200B}x"),
        ("https://a.com/b\u{200A}\u{2069}", "https://a.com/b"),
        ("https://a.com/b\u{A0}c", "https://a.com/b"),
        ("https://a.com/b\u{2069}", "https://a.com/b\u{2069}"), ("http://a.com", nil),
    ])
    func androidsFinderEndsWhereItsCharactersEnd(text: String, link: String?) {
        #expect(AndroidLinkFinder.first(in: text) == link)
    }

    private static let names = [
        "نورة", "Noura", "John (VIP)", "Dr. Smith Jr.", "نورة (VIP)", "O'Brien & نورة", "نورة 2",
        "2 Noura",
        "123", "!نورة!", "\u{200F}Noura", "Noura\u{200F}", "-",
    ]
    private static let orders = ["A-1", "1001", "#17/2026", "طلب-12", "12-طلب", "A/1 (2)", "+5"]
    private static let link = "https://pay.shop.com/c/abc123"
    private static let links = [
        link, "https://pay.shop.com/c/1", "https://pay.shop.com/c/abc/",
        "https://pay.shop.com/?t=a1-b2",
    ]

    /// A message, and the pieces of which it is made.
    private struct Message {
        var language: Language
        var text: String
        var pieces: [Piece]
    }

    private struct Piece {
        var text: String
        var base: String
    }

    private func message(
        _ language: Language, name: String, order: String, _ link: String
    ) -> Message {
        let template =
            switch language {
            case .english: "Hello {{1}}, {{2}} for order {{3}} (till {{4}}) by {{5}} 24 hours."
            case .arabic: "مرحبا {{1}}، {{2}} للطلب رقم {{3}} (حتى {{4}}) من {{5}} 24 ساعة."
            }
        let attributes: [SessionAttribute] = [
            .customerName, .amount, .orderNumber, .checkoutLinkExpiry, .checkoutLink,
        ]
        let values = MessageValues(
            merchantName: "Acme", session: Fixtures.sessionID,
            attributes: SessionAttributes(
                customerName: name, amount: Money(checkedAmount: "14.000", currency: "KWD"),
                orderNumber: order, checkoutLink: link,
                checkoutLinkExpiresAt: Timestamp(milliseconds: 1_795_350_000_000)),
            offsetSeconds: 0)
        var content = Fixtures.content()
        content.components = [
            TemplateComponent(
                kind: .body, text: template,
                variables: attributes.enumerated().map { Fixtures.variable("\($0 + 1)", $1) })
        ]
        let pieces = (try? Placeholders(parsing: template))?.pieces ?? []
        return Message(
            language: language,
            text: (try? Rendering(content, language: language, values: values))?.text ?? "",
            pieces: pieces.map { piece in
                switch piece {
                case .text(let text): return Piece(text: text, base: language.base)
                case .variable(let name):
                    let value = values.text(of: attributes[(Int(name) ?? 1) - 1]) ?? ""
                    return Piece(text: value, base: value.ownBase)
                }
            })
    }

    /// Each text as it is shown, and its pieces as each is shown alone, in the order of reading; all asked
    /// for at once.
    private func displays(
        of messages: [Message]
    ) async throws -> [(shown: String, expected: String)] {
        let texts = messages.map { message in
            [.init(message.text, base: message.language.base)]
                + message.pieces.map { Screen.Text($0.text, base: $0.base) }
        }
        var looks = try await Screen.looks(of: texts.flatMap(\.self))[...]
        return zip(messages, texts).map { message, texts in
            let shown = looks.prefix(texts.count).map(\.display)
            looks = looks.dropFirst(texts.count)
            let alone = shown.dropFirst()
            return switch message.language {
            case .english: (shown[0], alone.joined())
            case .arabic: (shown[0], alone.reversed().joined())
            }
        }
    }
}

extension Language {
    fileprivate var base: String {
        switch self {
        case .english: "L"
        case .arabic: "R"
        }
    }
}

extension String {
    /// The direction of its first letter or mark that has one, by rules P2 and P3.
    fileprivate var ownBase: String {
        let strong = unicodeScalars.first { $0.properties.isAlphabetic || $0 == "\u{200F}" }
        return strong.map { $0.value == 0x200F || (0x590...0x8FF).contains($0.value) } == true
            ? "R" : "L"
    }
}
