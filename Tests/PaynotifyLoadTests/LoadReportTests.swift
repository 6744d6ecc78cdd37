import Histogram
import Testing

@testable import PaynotifyLoad

struct ProcessUsageTests {
    private let stat =
        "17 (a (b) c) S 1 17 17 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 4 0 100 1000 200"

    @Test func readsTicksBehindANameWithParentheses() {
        let usage = ProcessUsage(stat: stat, status: "Name:\tx\nVmRSS:\t  5120 kB\n")
        #expect(usage?.cpuSeconds == 3)
        #expect(usage?.residentKibibytes == 5_120)
    }

    @Test(arguments: ["", "17 (x) S 1", "no process"])
    func refusesATextThatIsNone(stat: String) {
        #expect(ProcessUsage(stat: stat, status: "") == nil)
    }

    @Test func findsNoProcessWithoutOne() {
        #expect(ProcessUsage(pid: -1) == nil)
    }
}

struct LoadReportTests {
    private func report(errors: [String: Int] = [:]) -> LoadReport {
        var meter = Meter()
        for latency in 1...1_000 { meter.record(.microseconds(latency)) }
        meter.errors = errors
        let before = ProcessUsage(stat: "1 (x) S 0 0 0 0 0 0 0 0 0 0 100 0", status: "")
        let after = ProcessUsage(stat: "1 (x) S 0 0 0 0 0 0 0 0 0 0 150 0", status: "")
        return LoadReport(
            workload: "echo", shape: "1x1", meter: meter, elapsed: .seconds(2),
            server: before.flatMap { before in after.map { (before, $0) } }, harness: nil)
    }

    @Test func tellsRatePercentilesAndCPU() {
        let report = report()
        #expect(report.callsPerSecond == 500)
        #expect(report.latencyMicroseconds["p50"] == 500)
        #expect(report.latencyMicroseconds["max"] == 1_000)
        #expect(report.serverCPUSecondsPer100kCalls == 50)
    }

    @Test func namesErrorsByCode() {
        #expect(report(errors: ["UNAVAILABLE": 3]).text.contains("error UNAVAILABLE: 3"))
    }

    @Test func printsJSONWithStableKeys() throws {
        let json = try report().json
        #expect(json.contains(#""calls_per_second":500"#))
        #expect(json.contains(#""shape":"1x1""#))
    }

    @Test func addsWhatSeveralCallersMeasured() {
        var left = Meter()
        left.record(.milliseconds(1))
        left.errors = ["UNAVAILABLE": 1]
        var right = Meter()
        right.record(.milliseconds(3))
        right.errors = ["UNAVAILABLE": 2]
        left.add(right)
        #expect(left.latencies.totalCount == 2)
        #expect(left.errors == ["UNAVAILABLE": 3])
    }
}
