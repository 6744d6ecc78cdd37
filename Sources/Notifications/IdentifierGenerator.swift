/// Makes identifiers for the outside world: UUIDs of version 7, ordered by the time of their making.
package struct IdentifierGenerator: Sendable {
    private var now: Timestamp
    private var random: any RandomNumberGenerator & Sendable

    package init(now: Timestamp, random: any RandomNumberGenerator & Sendable) {
        self.now = now
        self.random = random
    }

    /// Identifiers made from here on carry this moment.
    package mutating func advance(to moment: Timestamp) { now = moment }

    /// The next identifier: 36 characters, lower-case hexadecimal with hyphens.
    package mutating func next() -> String {
        let time = UInt64(bitPattern: now.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | random.next() & 0x0FFF
        let low = 1 << 63 | random.next() >> 2
        return Self.format(high, low)
    }

    private static func format(_ high: UInt64, _ low: UInt64) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                text.append(UInt8(ascii: "-"))
            }
            let word = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> (60 - UInt64(index % 16) * 4) & 0xF)
            text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
