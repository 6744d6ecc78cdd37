import Notifications
import TestKit
import Testing

@testable import Delivery

@Suite struct TemplateCensusTests {
    private let clock = SteppedClock()
    private let store = RecordingStore()
    private let metrics = RecordingMetrics()

    private func shown(_ status: TemplateStatus) -> Int64? {
        metrics.last("paynotify_templates{status=\(status.rawValue)}")
    }

    @Test func showsHowTheTemplatesStandAndForgetsWhatIsOver() async {
        let census = TemplateCensus(
            store: store, clock: clock, metrics: metrics, logger: RecordingLog().logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await census.run() }
            await clock.untilAsleep()
            #expect(TemplateStatus.allCases.allSatisfy { shown($0) == 0 })

            store.set(templateCounts: [.approved: 7, .paused: 2])
            await clock.step(sleepers: 1)
            await clock.untilAsleep()
            #expect(shown(.approved) == 7 && shown(.paused) == 2)

            store.set(templateCounts: [.approved: 9])
            await clock.step(sleepers: 1)
            await clock.untilAsleep()
            #expect(shown(.approved) == 9 && shown(.paused) == 0)
            group.cancelAll()
        }
    }
}
