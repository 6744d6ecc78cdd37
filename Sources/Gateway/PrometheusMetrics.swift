package import CoreMetrics
import Synchronization

/// Keeps what swift-metrics counts and writes it as Prometheus text, format 0.0.4.
///
/// Counters end with `_total`, timers are histograms that end with `_seconds`, recorders that
/// aggregate are histograms, other recorders and meters are gauges. What is made first under a name
/// fixes its type: an instrument of another type, or one above the limit of series, counts unseen.
package final class PrometheusMetrics: MetricsFactory, Sendable {
    /// The value of the answer's `Content-Type`.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private let seriesMax: Int
    private let state = Mutex(State())

    /// Keeps at most so many series, over all names.
    package init(seriesMax: Int = 4_000) { self.seriesMax = seriesMax }

    /// All series, by name and then by labels.
    package func text() -> String {
        let families = state.withLock(\.families)
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            if let help = MetricHelp.texts[name] { text += "# HELP \(name) \(help)\n" }
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                series.write(name: name, labels: labels, to: &text)
            }
        }
        return text
    }

    package func makeCounter(
        label: String, dimensions: [(String, String)]
    ) -> any CounterHandler {
        let name = PrometheusText.name(label, suffix: "_total")
        return series(name, .counter, dimensions) { CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(PrometheusText.name(label), .gauge, dimensions) { GaugeSeries() }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        let name = PrometheusText.name(label)
        guard aggregate else { return series(name, .gauge, dimensions) { GaugeSeries() } }
        return series(name, .histogram, dimensions) {
            HistogramSeries(bounds: HistogramSeries.countBounds)
        }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(PrometheusText.name(label, suffix: "_seconds"), .histogram, dimensions) {
            HistogramSeries(bounds: HistogramSeries.secondBounds)
        }
    }

    // Series live as long as the process: a counter that vanished would look like one that restarted.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private enum Kind: String { case counter, gauge, histogram }

    private struct Family {
        let kind: Kind
        var series: [String: any MetricSeries] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var seriesCount = 0
    }

    /// The series of the name and labels; a fresh one the first time.
    private func series<Series: MetricSeries>(
        _ name: String, _ kind: Kind, _ dimensions: [(String, String)], make: () -> Series
    ) -> Series {
        let labels = PrometheusText.labels(dimensions)
        return state.withLock { state in
            var family = state.families[name] ?? Family(kind: kind)
            if let existing = family.series[labels] as? Series { return existing }
            let fresh = make()
            guard family.kind == kind, state.seriesCount < seriesMax else { return fresh }
            family.series[labels] = fresh
            state.families[name] = family
            state.seriesCount += 1
            return fresh
        }
    }
}
