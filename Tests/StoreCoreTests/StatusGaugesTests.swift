import Notifications
import TestKit
import Testing

@testable import StoreCore

@Suite struct StatusGaugesTests {
    @Test func showsWhatIsStoredAtTheStartAndAfterEachCommit() {
        let metrics = RecordingMetrics()
        var gauges = StatusGauges([.pending: 5], factory: metrics)
        #expect(metrics.last("paynotify_notifications{status=pending}") == 5)
        #expect(metrics.last("paynotify_notifications{status=dead}") == 0)
        #expect(metrics.names.count == NotificationStatus.allCases.count)

        var counts = StatusCounts()
        for change in [(.pending, -1), (.armed, 1), (.pending, -1), (.armed, 1)]
            as [(NotificationStatus, Int)]
        { counts.append(change) }
        gauges.add(counts)
        gauges.add(StatusCounts())

        #expect(metrics.last("paynotify_notifications{status=pending}") == 3)
        #expect(metrics.last("paynotify_notifications{status=armed}") == 2)
        #expect(metrics.count("paynotify_notifications{status=dead}") == 1)
    }
}
