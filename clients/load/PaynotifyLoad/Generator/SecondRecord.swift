import Histogram
import Messages
import RPC

/// What was answered within one second, or all that was.
struct SecondRecord: Sendable {
    /// Microseconds, up to ten minutes.
    var latencies = Histogram<UInt64>(
        highestTrackableValue: Self.microsecondsMax, numberOfSignificantValueDigits: .three)
    /// Calls that were answered.
    var calls = 0
    /// By the number of a code of gRPC, and behind those by ``notSent`` and ``outcomeUnknown``.
    private var failures = [Int](repeating: 0, count: 19)
    /// By the numbers of outcome and reason.
    private var decisions = [Int](repeating: 0, count: 5 * Self.reasonsMax)

    /// A call that was due and never left.
    static let notSent = 17
    /// A call whose answer never came.
    static let outcomeUnknown = 18

    private static let microsecondsMax: UInt64 = 600_000_000
    /// Above the highest number of a reason.
    private static let reasonsMax = 64

    /// Calls that failed.
    var errors: Int { failures.reduce(0, +) }

    mutating func record(nanoseconds: Int64) {
        latencies.record(min(UInt64(max(0, nanoseconds)) / 1_000, Self.microsecondsMax))
    }

    /// Counts a call that failed with the code, or with one of ours.
    mutating func fail(_ code: Int) { failures[code] += 1 }

    mutating func count(_ decision: DecisionScan) {
        let isKnown =
            (0..<5).contains(decision.outcome)
            && (0..<Self.reasonsMax).contains(decision.reason)
        decisions[isKnown ? decision.outcome * Self.reasonsMax + decision.reason : 0] += 1
    }

    mutating func add(_ other: SecondRecord) {
        latencies.add(other.latencies)
        calls += other.calls
        for index in failures.indices { failures[index] += other.failures[index] }
        for index in decisions.indices { decisions[index] += other.decisions[index] }
    }

    /// Calls by the name of their error.
    var errorsByName: [String: Int] {
        var names: [String: Int] = [:]
        for (code, count) in failures.enumerated() where count > 0 {
            names[Self.name(ofFailure: code)] = count
        }
        return names
    }

    /// Decisions by outcome, with the reason where it says more.
    var decisionsByName: [String: Int] {
        var names: [String: Int] = [:]
        for (index, count) in decisions.enumerated() where count > 0 {
            let (outcome, reason) = index.quotientAndRemainder(dividingBy: Self.reasonsMax)
            names[Self.name(ofOutcome: outcome, reason), default: 0] += count
        }
        return names
    }

    static func name(ofFailure code: Int) -> String {
        switch code {
        case notSent: "NOT_SENT"
        case outcomeUnknown: "OUTCOME_UNKNOWN"
        default: RPCStatus.Code(rawValue: Int32(code))?.name ?? "CODE_\(code)"
        }
    }

    private static func name(ofOutcome outcome: Int, _ reason: Int) -> String {
        let outcomeName =
            Outcome(rawValue: Int32(outcome)).map { capitals("\($0)") } ?? "\(outcome)"
        let reasonName = Reason(rawValue: Int32(reason)).map { capitals("\($0)") } ?? "\(reason)"
        return outcomeName == reasonName ? outcomeName : "\(outcomeName)/\(reasonName)"
    }

    /// As the protocol writes a name: "NOT_ENABLED" for "notEnabled".
    private static func capitals(_ name: String) -> String {
        name.reduce(into: "") { text, character in
            if character.isUppercase { text.append("_") }
            text.append(contentsOf: character.uppercased())
        }
    }
}
