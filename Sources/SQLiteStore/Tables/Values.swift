import Notifications
import SQLite

// How the domain's values stand in columns.

extension Value {
    static func id(_ id: some Identifier) -> Value { .text(id.rawValue) }

    static func time(_ moment: Timestamp) -> Value { .integer(moment.milliseconds) }

    static func time(_ moment: Timestamp?) -> Value {
        moment.map { .integer($0.milliseconds) } ?? .null
    }

    static func word(_ word: some RawRepresentable<String>) -> Value { .text(word.rawValue) }

    static func word(_ word: (some RawRepresentable<String>)?) -> Value {
        word.map { .text($0.rawValue) } ?? .null
    }

    static func number(_ number: Int?) -> Value { number.map { .integer($0) } ?? .null }

    static func flag(_ flag: Bool) -> Value { .integer(flag ? 1 : 0) }

    /// The six columns of a session's attributes.
    static func attributes(_ attributes: SessionAttributes) -> [Value] {
        [
            .text(attributes.customerName), .text(attributes.amount?.amount),
            .text(attributes.amount?.currency), .text(attributes.orderNumber),
            .text(attributes.checkoutLink), .time(attributes.checkoutLinkExpiresAt),
        ]
    }
}

extension Binder {
    mutating func id(_ id: some Identifier) { text(id.rawValue) }

    mutating func time(_ moment: Timestamp) { integer(moment.milliseconds) }

    mutating func time(_ moment: Timestamp?) { integer(moment?.milliseconds) }

    mutating func word(_ word: some RawRepresentable<String>) { text(word.rawValue) }

    mutating func word(_ word: (some RawRepresentable<String>)?) { text(word?.rawValue) }

    mutating func flag(_ flag: Bool) { integer(flag ? 1 : 0) }

    /// The six columns of a session's attributes.
    mutating func attributes(_ attributes: SessionAttributes) {
        text(attributes.customerName)
        text(attributes.amount?.amount)
        text(attributes.amount?.currency)
        text(attributes.orderNumber)
        text(attributes.checkoutLink)
        time(attributes.checkoutLinkExpiresAt)
    }
}

extension Row {
    mutating func id<ID: Identifier>() -> ID { ID(rawValue: text()) }

    mutating func time() -> Timestamp { Timestamp(milliseconds: integer()) }

    mutating func optionalTime() -> Timestamp? {
        optionalInteger().map { Timestamp(milliseconds: $0) }
    }

    mutating func number() -> Int { Int(integer()) }

    /// Messages a second; a file may hold what an older program believed of Meta.
    mutating func throughput() -> Int {
        let range = SenderDetails.throughputs
        return max(range.lowerBound, min(range.upperBound, number()))
    }

    /// People of a daily limit; nil: without limit, or unknown.
    ///
    /// A file may hold what an older program believed of Meta.
    mutating func messagingLimit() -> Int? {
        optionalInteger().map { DailyBudget.believable($0) }
    }

    /// A word of a fixed list; another one means that the file is not what this program wrote.
    mutating func word<Word: RawRepresentable<String>>() throws(SQLiteError) -> Word {
        try decodeWord(text())
    }

    mutating func optionalWord<Word: RawRepresentable<String>>() throws(SQLiteError) -> Word? {
        guard let text = optionalText() else { return nil }
        return try decodeWord(text)
    }

    /// The six columns of a session's attributes.
    mutating func attributes() -> SessionAttributes {
        let customerName = optionalText()
        let amount = optionalText()
        let currency = optionalText()
        return SessionAttributes(
            customerName: customerName,
            amount: amount.map { Money(checkedAmount: $0, currency: currency ?? "") },
            orderNumber: optionalText(), checkoutLink: optionalText(),
            checkoutLinkExpiresAt: optionalTime())
    }
}

/// The word of a fixed list that the text stands for.
func decodeWord<Word: RawRepresentable<String>>(_ text: String) throws(SQLiteError) -> Word {
    guard let word = Word(rawValue: text) else { throw .unreadable("\(Word.self)") }
    return word
}

/// Words of a fixed list, separated by commas.
func decodeWords<Word: RawRepresentable<String>>(
    _ text: String
) throws(SQLiteError) -> [Word] {
    var words: [Word] = []
    for part in text.split(separator: ",") { words.append(try decodeWord(String(part))) }
    return words
}

func encodeWords(_ words: [some RawRepresentable<String>]) -> String {
    words.map(\.rawValue).joined(separator: ",")
}
