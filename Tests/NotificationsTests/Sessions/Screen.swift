import Foundation
import TestKit

@testable import Notifications

/// What a phone makes of texts, by UAX 9 and two link finders.
enum Screen {
    /// A text as it is given to a phone.
    struct Text: Encodable {
        var text: String
        /// `L` or `R`: the direction of the paragraph.
        var base: String

        init(_ text: String, base: String) {
            self.text = text
            self.base = base
        }
    }

    /// What the phone makes of it.
    struct Look: Decodable {
        /// From left to right, without marks and hair spaces.
        var display: String
        /// The links that linkify-it finds.
        var linkify: [String]
        /// The links that bleach finds.
        var bleach: [String]
    }

    /// One look for each text.
    static func looks(of texts: [Text]) async throws -> [Look] {
        let answer = try await Python.run("display.py", input: try JSONEncoder().encode(texts))
        return try JSONDecoder().decode([Look].self, from: answer).map { look in
            var look = look
            look.display = look.display.filter { $0 != "\u{200A}" }
            return look
        }
    }
}

/// Finds links as Android's `Patterns.WEB_URL` does: by the characters that it lets stand in a path.
enum AndroidLinkFinder {
    /// The first link with its scheme; nil: none.
    static func first(in text: String) -> String? {
        guard let start = text.firstRange(of: "https://")?.lowerBound else { return nil }
        return String(String.UnicodeScalarView(text[start...].unicodeScalars.prefix(while: takes)))
    }

    private static func takes(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x00...0x7F: ";/?:@&=#~-.+!*'(),_$%".unicodeScalars.contains(scalar)
        case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000: false
        case 0xA1...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF, 0x10000...0xEFFFD: true
        default: false
        }
    }
}
