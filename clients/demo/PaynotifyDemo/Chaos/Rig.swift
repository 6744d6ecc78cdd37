/// A way to do harm to a daemon that works, and to judge what became of what it promised.
///
/// A rig owns its daemon, its sandbox and its folder. It ends by planting a defect that its own judgement
/// has to find: a rig that cannot fail shows nothing.
protocol Rig: Sendable {
    /// As `--rig` takes it.
    static var name: String { get }
    /// Its share of the time, beside the others' shares.
    static var weight: Double { get }

    /// Does harm until the time is up, at least once, and tells what came of it; what is left to chance is
    /// drawn from the seed.
    static func run(seed: UInt64, until end: ContinuousClock.Instant) async throws -> RigReport
}

/// What came of a rig.
struct RigReport: Sendable {
    /// Something that was counted.
    struct Figure: Hashable, Sendable {
        var count: Int
        /// In the plural.
        var name: String
    }

    /// A planted defect.
    struct Canary: Hashable, Sendable {
        var name: String
        var isCaught: Bool
    }

    var rig: String
    /// The harm that was done.
    var figures: [Figure] = []
    /// Calls that were acknowledged.
    var acknowledged = 0
    /// Those of them that are not stored.
    var lost = 0
    /// Intents with more messages than they may have.
    var doubled = 0
    /// Messages without an attempt that was stored before.
    var unarmed = 0
    /// Every promise that broke, in words.
    var broken: [String] = []
    var canaries: [Canary] = []
    /// Why the rig could not do its harm here; nil: it could.
    var skipped: String?

    init(_ rig: any Rig.Type) { self.rig = rig.name }

    var isClean: Bool {
        lost == 0 && doubled == 0 && unarmed == 0 && broken.isEmpty
            && canaries.allSatisfy(\.isCaught)
    }

    mutating func count(_ count: Int, _ name: String) {
        figures.append(Figure(count: count, name: name))
    }

    /// Adds what the records said.
    mutating func add(_ verdict: ChaosVerdict) {
        acknowledged += verdict.acknowledged
        lost += verdict.lost.count
        doubled += verdict.doubled.count
        unarmed += verdict.unarmed.count
        broken += verdict.words
    }

    mutating func canary(_ name: String, isCaught: Bool) {
        canaries.append(Canary(name: name, isCaught: isCaught))
    }

    /// The rig in one line.
    var line: String {
        let name = rig.padding(to: 9)
        if let skipped { return "\(name) skipped: \(skipped)" }
        let harm = figures.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        let caught = canaries.map { "\($0.name) \($0.isCaught ? "caught" : "SURVIVED")" }
            .joined(separator: ", ")
        return "\(name) \(harm); \(acknowledged) acknowledged, \(lost) lost, \(doubled) doubled, "
            + "\(unarmed) without an arm; planted: \(caught)"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
