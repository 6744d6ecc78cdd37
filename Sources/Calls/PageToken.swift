import Notifications

/// The place in a list where the next page begins, as callers carry it: opaque to them.
enum PageToken {
    /// Begins the token of a page of the newest notifications, so that it cannot be taken for the
    /// number of a change.
    private static let newestPrefix = "n"
    /// Digits of the largest number.
    private static let digitsMax = 19

    /// The token for going on after the notification with this number.
    static func newest(before number: Int64) -> String { newestPrefix + String(number) }

    /// The number in such a token; nil if it is none of ours.
    static func newest(_ token: String) -> Int64? {
        token.hasPrefix(newestPrefix) ? number(token.dropFirst(newestPrefix.count)) : nil
    }

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

    /// Digits alone, as written above: no sign, no space, no leading zero.
    private static func number(_ text: Substring) -> Int64? {
        guard (1...digitsMax).contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            text == "0" || text.first != "0"
        else { return nil }
        return Int64(text)
    }
}
