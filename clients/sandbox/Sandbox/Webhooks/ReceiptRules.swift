/// The rules for statuses, asked in their order: the first that takes a message decides.
struct ReceiptRules: Sendable, Hashable {
    let rules: [ReceiptRule]
    /// Fixes the row of random numbers.
    let seed: UInt64
    /// How many messages each rule took.
    private(set) var taken: [Int]
    private var generator: SeededGenerator

    init(_ rules: [ReceiptRule] = [], seed: UInt64 = 1) {
        self.rules = rules
        self.seed = seed
        taken = rules.map { _ in 0 }
        generator = SeededGenerator(seed: seed)
    }

    /// The plan of a message, and whether its first status goes before the send call's answer.
    mutating func plan(
        for message: AcceptedMessage, _ delays: StatusDelays, withRead: Bool
    ) -> (script: StatusScript, isEarly: Bool) {
        let index = rules.indices.first { index in
            rules[index].match.includes(message)
                && Double.random(in: 0..<1, using: &generator) < rules[index].probability
        }
        if let index { taken[index] += 1 }
        let rule = index.map { rules[$0] } ?? ReceiptRule()
        return (
            rule.script(delays, withRead: withRead, using: &generator), rule.isEarly
        )
    }
}
