/// What a look at a whole file found, invariant by invariant.
package struct DatabaseReport: Hashable, Sendable {
    /// One of the things that hold in every file.
    package struct Finding: Hashable, Sendable {
        /// Its number in the reference, if it has one, and what holds.
        package let name: String
        /// Rows that were looked at.
        package let rows: Int
        /// Rows for which it does not hold.
        package let violations: Int
        /// The first of them, by table and row number; at most ``examplesMax``.
        package let examples: [String]
    }

    /// Violations that are named.
    package static let examplesMax = 3

    package let findings: [Finding]

    /// Whether all holds.
    package var isSound: Bool { findings.allSatisfy { $0.violations == 0 } }

    /// All violations.
    package var violations: Int { findings.map(\.violations).reduce(0, +) }

    /// A line for each invariant, and one for each that a file does not show alone.
    package var lines: [String] { findings.map(\.line) + Invariant.unseen.map { "unseen  \($0)" } }

    /// The lines of those that do not hold.
    package var violationLines: [String] {
        findings.filter { $0.violations > 0 }.map(\.line)
    }
}

extension DatabaseReport.Finding {
    fileprivate var line: String {
        guard violations > 0 else { return "ok      \(name): \(rows) looked at" }
        let named = examples.joined(separator: ", ")
        let more = violations > examples.count ? ", …" : ""
        return "BROKEN  \(name): \(violations) of \(rows) (\(named)\(more))"
    }
}
