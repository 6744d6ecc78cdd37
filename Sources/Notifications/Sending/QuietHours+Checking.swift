/// Quiet hours as a request gives them; no times stand for none.
package struct UncheckedQuietHours: Hashable, Sendable {
    /// Such as `22:00`.
    package var start: String
    package var end: String
    package var includesPostPayment: Bool

    package init(start: String, end: String, includesPostPayment: Bool) {
        self.start = start
        self.end = end
        self.includesPostPayment = includesPostPayment
    }
}

extension FieldChecker {
    /// Checks quiet hours; nil: there are none, or a rule is broken.
    mutating func quietHours(_ given: UncheckedQuietHours, _ field: String) -> QuietHours? {
        if given.start.isEmpty, given.end.isEmpty {
            expect(
                !given.includesPostPayment, "\(field).include_post_payment",
                "goes with start and end")
            return nil
        }
        let start = timeOfDay(given.start, "\(field).start")
        let end = timeOfDay(given.end, "\(field).end")
        guard let start, let end else { return nil }
        expect(start != end, "\(field).end", "must not be the start")
        return QuietHours(
            startMinute: start, endMinute: end, includesPostPayment: given.includesPostPayment)
    }

    /// Checks a time such as `22:00`; gives the minutes since midnight.
    private mutating func timeOfDay(_ text: String, _ field: String) -> Int? {
        let bytes = Array(text.utf8)
        let digits = bytes.filter(\.isASCIIDigit).map { Int($0 - UInt8(ascii: "0")) }
        guard bytes.count == 5, digits.count == 4, bytes[2] == UInt8(ascii: ":"),
            digits[0] * 10 + digits[1] < 24, digits[2] < 6
        else {
            refuse(field, "must be a time of day from 00:00 to 23:59, such as 22:00")
            return nil
        }
        return (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
    }
}

extension QuietHours {
    /// The start as requests write it, such as `22:00`.
    package var start: String { Self.text(startMinute) }
    /// The end as requests write it.
    package var end: String { Self.text(endMinute) }

    private static func text(_ minute: Int) -> String {
        [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
