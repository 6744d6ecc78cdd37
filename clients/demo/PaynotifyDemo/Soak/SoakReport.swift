/// Both runs beside each other, with what broke.
struct SoakReport: Sendable {
    let quiet: SoakVerdict
    let noisy: SoakVerdict
    let options: SoakOptions

    /// The scaled time by which a noisy merchant may make the others' median wait grow.
    static let growthMax: Int64 = 2_000

    var growth: Int64 { noisy.quietWait - quiet.quietWait }
    var isClean: Bool { quiet.isClean && noisy.isClean && growth <= Self.growthMax }

    var text: String {
        var lines = [table.text, ""]
        lines.append(
            "median wait of the quiet merchants: \(quiet.quietWait) ms without and "
                + "\(noisy.quietWait) ms with the noisy one (scaled time); the noisy one's: "
                + "\(noisy.noisyWait) ms")
        if growth > Self.growthMax {
            lines.append("broken: it grew by \(growth) ms, at most \(Self.growthMax) are allowed")
        }
        for (name, verdict) in [("without", quiet), ("with", noisy)] {
            lines += verdict.broken.prefix(20).map { "broken, \(name) the noisy one: \($0)" }
            if verdict.broken.count > 20 {
                lines.append("… and \(verdict.broken.count - 20) more")
            }
        }
        lines.append(
            isClean
                ? "soak: every promise held (seed \(options.seed))"
                : "soak: a promise broke (seed \(options.seed))")
        return lines.joined(separator: "\n")
    }

    private var table: Table {
        var table = Table(header: ["", "without", "with the noisy one"])
        func row(_ name: String, _ value: (SoakVerdict) -> Int) {
            table.rows.append([name, "\(value(quiet))", "\(value(noisy))"])
        }
        row("payments") { $0.sessions }
        row("state changes acknowledged") { $0.calls }
        row("calls repeated") { $0.repeats }
        row("intents") { $0.intents }
        row("messages accepted by the sandbox") { $0.messages }
        for end in Set(quiet.ends.keys).union(noisy.ends.keys).sorted() {
            row("  \(end)") { $0.ends[end, default: 0] }
        }
        for figure in Set(quiet.figures.keys).union(noisy.figures.keys).sorted() {
            row(figure) { $0.figures[figure, default: 0] }
        }
        row("duplicates possible") { $0.possibleDuplicates }
        row("duplicates confirmed") { $0.confirmedDuplicates }
        row("intents with two messages") { $0.doubleMessages }
        return table
    }
}
