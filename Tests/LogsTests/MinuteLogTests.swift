import Logging
import Synchronization
import TestKit
import Testing
import Time

@testable import Logs

@Suite struct MinuteLogTests {
    private let log = RecordingLog()

    @Test func whateverTheLinesAreAboutTwentyAMinuteAreWritten() {
        let now = Mutex(Moment.now)
        let minuteLog = MinuteLog(log.logger) { now.withLock(\.self) }
        for subject in 0..<100 { minuteLog.log(.warning, "unknown", about: "\(subject)", "id") }
        #expect(log.lines.count == 20)

        now.withLock { $0 += .seconds(60) }
        minuteLog.log(.warning, "unknown", about: "another", "id")
        #expect(log.lines.count == 21)
        #expect(log.lines.last?.contains("80") == true)
    }
}
