/// What a customer's whole message means for what they want to be sent.
///
/// Only the words count: case, marks above and below letters, the spellings of Arabic letters, blanks,
/// quotes, punctuation of any script, symbols and emoji do not; nor do a "please" around the words, or
/// words that are said twice. A message that says anything else beside them means nothing here.
package enum ConsentWords {
    /// What a message means.
    package enum Meaning: Hashable, Sendable {
        /// No messages of the category any more.
        case optOut(OptOutCategory)
        /// Messages again.
        case optIn
        /// A word such as `cancel`, which stops messages elsewhere: in answer to a payment it speaks of
        /// the payment, and nothing changes.
        case aboutPayment
    }

    /// What the message means; nil: none of these.
    package static func meaning(of message: String) -> Meaning? {
        guard message.unicodeScalars.prefix(scalarsMax + 1).count <= scalarsMax else { return nil }
        let phrase = FoldedWords(message).once.without(polite).once
        return phrase.words.isEmpty ? nil : meanings[phrase.words]
    }

    /// Scalars of a message that is looked at; a longer one has no such meaning.
    private static let scalarsMax = 128

    private static let meanings: [[String]: Meaning] = {
        var meanings: [[String]: Meaning] = [:]
        let lists: [([String], Meaning)] = [
            (ConsentPhrases.all, .optOut(.all)), (ConsentPhrases.marketing, .optOut(.marketing)),
            (ConsentPhrases.again, .optIn), (ConsentPhrases.payment, .aboutPayment),
        ]
        for (phrases, meaning) in lists {
            for phrase in phrases { meanings[FoldedWords(phrase).words] = meaning }
        }
        return meanings
    }()

    /// The longest first, so that none hides a longer one.
    private static let polite = ConsentPhrases.polite.map { FoldedWords($0).words }
        .sorted { $0.count > $1.count }
}

/// The words of a text, in small letters without marks.
private struct FoldedWords {
    private(set) var words: [String]

    init(_ text: String) {
        var letters = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: continue
            case _ where scalar == Self.tatweel || scalar == Self.hamza: continue
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter,
                .otherLetter, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
                letters.append(Self.plain[scalar] ?? scalar)
            default: letters.append(" ")
            }
        }
        words = String(letters).split(separator: " ").map(String.init)
    }

    private init(words: [String]) { self.words = words }

    /// The phrase that the words only repeat, such as `stop` for `stop stop`.
    var once: FoldedWords {
        for length in 1..<max(words.count, 1) where words.count.isMultiple(of: length) {
            let isRepeated = words.indices.allSatisfy { words[$0] == words[$0 % length] }
            if isRepeated { return FoldedWords(words: Array(words.prefix(length))) }
        }
        return self
    }

    /// The words without the phrases that stand at their beginning or end.
    func without(_ phrases: [[String]]) -> FoldedWords {
        var rest = words[...]
        while let phrase = phrases.first(where: { rest.starts(with: $0) || rest.ends(with: $0) }) {
            let isFirst = rest.starts(with: phrase)
            rest = isFirst ? rest.dropFirst(phrase.count) : rest.dropLast(phrase.count)
        }
        return FoldedWords(words: Array(rest))
    }

    /// The letter that each of its forms is taken for: with its mark within, with another keyboard's
    /// shape, or in full width.
    private static let plain: [Unicode.Scalar: Unicode.Scalar] = {
        let families: [Unicode.Scalar: String] = [
            "a": "àáâäãå", "c": "ç", "e": "èéêë", "i": "ìíîïı", "n": "ñ", "o": "òóôöõ",
            "u": "ùúûü", "ا": "أإآٱ", "و": "ؤ", "ي": "ىئی", "ه": "ةہ", "ك": "ک",
        ]
        var plain: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (letter, forms) in families {
            for scalar in forms.unicodeScalars { plain[scalar] = letter }
        }
        for (letter, wide) in zip("abcdefghijklmnopqrstuvwxyz".unicodeScalars, 0xFF41...0xFF5A) {
            if let scalar = Unicode.Scalar(UInt32(wide)) { plain[scalar] = letter }
        }
        return plain
    }()

    /// The stroke that only makes an Arabic word longer.
    private static let tatweel: Unicode.Scalar = "\u{0640}"
    /// Written or left out at a word's end.
    private static let hamza: Unicode.Scalar = "\u{0621}"
}

extension ArraySlice<String> {
    fileprivate func ends(with phrase: [String]) -> Bool {
        suffix(phrase.count).elementsEqual(phrase)
    }
}
