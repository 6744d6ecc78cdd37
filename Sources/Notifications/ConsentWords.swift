/// The whole messages by which customers opt out of all messages, or in again.
///
/// Case, marks above and below letters, and the spelling of an Arabic alef do not matter; nor do blanks
/// and full stops around the message.
package enum ConsentWords {
    /// Scalars of a message that is looked at; a longer one is no such word.
    private static let lengthMax = 64

    /// Stop: in English, French and Arabic.
    private static let out: Set<String> = folded([
        "stop", "stop all", "stopall", "unsubscribe", "opt out", "optout", "arrêt",
        "إيقاف", "توقف", "أوقف", "إلغاء الاشتراك",
    ])

    /// Start again.
    private static let back: Set<String> = folded([
        "start", "unstop", "subscribe", "opt in", "optin", "ابدأ", "بدء", "اشتراك",
    ])

    /// Whether the message opts out (true) or in again (false); nil: it does neither.
    package static func isOptOut(_ message: String) -> Bool? {
        guard message.unicodeScalars.count <= lengthMax else { return nil }
        let word = folded(message)
        if out.contains(word) { return true }
        return back.contains(word) ? false : nil
    }

    private static func folded(_ words: [String]) -> Set<String> { Set(words.map(folded)) }

    /// The text in small letters without marks, its words separated by single blanks.
    private static func folded(_ text: String) -> String {
        var letters = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .format: continue
            case .modifierLetter where scalar == tatweel: continue
            case .spaceSeparator, .control: letters.append(" ")
            default: letters.append(plain[scalar] ?? scalar)
            }
        }
        let words = String(letters).split { " .!".contains($0) }
        return words.joined(separator: " ")
    }

    /// Letters that carry their mark within, and the one they are without it.
    private static let plain: [Unicode.Scalar: Unicode.Scalar] = {
        let families: [Unicode.Scalar: String] = [
            "a": "àáâäãå", "c": "ç", "e": "èéêë", "i": "ìíîï", "n": "ñ", "o": "òóôöõ",
            "u": "ùúûü", "ا": "أإآٱ", "ي": "ى", "ه": "ة",
        ]
        var plain: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (letter, marked) in families {
            for scalar in marked.unicodeScalars { plain[scalar] = letter }
        }
        return plain
    }()

    /// The stroke that only makes an Arabic word longer.
    private static let tatweel: Unicode.Scalar = "\u{0640}"
}
