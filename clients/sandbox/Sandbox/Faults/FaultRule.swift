/// A rule that lets some calls go wrong.
struct FaultRule: Sendable, Hashable {
    let id: String
    let match: FaultMatch
    /// The share of the matching calls that it hits, 0 to 1.
    let probability: Double
    /// Determines which ones.
    let seed: UInt64
    let fault: Fault
    /// The calls that passed the criteria.
    private(set) var matched = 0
    /// The calls that went wrong by it.
    private(set) var fired = 0
    private var generator: SeededGenerator

    init(id: String, match: FaultMatch, probability: Double, seed: UInt64, fault: Fault) {
        self.id = id
        self.match = match
        self.probability = probability
        self.seed = seed
        self.fault = fault
        generator = SeededGenerator(seed: seed)
    }

    /// Whether a call is to go wrong; draws for each call that has its turn.
    mutating func hits(_ target: FaultTarget) -> Bool {
        guard match.includes(target) else { return false }
        matched += 1
        guard match.includes(call: matched) else { return false }
        return Double.random(in: 0..<1, using: &generator) < probability
    }

    mutating func noteFiring() {
        fired += 1
    }
}

/// All rules, oldest first; the first that hits a call decides.
///
/// Each draws from a row of numbers of its own, so that no rule changes what another hits.
struct FaultRules: Sendable {
    private(set) var rules: [FaultRule] = []

    /// Adds a rule; one of the same id is replaced in its place, and counts from 0.
    mutating func set(_ rule: FaultRule) throws(GraphError) {
        if let index = rules.firstIndex(where: { $0.id == rule.id }) {
            rules[index] = rule
            return
        }
        guard rules.count < Limits.faultRulesMax else {
            throw .invalid("there are \(rules.count) rules already")
        }
        rules.append(rule)
    }

    mutating func removeAll(where isUnwanted: (FaultRule) -> Bool) {
        rules.removeAll(where: isUnwanted)
    }

    /// The rule that hits a call; the caller notes its firing if it comes to that.
    mutating func choose(_ target: FaultTarget) -> FaultRule? {
        var chosen: FaultRule?
        for index in rules.indices where rules[index].hits(target) {
            chosen = chosen ?? rules[index]
        }
        return chosen
    }

    mutating func noteFiring(of id: String) {
        guard let index = rules.firstIndex(where: { $0.id == id }) else { return }
        rules[index].noteFiring()
    }
}
