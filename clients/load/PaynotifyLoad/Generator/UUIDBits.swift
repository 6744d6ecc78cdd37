/// A UUID of version 4 as two numbers, made from any two.
struct UUIDBits: Equatable, Sendable {
    let high: UInt64
    let low: UInt64

    /// Keeps all bits but those of version and variant.
    init(high: UInt64, low: UInt64) {
        self.high = high & ~0xF000 | 0x4000
        self.low = low & ~(0b11 << 62) | (0b10 << 62)
    }

    /// The eight lower-case digits of a 32-bit number, the first in the lowest byte.
    ///
    /// The digits are made all at once: eight bytes in one register, without a table.
    static func hexadecimal(_ number: UInt64) -> UInt64 {
        var nibbles = number.byteSwapped >> 32
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles >> 4 & 0x000F_000F_000F_000F) | (nibbles & 0x000F_000F_000F_000F) << 8
        // A byte of ones where the digit is a letter: 6 more carries into bit 4.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
    }
}

/// A sequence of numbers that a seed decides, such as ids: SplitMix64.
struct NumberMixer: Sendable {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The next number.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number as good as random that another decides.
    static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
