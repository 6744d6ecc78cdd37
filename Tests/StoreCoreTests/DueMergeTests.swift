import Notifications
import StoreCore
import TestKit
import Testing

@Suite struct DueMergeTests {
    /// Queues in memory, each with its rows earliest first.
    private struct Queues {
        let rows: [QueueID: [DueNotification]]
        private(set) var read = 0

        /// In each queue a row for each of the moments.
        init(_ moments: [[Int64]]) {
            var rows: [QueueID: [DueNotification]] = [:]
            for (number, moments) in moments.enumerated() {
                let queue = QueueID(rawValue: Int64(number))
                rows[queue] = moments.sorted().map { Self.row(in: queue, at: $0) }
            }
            self.rows = rows
        }

        mutating func earliest(_ limit: Int) -> [DueNotification] {
            var read = 0
            let ids = rows.keys.sorted { $0.rawValue < $1.rawValue }
            let merged = DueMerge.earliest(in: ids, limit: limit) { queue, count in
                let page = (rows[queue] ?? []).prefix(count)
                read += page.count
                return Array(page)
            }
            self.read = read
            return merged
        }

        private static func row(in queue: QueueID, at second: Int64) -> DueNotification {
            DueNotification(
                reference: NotificationReference(
                    merchant: Fixtures.merchant.id,
                    notification: NotificationID(rawValue: "\(queue.rawValue)-\(second)")),
                queue: queue, recipient: Fixtures.phone, dueAt: Fixtures.now + .seconds(second))
        }
    }

    @Test(arguments: [UInt64.random(in: 0 ... .max), 7])
    func givesTheEarliestOfAllHoweverTheyAreSpread(seed: UInt64) {
        print("seed of the merge of queues: \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let moments = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                (0..<Int.random(in: 0...80, using: &random)).map { _ in
                    Int64.random(in: 0...100, using: &random)
                }
            }
            let limit = Int.random(in: 0...120, using: &random)
            var queues = Queues(moments)

            let merged = queues.earliest(limit).map(\.dueAt)

            let all = queues.rows.values.flatMap { $0 }.map(\.dueAt).sorted()
            #expect(merged == Array(all.prefix(limit)), "seed \(seed)")
        }
    }

    @Test func readsLittleMoreThanTheLimitOfManyLongQueues() {
        var queues = Queues((0..<50).map { number in (0..<200).map { Int64($0 * 50 + number) } })

        #expect(queues.earliest(100).count == 100)
        #expect(queues.read == 50 * (100 / 50 + 8))
    }

    @Test func readsALongQueueTwiceAsFarEachTime() {
        var queues = Queues([Array(0..<400), [1_000], [1_000], [1_000]])

        #expect(queues.earliest(100).map(\.queue.rawValue) == Array(repeating: 0, count: 100))
        #expect(queues.read == 33 + 66 + 132 + 3)
    }
}
