/// How large a soak is, and how it is played.
struct SoakOptions: Hashable, Sendable {
    /// Draws everything that is left to chance.
    var seed: UInt64
    var merchants = 50
    /// Numbers that the merchants share.
    var senders = 5
    /// Payments in the run with the noisy merchant; it has half of them.
    var sessions = 20_000
    /// How long calls are made, in seconds of the world's time.
    var seconds = 100.0
    /// How many times as fast the time of daemon and sandbox goes.
    var scale = 20.0
    /// Times that the daemon is killed with -9 in each run.
    var kills = 10
    /// The share of sends that meet a fault.
    var faultShare = 0.05
}

/// Numbers that follow from a seed: the same on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether an event of the probability happens.
    mutating func happens(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }
}
