import Foundation
import Notifications
import SQLiteStore
import Synchronization
import TestKit
import Testing

/// What is left when the power fails: of the log, only what was synced.
@Suite struct PowerFailureTests {
    /// The log as it was when each sync began, and what had been answered by then.
    private final class Disk: Sendable {
        private let log: String
        private let syncs = Mutex<[Data]>([])
        /// The syncs that had begun when each session was answered.
        private let answers = Mutex<[Int: Int]>([:])

        init(log: String) { self.log = log }

        var logs: [Data] { syncs.withLock { $0 } }
        var answered: [Int: Int] { answers.withLock { $0 } }

        /// Stands in ``SQLiteStoreOptions/syncFault``: no sync fails.
        func keep() -> Bool {
            let bytes = FileManager.default.contents(atPath: log) ?? Data()
            syncs.withLock { $0.append(bytes) }
            return false
        }

        func answer(_ session: Int) {
            let count = syncs.withLock { $0.count }
            answers.withLock { $0[session] = count }
        }
    }

    private static func enable(_ session: Int) -> Submission {
        var command = Fixtures.enable()
        command.session = SessionID(rawValue: "session-\(session)")
        return Submission(.enableNotifications(command))
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func whatWasAnsweredIsInTheLogThatWasSynced(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let disk = Disk(log: folder.path("paynotify.db-wal"))
        var options = SQLiteStoreOptions.fixture(in: folder)
        options.syncFault = { disk.keep() }
        try await withStore(options) { store in
            try await store.prepare()
            var session = 0
            while session < 400 {
                // Few are synced by the writer, many beside it; some wait for the answers.
                let burst = (0..<Int.random(in: 1...90, using: &random)).map { $0 + session }
                session += burst.count
                let submit: @Sendable (@escaping @Sendable () -> Void) -> Void = { done in
                    store.submit(burst.map(Self.enable)) { _ in
                        for session in burst { disk.answer(session) }
                        done()
                    }
                }
                if Bool.random(using: &random) {
                    await withCheckedContinuation { waiter in submit { waiter.resume() } }
                } else {
                    submit {}
                }
            }
            _ = await withCheckedContinuation { waiter in
                store.submit([Self.enable(session)]) { waiter.resume(returning: $0) }
            }
            // Below its threshold no checkpoint has touched the file itself.
            for _ in 0..<6 {
                let count = Int.random(in: 1...disk.logs.count, using: &random)
                let left = try TemporaryFolder()
                try folder.copy(["paynotify.db"], to: left)
                try disk.logs[count - 1].write(to: URL(filePath: left.path("paynotify.db-wal")))
                let answered = disk.answered.filter { $0.value <= count }.keys
                try await withStore(.fixture(in: left)) { recovered in
                    for session in answered {
                        let timeline = try? await recovered.timeline("session-\(session)")
                        #expect(timeline != nil, "seed \(seed), session \(session), sync \(count)")
                    }
                }
            }
            #expect(disk.answered.count >= session, "seed \(seed)")
        }
    }
}
