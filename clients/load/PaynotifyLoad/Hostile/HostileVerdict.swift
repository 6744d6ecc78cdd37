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

    /// The middle one of all in time, and the worst of all in what else there is.
    func median(with others: [HostileResult]) -> HostileResult {
        let all = [self] + others
        var result = self
        result.p99 = all.map(\.p99).sorted()[all.count / 2]
        result.errors = all.map(\.errors).reduce([:]) { $0.merging($1, uniquingKeysWith: +) }
        result.peakKibibytes = all.map(\.peakKibibytes).max() ?? 0
        result.descriptorsLeft = all.map(\.descriptorsLeft).max() ?? 0
        result.isAlive = all.allSatisfy(\.isAlive)
        return result
    }
}

/// Judges the attacks against a quiet run.
struct HostileVerdict {
    /// How many times as long as in quiet a good call may take, at the 99th percentile.
    static let slowerMax = 2.0
    /// What an attack may take beyond what the daemon has anyway: all its budgets together.
    static let peakKibibytesMax = 192 << 10
    /// What may still be open: a connection of the gateway that is being closed, say.
    static let descriptorsLeftMax = 8

    /// The good calls' 99th percentiles without an attack, in microseconds.
    var quiet: [Double] = []
    var results: [HostileResult] = []

    /// Whether good calls took too long under the last attack.
    var isLastSlow: Bool { results.last.map { $0.p99 > Self.slowerMax * usual } ?? false }

    /// What is usual in quiet.
    var usual: Double { quiet.isEmpty ? 0 : quiet.sorted()[quiet.count / 2] }

    /// What does not hold, a sentence each.
    var broken: [String] { results.flatMap(problems) }

    private func problems(of result: HostileResult) -> [String] {
        var problems: [String] = []
        if !result.isAlive { problems.append("the daemon ended") }
        if result.p99 > Self.slowerMax * usual {
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
                Quantity.ratio(result.p99 / usual), "+\(result.peakKibibytes >> 10) MiB",
                "\(result.descriptorsLeft)",
            ]
        }
        let calm =
            "quiet: \(Quantity.time(microseconds: usual)), between "
            + "\(Quantity.time(microseconds: quiet.min() ?? 0)) and "
            + Quantity.time(microseconds: quiet.max() ?? 0)
        return TextTable(rows: [head] + rows, rightAligned: [1, 2, 3, 4]).lines + [calm]
    }
}
