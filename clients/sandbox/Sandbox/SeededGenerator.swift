/// Random numbers that a seed determines: SplitMix64.
struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A seed of its own for a name, so that what draws under one name disturbs no other.
    static func seed(_ seed: UInt64, for name: String) -> UInt64 {
        // FNV-1a: Swift's own hashes differ from run to run. Without the sign it is an Int too.
        let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return (seed ^ hash) >> 1
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
