import SQLite
import Testing
import Time

@testable import SQLiteStore

@Suite struct HeldLogTests {
    /// What is told of checkpoints that end after so many seconds at those pages of a log of 100.
    private func told(_ ends: [(seconds: Int, moved: Int)]) -> [Duration] {
        var held = HeldLog()
        let start = Moment.now
        return ends.map { end in
            let progress = CheckpointProgress(logPages: 100, movedPages: end.moved)
            return held.ended(progress, at: start + .seconds(end.seconds))
        }
    }

    @Test func tellsOfAReaderThatStandsStillForLong() {
        let told = told([(0, 40), (9, 40), (10, 40), (60, 40), (61, 100), (90, 100)])
        #expect(told == [.zero, .zero, .seconds(10), .seconds(60), .zero, .zero])
    }

    @Test func readersThatComeAndGoAreNotTold() {
        let told = told([(0, 40), (20, 41), (40, 99), (60, 100), (80, 99), (85, 99)])
        #expect(told.allSatisfy { $0 == .zero })
    }
}
