import SQLite

/// Where the floor takes the value of a parameter from.
enum ValueSource: Hashable {
    /// The same in every call.
    case constant(Value)
    /// The time in milliseconds, plus so many.
    case now(plus: Int64)
    /// A number that ascends over all calls, plus so many.
    case ascending(plus: Int64)
    /// The row that was inserted for the merchant or the session, by its place among these.
    case merchantRow(Int)
    case sessionRow(Int)
    case merchantID
    case sessionID
    case eventID
    /// What an earlier step of the call read, by its place among the call's readings.
    case reading(Int)
    /// A value that the call made up, by its place among these.
    case random(Int, like: Value)
}

/// A value of a result that a later step needs.
struct Reading: Hashable {
    var step: Int
    var row: Int
    var column: Int
}

/// A statement of a call, with where its values come from.
struct RecordedStep: Hashable {
    var text: String
    var sources: [ValueSource]
    /// Whether it inserts one of the merchant's or the session's rows.
    var insertsRow: Bool
}

/// What a call, or the beginning or the end of a commit, runs.
struct RecordedProgram: Hashable {
    var steps: [RecordedStep] = []
    var readings: [Reading] = []
    /// The steps at the end of its commit.
    var ends: Set<RecordedStep> = []

    /// By how much it raises the number that ascends.
    var ascent: Int64 {
        steps.flatMap(\.sources).reduce(0) { highest, source in
            if case .ascending(let offset) = source { max(highest, offset + 1) } else { highest }
        }
    }
}

/// One recorded call: what was known before it, and what it ran.
struct Sample {
    var merchantID = ""
    var sessionID = ""
    var eventID = ""
    var milliseconds: Int64 = 0
    var merchantRows: [Int64] = []
    var sessionRows: [Int64] = []
    var statements: [TracedStatement] = []
    /// Whether the rows it inserts are the session's; else, they are the merchant's.
    var isOfSession = true
}

/// The floor cannot make a value: it differs from call to call, and nothing known explains it.
struct UnknownSource: Error, CustomStringConvertible {
    var text: String
    var parameter: Int
    var values: [Value]

    var description: String { "whence is ?\(parameter) of \(text): \(values)" }
}
