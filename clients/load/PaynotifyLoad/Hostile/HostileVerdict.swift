/// What an attack did to those who keep the rules, and to the daemon.
struct HostileResult: Sendable {
    var kind: AttackKind
    /// Of the good calls, in microseconds.
    var p99: Double
    /// Good calls by the name of their error.
    var errors: [String: Int]
    /// Above what the daemon had before, at the most.
    var peakKibibytes: Int
    /// Above what it had before, a while after the attack.
    var descriptorsLeft: Int
    var isAlive: Bool
}

/// Judges the attacks against a quiet run.
struct HostileVerdict {
    /// How many times as long as in quiet a good call may take, at the 99th percentile.
    static let slowerMax = 2.0
    /// What an attack may take beyond what the daemon has anyway: all its budgets together.
    static let peakKibibytesMax = 192 << 10
    /// What may still be open: a connection of the gateway that is being closed, say.
    static let descriptorsLeftMax = 8

    /// The good calls' 99th percentile without an attack, in microseconds.
    let quiet: Double
    var results: [HostileResult]

    /// What does not hold, a sentence each.
    var broken: [String] { results.flatMap(problems) }

    private func problems(of result: HostileResult) -> [String] {
        var problems: [String] = []
        if !result.isAlive { problems.append("the daemon ended") }
        if result.p99 > Self.slowerMax * quiet {
            problems.append("good calls took more than twice as long")
        }
        if !result.errors.isEmpty { problems.append("good calls met \(result.errors)") }
        if result.peakKibibytes > Self.peakKibibytesMax {
            problems.append("it took too much memory")
        }
        if result.descriptorsLeft > Self.descriptorsLeftMax {
            problems.append("\(result.descriptorsLeft) descriptors stayed open")
        }
        return problems.map { "\(result.kind.rawValue): \($0)" }
    }

    var lines: [String] {
        let head = ["attack", "good p99", "to quiet", "memory", "descriptors left"]
        let rows = results.map { result in
            [
                result.kind.rawValue, Quantity.time(microseconds: result.p99),
                Quantity.ratio(result.p99 / quiet), "+\(result.peakKibibytes >> 10) MiB",
                "\(result.descriptorsLeft)",
            ]
        }
        return TextTable(rows: [head] + rows, rightAligned: [1, 2, 3, 4]).lines
    }
}
