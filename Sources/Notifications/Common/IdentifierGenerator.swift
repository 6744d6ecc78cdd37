/// Makes identifiers for the outside world: UUIDs of version 7, ascending in the order of their making.
///
/// Within a millisecond twelve bits count (RFC 9562, 6.2, method 1), so that an index over them grows
/// at its end; when they are used up, or the clock goes back, the time runs ahead of the clock.
package struct IdentifierGenerator: Sendable {
    private var milliseconds: Int64
    private var counter: UInt64 = 0
    private var random: any RandomNumberGenerator & Sendable

    package init(now: Timestamp, random: any RandomNumberGenerator & Sendable) {
        milliseconds = now.milliseconds
        self.random = random
    }

    /// Identifiers made from here on carry this moment, or the last one's if that is later.
    package mutating func advance(to moment: Timestamp) {
        guard moment.milliseconds > milliseconds else { return }
        milliseconds = moment.milliseconds
        counter = 0
    }

    /// The next identifier: 36 characters, lower-case hexadecimal with hyphens.
    package mutating func next() -> String {
        if counter > Self.counterMax {
            milliseconds += 1
            counter = 0
        }
        let time = UInt64(bitPattern: milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | counter
        let low = 1 << 63 | random.next() >> 2
        counter += 1
        return Self.format(high, low)
    }

    private static let counterMax: UInt64 = 0xFFF

    private static func format(_ high: UInt64, _ low: UInt64) -> String {
        var text = InlineArray<36, UInt8>(repeating: UInt8(ascii: "-"))
        var place = 0
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 { place += 1 }
            let word = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> (60 - UInt64(index % 16) * 4) & 0xF)
            text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            place += 1
        }
        guard let span = try? UTF8Span(validating: text.span) else {
            preconditionFailure("hexadecimal digits are ASCII")
        }
        return String(copying: span)
    }
}
