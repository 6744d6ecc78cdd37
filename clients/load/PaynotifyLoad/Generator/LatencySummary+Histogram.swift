import Histogram

extension LatencySummary {
    /// Sums up a distribution of microseconds.
    init(_ histogram: Histogram<UInt64>) {
        func at(_ percentile: Double) -> Double {
            Double(min(histogram.valueAtPercentile(percentile), histogram.max))
        }
        self.init(
            p50: at(50), p75: at(75), p90: at(90), p99: at(99), p999: at(99.9), p9999: at(99.99),
            max: Double(histogram.max), mean: histogram.mean,
            curve: Self.percentiles(of: histogram.totalCount).map {
                CurvePoint(percentile: $0, microseconds: at($0))
            })
    }

    /// Percentiles that get closer to 100 by halves, five to a half, as far as the count tells them
    /// apart; 100 is the last.
    private static func percentiles(of count: UInt64) -> [Double] {
        var all: [Double] = []
        var rest = 1.0
        while rest * Double(count) >= 1, rest > 1e-7 {
            all.append(100 * (1 - rest))
            rest *= 0.870_550_563_296_124_1  // The fifth root of one half.
        }
        return count > 0 ? all + [100] : []
    }
}

extension Second {
    /// Sums up what was answered within a second.
    init(offset: Int, _ record: SecondRecord) {
        self.init(
            offset: offset, calls: record.calls, errors: record.errors,
            p50: Double(record.latencies.valueAtPercentile(50)),
            p99: Double(record.latencies.valueAtPercentile(99)), max: Double(record.latencies.max))
    }
}
