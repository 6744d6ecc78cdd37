/// When calls are due in an open loop: at a fixed rate, whatever became of the ones before.
///
/// A call that nobody could make in time stays due at its own moment, so a stall of the server, or
/// of the harness, is counted in full for each call that it kept waiting.
struct Schedule: Equatable, Sendable {
    /// The first moment, in nanoseconds by ``MachineTime``.
    let start: Int64
    let callsPerSecond: Double
    /// Calls that were taken.
    private(set) var taken: Int64 = 0

    init(start: Int64, callsPerSecond: Double) {
        precondition(callsPerSecond > 0, "a schedule has calls")
        self.start = start
        self.callsPerSecond = callsPerSecond
    }

    /// The moment of the next call.
    var nextDue: Int64 { start + Int64(Double(taken) * 1e9 / callsPerSecond) }

    /// Takes the next call if its moment has come; gives that moment.
    mutating func take(at now: Int64) -> Int64? {
        let due = nextDue
        guard due <= now else { return nil }
        taken += 1
        return due
    }

    /// How many calls are due before the moment and were not taken.
    func waiting(before moment: Int64) -> Int {
        guard moment > nextDue else { return 0 }
        let all = (Double(moment - start) * callsPerSecond / 1e9).rounded(.up)
        return max(0, Int(Int64(all) - taken))
    }
}
