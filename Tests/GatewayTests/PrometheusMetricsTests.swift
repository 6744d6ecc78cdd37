import CoreMetrics
import Metrics
import Testing

@testable import Gateway

@Suite struct PrometheusMetricsTests {
    private let metrics = PrometheusMetrics()

    @Test func writesCountersByNameAndLabels() {
        Counter(label: "b.requests", dimensions: [("z", "2"), ("a", "1")], factory: metrics)
            .increment(by: 3)
        Counter(label: "b.requests", dimensions: [], factory: metrics).increment()
        Counter(label: "a_total", dimensions: [], factory: metrics).increment()

        #expect(
            metrics.text() == """
                # TYPE a_total counter
                a_total 1
                # TYPE b_requests_total counter
                b_requests_total 1
                b_requests_total{a="1",z="2"} 3

                """)
    }

    @Test func givesTheSameSeriesForTheSameNameAndLabels() {
        for _ in 0..<2 {
            Counter(label: "x", dimensions: [("a", "1")], factory: metrics).increment()
        }

        #expect(metrics.text().contains("x_total{a=\"1\"} 2\n"))
    }

    @Test func startsAgainAtZeroAfterAReset() {
        let counter = Counter(label: "x", dimensions: [], factory: metrics)
        counter.increment(by: 7)
        counter.reset()

        #expect(metrics.text().contains("x_total 0\n"))
    }

    @Test func escapesTheValuesOfLabels() {
        Counter(label: "x", dimensions: [("a-b", "\\ \" \n é")], factory: metrics).increment()

        #expect(metrics.text().contains(#"x_total{a_b="\\ \" \n é"} 1"# + "\n"))
    }

    @Test(arguments: [
        ("9 lives", "_9_lives"), ("", "_"), ("größe:x", "gr__e:x"), ("a.b-c", "a_b_c"),
    ])
    func writesOnlyNamesThatAreAllowed(label: String, name: String) {
        Meter(label: label, dimensions: [], factory: metrics).set(1)

        #expect(metrics.text() == "# TYPE \(name) gauge\n\(name) 1\n")
    }

    @Test func writesGaugesAsTheyStand() {
        let meter = Meter(label: "m", dimensions: [], factory: metrics)
        meter.set(2.5)
        meter.increment(by: 1)
        meter.decrement(by: 0.25)
        Gauge(label: "g", dimensions: [], factory: metrics).record(-4)

        #expect(metrics.text() == "# TYPE g gauge\ng -4\n# TYPE m gauge\nm 3.25\n")
    }

    @Test(arguments: [
        (Double.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (1e300, "1e+300"),
        (0.1, "0.1"), (-0.0, "0"),
    ])
    func writesNumbersThatPrometheusReads(value: Double, text: String) {
        #expect(PrometheusText.number(value) == text)
    }

    @Test func writesTimersAsHistogramsInSeconds() {
        let timer = Timer(label: "t", dimensions: [("k", "v")], factory: metrics)
        timer.recordNanoseconds(2_000_000)
        timer.recordSeconds(1)
        timer.recordSeconds(100)

        let text = metrics.text()
        #expect(text.hasPrefix("# TYPE t_seconds histogram\n"))
        #expect(text.contains("t_seconds_bucket{k=\"v\",le=\"0.001\"} 0\n"))
        #expect(text.contains("t_seconds_bucket{k=\"v\",le=\"0.0025\"} 1\n"))
        #expect(text.contains("t_seconds_bucket{k=\"v\",le=\"1\"} 2\n"))
        #expect(text.contains("t_seconds_bucket{k=\"v\",le=\"30\"} 2\n"))
        #expect(text.contains("t_seconds_bucket{k=\"v\",le=\"+Inf\"} 3\n"))
        #expect(text.contains("t_seconds_sum{k=\"v\"} 101.002\n"))
        #expect(text.hasSuffix("t_seconds_count{k=\"v\"} 3\n"))
    }

    @Test func writesRecordersAsHistograms() {
        let recorder = Recorder(label: "r", dimensions: [], factory: metrics)
        recorder.record(5)
        recorder.record(7.5)

        let text = metrics.text()
        #expect(text.contains("r_bucket{le=\"5\"} 1\n"))
        #expect(text.contains("r_bucket{le=\"10\"} 2\n"))
        #expect(text.contains("r_sum 12.5\nr_count 2\n"))
    }

    @Test func keepsTheTypeThatANameHadFirst() {
        Meter(label: "x_total", dimensions: [], factory: metrics).set(1)
        Counter(label: "x", dimensions: [], factory: metrics).increment()

        #expect(metrics.text() == "# TYPE x_total gauge\nx_total 1\n")
    }

    @Test func keepsNoMoreSeriesThanItsLimit() {
        let metrics = PrometheusMetrics(seriesMax: 2)
        for number in 0..<5 {
            Counter(label: "x", dimensions: [("n", "\(number)")], factory: metrics).increment()
        }

        #expect(metrics.text().split(separator: "\n").count == 3)
    }
}
