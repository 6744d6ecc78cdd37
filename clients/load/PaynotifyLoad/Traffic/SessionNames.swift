/// The names of sessions and events by number: a seed decides them, so a later run finds the
/// sessions that an earlier one made.
struct SessionNames: Hashable, Sendable {
    var seed: UInt64
    /// Session ids ascend instead of being random: what a service with ordered keys would send.
    var areOrdered = false
    /// Sessions are dealt out to so many merchants.
    var merchants = 100

    /// A merchant's id in a template, in whose last three digits each call writes the number.
    static let merchantPlace = "load-000"

    static func merchantID(_ number: Int) -> String {
        let digits = String(number)
        return "load-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    func merchant(ofSession number: Int) -> Int { number % merchants }

    func session(_ number: Int) -> UUIDBits {
        let low = NumberMixer.mix(seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
        if areOrdered {
            // The number in the upper 48 bits, as the time is in version 7.
            return UUIDBits(high: UInt64(number) << 16, low: low)
        }
        return UUIDBits(high: NumberMixer.mix(low ^ seed), low: low)
    }

    /// The id of the event that takes a session to a step of its path.
    func event(ofSession number: Int, step: Int) -> UUIDBits {
        let low = NumberMixer.mix(~seed &+ UInt64(number) &* 4 &+ UInt64(step))
        return UUIDBits(high: NumberMixer.mix(low ^ ~seed), low: low)
    }
}
