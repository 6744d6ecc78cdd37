import Foundation
import Testing

@testable import PaynotifyLoad

struct ReportTests {
    @Test func textTellsFiguresThenRunsThenWarnings() {
        var report = MadeUp.report(runs: 1)
        report.runs[0].warnings = ["a debug build"]
        report.runs[0].errors = ["UNAVAILABLE": 3]
        #expect(
            report.text == """
                echo 64x16            912345  calls/s     0.41x
                echo 64x16 server      0.086  CPU s/100k  2.15x
                notify with delivery    42.5  calls/s         -

                notify 64x16: 85,000 calls/s, 1,700,000 calls in 20.0 s
                  latency     p50     p75     p90      p99  p99.9   p99.99      max    mean
                           120 µs  182 µs  315 µs  1.25 ms   5 ms  19.9 ms  30.1 ms  144 µs
                  server     1.02 CPU s per 100 k calls, 0.860 cores, 90.0 MiB resident
                  generator  0.410 cores on 1 loop
                  decided    QUEUED 97.6 %
                  decided    SUPPRESSED/STALE 2.35 %
                  error      UNAVAILABLE 3
                warning: a debug build
                """)
    }

    @Test func warningsOfSeveralRunsAreSaidOnce() {
        var report = MadeUp.report(runs: 2)
        for index in report.runs.indices { report.runs[index].warnings = ["a debug build"] }
        #expect(report.warnings == ["a debug build"])
    }

    @Test func runsOfTheSameLabelAreNumbered() {
        #expect(MadeUp.report(runs: 2).labels == ["notify 64x16", "notify 64x16 (2)"])
    }

    @Test func jsonHasStableKeys() throws {
        let json = try MadeUp.report(runs: 1).json
        #expect(json.contains(#""calls_per_second":85000"#))
        #expect(json.contains(#""name":"echo 64x16""#))
        #expect(json.contains(#""floor":2200000"#))
    }
}

struct HTMLReportTests {
    @Test(arguments: [0, 1, 6, 9])
    func everyRunHasALineInEveryPicture(runs: Int) {
        let html = MadeUp.report(runs: runs).html
        #expect(html.ranges(of: "<polyline").count == (runs == 0 ? 0 : 3 * runs))
    }

    @Test(arguments: [0, 1, 6])
    func everyElementEnds(runs: Int) {
        let html = MadeUp.report(runs: runs).html
        var open: [Substring] = []
        for tag in html.matches(of: /<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/) {
            let name = tag.output.2
            if name == "meta" || tag.output.3 == "/" { continue }
            if tag.output.1.isEmpty {
                open.append(name)
            } else {
                #expect(open.popLast() == name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test func nothingIsFetchedFromElsewhere() {
        let html = MadeUp.report(runs: 2).html
        for word in ["http:", "https:", "<script", "<link", "url(", "@import", "src="] {
            #expect(!html.contains(word))
        }
    }

    @Test func textsAreEscaped() {
        var report = MadeUp.report(runs: 1)
        report.title = #"<b>"a" & 'b'</b>"#
        report.runs[0].workload = "<i>"
        report.runs[0].warnings = ["<u>"]
        report.runs[0].errors = ["<s>": 1]
        let html = report.html
        #expect(html.contains("&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;"))
        for tag in ["<b>", "<i>", "<u>", "<s>"] { #expect(!html.contains(tag)) }
    }

    @Test func picturesOverTimeNeedATimeline() {
        var report = MadeUp.report(runs: 1)
        report.runs[0].timeline = []
        #expect(report.html.ranges(of: "<svg").count == 1)
    }
}

/// Writes pages to look at; needs PAYNOTIFY_REPORT_FOLDER in the environment.
struct HTMLReportSamples {
    private static let folder = ProcessInfo.processInfo.environment["PAYNOTIFY_REPORT_FOLDER"]

    @Test(.enabled(if: folder != nil), arguments: [1, 6])
    func writeAPage(runs: Int) throws {
        let folder = try #require(Self.folder)
        try MadeUp.report(runs: runs).html.write(
            toFile: "\(folder)/report-\(runs).html", atomically: true, encoding: .utf8)
    }
}
