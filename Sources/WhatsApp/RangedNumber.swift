import Notifications

// The only place where a whole number leaves a JSON text: nobody outside chooses a number that
// arithmetic here would have to survive.

extension KeyedDecodingContainer {
    /// The whole number of the key, which Meta writes as a number in some places and as a string of
    /// digits in others; nil where it is missing, something else, or outside of the range.
    func number(_ key: Key, in range: ClosedRange<Int>) -> Int? {
        let text = lenient(String.self, key)
        let number = text.flatMap { Int($0) } ?? lenient(Int.self, key)
        return number.flatMap { range.contains($0) ? $0 : nil }
    }

    /// An id of Meta's, 1 to 32 digits; nil where it is missing or something else.
    func metaID(_ key: Key) -> String? {
        lenient(String.self, key).flatMap { id in
            let isDigits = id.utf8.allSatisfy { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }
            return isDigits && (1...32).contains(id.utf8.count) ? id : nil
        }
    }

    /// A moment in Unix seconds, up to the end of the year 9999; nil where it is missing or something
    /// else.
    func moment(_ key: Key) -> Timestamp? {
        number(key, in: 0...253_402_300_799).map { Timestamp(milliseconds: Int64($0) * 1_000) }
    }
}

extension SingleValueDecodingContainer {
    /// The whole number; nil where it is something else, or outside of the range.
    func number(in range: ClosedRange<Int>) -> Int? {
        guard let number = try? decode(Int.self), range.contains(number) else { return nil }
        return number
    }
}

extension KeyedDecodingContainer {
    /// What was found for the key; throws where that is nothing.
    func require<Value>(_ value: Value?, _ key: Key, _ expected: String) throws -> Value {
        guard let value else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "\(expected) is expected")
        }
        return value
    }
}

/// Numbers of Meta's that are believed.
enum MetaNumber {
    /// Codes of errors, and their sub-codes.
    static let codes = 0...Int(Int32.max)
    /// Minutes until an account may make calls again: Meta counts over an hour.
    static let waitMinutes = 1...1_440
}
