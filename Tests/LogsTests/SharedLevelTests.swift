import Logging
import TestKit
import Testing

@testable import Logs

@Suite struct SharedLevelTests {
    @Test func changesForAllWhoShareIt() {
        let log = RecordingLog()
        let level = SharedLevel(.warning)
        let logger = Logger(label: "test") { _ in SharedLevelHandler(log.logger.handler, level) }
        var copy = logger
        copy[metadataKey: "a"] = "b"
        logger.info("not yet")
        level.value = .info
        logger.info("one")
        copy.info("two")
        copy.logLevel = .trace
        copy.debug("no more than the others")
        #expect(log.lines.map { $0.prefix(9) } == ["info: one", "info: two"])
    }
}
