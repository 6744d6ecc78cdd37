import Notifications

/// The place in a list where the next page begins, as callers carry it: opaque to them.
enum PageToken {
    /// Begins the token of a page of what was made last.
    private static let newestPrefix = "n"
    /// Begins the token of a page of what changed last.
    private static let latestPrefix = "c"
    /// Digits of the largest number.
    private static let digitsMax = 19

    /// The token for going on after the row with this number.
    static func newest(before number: Int64) -> String { newestPrefix + String(number) }

    /// The number in such a token; nil if it is none of ours.
    static func newest(_ token: String) -> Int64? { number(token, after: newestPrefix) }

    /// The token for going on after the notification whose last change has this number.
    static func latest(before number: Int64) -> String { latestPrefix + String(number) }

    /// The number in such a token; nil if it is none of ours.
    static func latest(_ token: String) -> Int64? { number(token, after: latestPrefix) }

    /// The number in a request's token; nil if there is no token.
    static func place(in token: String) throws(Refusal) -> Int64? {
        if token.isEmpty { return nil }
        guard let number = newest(token) else {
            throw .invalid("page_token", "must be the next_page_token of an answer")
        }
        return number
    }

    /// The token for going on after the change with this number.
    static func changed(after number: Int64) -> String { String(number) }

    /// The number in such a token; nil if it is none of ours.
    static func changed(_ token: String) -> Int64? { number(token[...]) }

    private static func number(_ token: String, after prefix: String) -> Int64? {
        token.hasPrefix(prefix) ? number(token.dropFirst(prefix.count)) : nil
    }

    /// Digits alone, as written above: no sign, no space, no leading zero.
    private static func number(_ text: Substring) -> Int64? {
        guard (1...digitsMax).contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            text == "0" || text.first != "0"
        else { return nil }
        return Int64(text)
    }
}
