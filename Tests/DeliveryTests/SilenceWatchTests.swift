import Notifications
import TestKit
import Testing

@testable import Delivery

@Suite struct SilenceWatchTests {
    private let clock = SteppedClock()
    private let store = RecordingStore()
    private let log = RecordingLog()
    private let metrics = RecordingMetrics()

    private func way(_ number: String) -> SilenceRecord.Way {
        SilenceRecord.Way(number: PhoneNumberID(rawValue: number), app: AppID(rawValue: 1))
    }

    private var told: [String] { log.lines.filter { $0.contains("tells nothing of any") } }

    @Test func tellsOfEachSilenceOnceAndAgainWhenItIsNew() async {
        let watch = SilenceWatch(
            store: store, clock: clock, metrics: metrics, logger: log.logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await watch.run() }
            await clock.untilAsleep()
            #expect(told.isEmpty)
            for (silent, count) in [(["1"], 1), (["1", "2"], 2), ([], 2), (["1"], 3)] {
                store.set(
                    silences: Dictionary(
                        uniqueKeysWithValues: silent.map { (way($0), Fixtures.now) }))
                await clock.step(sleepers: 1)
                await clock.untilAsleep()
                #expect(told.count == count)
            }
            group.cancelAll()
        }
    }
}
