package import Metrics
package import Notifications

/// How many notifications are stored with each status, as gauges.
///
/// What waits in a held queue is stored as pending. The numbers are kept in memory: to look at them
/// asks the database nothing.
package struct StatusGauges {
    private var totals: [NotificationStatus: Int]
    private let gauges: [NotificationStatus: Gauge]

    package init(
        _ totals: [NotificationStatus: Int], factory: any MetricsFactory = MetricsSystem.factory
    ) {
        self.totals = totals
        var gauges: [NotificationStatus: Gauge] = [:]
        for status in NotificationStatus.allCases {
            let gauge = Gauge(
                label: "paynotify_notifications", dimensions: [("status", status.rawValue)],
                factory: factory)
            gauge.record(totals[status] ?? 0)
            gauges[status] = gauge
        }
        self.gauges = gauges
    }

    /// Takes over what a commit changed.
    package mutating func add(_ counts: StatusCounts) {
        for (status, difference) in counts.differences where difference != 0 {
            let total = (totals[status] ?? 0) + difference
            totals[status] = total
            gauges[status]?.record(total)
        }
    }
}
