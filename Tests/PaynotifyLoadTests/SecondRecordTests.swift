import Testing

@testable import PaynotifyLoad

struct SecondRecordTests {
    private func record(microseconds: ClosedRange<Int64>) -> SecondRecord {
        var record = SecondRecord()
        for latency in microseconds {
            record.calls += 1
            record.record(nanoseconds: latency * 1_000 + 999)
        }
        return record
    }

    @Test func countsWholeMicroseconds() {
        let latency = LatencySummary(record(microseconds: 1...1_000).latencies)
        #expect(latency.p50 == 500)
        #expect(latency.p99 == 990)
        #expect(latency.max == 1_000)
        #expect(latency.mean == 500.5)
    }

    @Test func drawsACurveThatEndsAtTheSlowestCall() {
        let curve = LatencySummary(record(microseconds: 1...1_000).latencies).curve
        #expect(curve.first == CurvePoint(percentile: 0, microseconds: 1))
        #expect(curve.last == CurvePoint(percentile: 100, microseconds: 1_000))
        #expect(curve.map(\.percentile) == curve.map(\.percentile).sorted())
        #expect(curve.map(\.microseconds) == curve.map(\.microseconds).sorted())
    }

    @Test func hasNoCurveWithoutCalls() {
        #expect(LatencySummary(SecondRecord().latencies).curve.isEmpty)
    }

    @Test func namesErrorsAndDecisions() {
        var record = SecondRecord()
        record.fail(14)
        record.fail(SecondRecord.outcomeUnknown)
        record.fail(SecondRecord.notSent)
        record.count(DecisionScan(outcome: 1, reason: 1))
        record.count(DecisionScan(outcome: 4, reason: 2))
        record.count(DecisionScan(outcome: 99, reason: 2))
        #expect(record.errors == 3)
        #expect(record.errorsByName == ["UNAVAILABLE": 1, "OUTCOME_UNKNOWN": 1, "NOT_SENT": 1])
        #expect(
            record.decisionsByName == ["QUEUED": 1, "SUPPRESSED/NOT_ENABLED": 1, "UNSPECIFIED": 1])
    }

    @Test func mergesTheLoopsOfARunSecondBySecond() {
        let collector = Collector(loops: 2)
        collector.deliver(record(microseconds: 1...10), second: 0)
        #expect(collector.latest == nil)
        collector.deliver(record(microseconds: 11...20), second: 0)
        collector.deliver(record(microseconds: 1...5), second: 1)
        collector.end(at: 7, lateCalls: 1, failure: nil)
        collector.end(at: 9, lateCalls: 2, failure: nil)
        let result = collector.result
        #expect(result.timeline.map(\.calls) == [20, 5])
        #expect(result.timeline.map(\.max) == [20, 5])
        #expect(result.total.calls == 25)
        #expect(result.endedAt == 9)
        #expect(result.lateCalls == 3)
    }
}

extension DecisionScan {
    fileprivate init(outcome: Int, reason: Int) {
        self.init([], 0..<0)
        self.outcome = outcome
        self.reason = reason
    }
}
