import Messages

/// What becomes of the sessions of a checkout, in shares that add up to 100.
///
/// A call of each is decided on its own merits, so with approved templates each is QUEUED: no state
/// follows that the domain would suppress.
enum CheckoutMix {
    struct Path: Sendable {
        var percent: Int
        var states: [PaymentState]
    }

    static let paths = [
        Path(percent: 70, states: [.created, .paid]),
        Path(percent: 15, states: [.created, .failed, .paid]),
        Path(percent: 5, states: [.created, .expired]),
        Path(percent: 5, states: [.created, .canceled]),
        Path(percent: 5, states: [.created, .authorized]),
    ]

    /// Of a hundred calls, how many are made a second time with the same event id.
    static let repeatedPercent = 2

    /// The path of a session, as the seed decides; always the same for the same number.
    static func path(of session: Int, seed: UInt64) -> Int {
        let draw = NumberMixer.mix(NumberMixer.mix(seed ^ 0xC0FF_EE00) &+ UInt64(session)) % 100
        var below: UInt64 = 0
        for (index, path) in paths.enumerated() {
            below += UInt64(path.percent)
            if draw < below { return index }
        }
        return 0
    }

    /// Calls that a session takes in the mean, the repeated ones included.
    static var callsPerSession: Double {
        let states = paths.reduce(0) { $0 + $1.percent * $1.states.count }
        return Double(states) / 100 * (1 + Double(repeatedPercent) / 100)
    }
}
