/// Numbers that Meta takes messages from and tells nothing of: since when.
///
/// Counted by app, as each has its own way back. Lost with the process: what was sent shortly before a
/// start is read again from the newest attempts.
package struct SilenceRecord: Sendable {
    /// A number's way back from Meta.
    package struct Way: Hashable, Sendable {
        package var number: PhoneNumberID
        package var app: AppID

        package init(number: PhoneNumberID, app: AppID) {
            self.number = number
            self.app = app
        }
    }

    /// How long a number may be silent before the log and the metrics say so.
    package static let patience = Duration.seconds(900)
    /// Ways that are remembered at most; beyond it all are forgotten.
    package static let waysMax = 10_000

    /// When Meta took the first message that nothing has come back after.
    package private(set) var since: [Way: Timestamp] = [:]
    /// When something last came back.
    package private(set) var heard: [Way: Timestamp] = [:]

    package init() {}

    /// Meta took a message; whether that begins a silence.
    package mutating func accepted(_ way: Way, at moment: Timestamp) -> Bool {
        guard since[way] == nil else { return false }
        if since.count >= Self.waysMax { since = [:] }
        since[way] = moment
        return true
    }

    /// Something came back; whether that ends a silence.
    package mutating func heard(_ way: Way, at moment: Timestamp) -> Bool {
        if heard.count >= Self.waysMax { heard = [:] }
        heard[way] = moment
        return since.removeValue(forKey: way) != nil
    }

    /// The ways that nothing has come back by for longer than may be.
    package func overdue(at now: Timestamp) -> [Way: Timestamp] {
        since.filter { now.since($0.value) >= Self.patience }
    }
}

extension [SilenceRecord.Way: Timestamp] {
    /// A line for each number, for whoever looks after the daemon.
    package var lines: [String] {
        let numbers = Set(keys.map(\.number.rawValue)).sorted()
        return numbers.map {
            "number \($0) is silent: Meta takes messages and nothing was heard for 15 minutes"
        }
    }
}
