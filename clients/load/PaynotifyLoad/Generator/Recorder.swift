/// What a loop counts within a second, and delivers at its end.
struct Recorder {
    private let collector: Collector
    private var record = SecondRecord()
    /// The second that the record is of, counted from ``measureFrom``.
    private var second = 0
    /// When measuring begins, by ``MachineTime``.
    var measureFrom: Int64 = 0
    /// When the last answer that counts came.
    private(set) var lastAnswer: Int64 = 0
    /// Whether the first error was told of.
    var hasTold = false

    init(_ collector: Collector) { self.collector = collector }

    /// Counts an answered call; a code other than 0 is an error.
    mutating func answered(due: Int64, at now: Int64, code: Int, _ decision: DecisionScan?) {
        advance(to: now)
        lastAnswer = now
        record.calls += 1
        record.record(nanoseconds: now - due)
        if code != 0 { record.fail(code) }
        if let decision { record.count(decision) }
    }

    /// Counts a call without an answer, with the time that it was waited for.
    mutating func failed(due: Int64, at now: Int64, _ failure: Int) {
        record.record(nanoseconds: now - due)
        record.fail(failure)
    }

    /// Delivers the seconds that are over.
    mutating func advance(to now: Int64) {
        while now - measureFrom >= Int64(second + 1) * 1_000_000_000 {
            collector.deliver(record, second: second)
            record = SecondRecord()
            second += 1
        }
    }

    /// Delivers what is left.
    mutating func finish() {
        if record.calls > 0 || record.errors > 0 { collector.deliver(record, second: second) }
    }

    /// The end of the second that is running, by ``MachineTime``.
    func endOfSecond(at now: Int64) -> Int64 {
        now < measureFrom ? measureFrom : measureFrom + Int64(second + 1) * 1_000_000_000
    }
}
