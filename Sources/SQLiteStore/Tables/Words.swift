import Notifications
import SQLite

// Words of fixed lists that rows of each call have: read without a string being made.

/// A word of a fixed list whose words have at most 15 bytes.
protocol ShortWord: RawRepresentable<String>, CaseIterable, Sendable {
    static var words: WordList<Self> { get }
}

/// All words of a list, as columns have them.
struct WordList<Word: ShortWord>: Sendable {
    private let entries: [(text: ShortText, word: Word)]

    init() {
        entries = Word.allCases.map { word in
            guard let text = ShortText(word.rawValue) else {
                preconditionFailure("the words of a list of short words are short")
            }
            return (text, word)
        }
    }

    /// nil: there is no such word.
    subscript(text: ShortText) -> Word? {
        for entry in entries where entry.text == text { return entry.word }
        return nil
    }
}

extension PaymentState: ShortWord { static let words = WordList<Self>() }
extension NotificationStatus: ShortWord { static let words = WordList<Self>() }
extension Plugin: ShortWord { static let words = WordList<Self>() }
extension Language: ShortWord { static let words = WordList<Self>() }
extension Channel: ShortWord { static let words = WordList<Self>() }

extension Row {
    mutating func shortWord<Word: ShortWord>() throws(SQLiteError) -> Word {
        guard let word: Word = try optionalShortWord() else { throw .unreadable("\(Word.self)") }
        return word
    }

    mutating func optionalShortWord<Word: ShortWord>() throws(SQLiteError) -> Word? {
        if let text = shortText() {
            guard let word = Word.words[text] else { throw .unreadable("\(Word.self)") }
            return word
        }
        guard optionalText() == nil else { throw .unreadable("\(Word.self)") }
        return nil
    }
}
