import Dispatch
import Notifications
import StoreCore
import Synchronization

/// How the last backup stands, for all threads, and the queue that it is finished on.
final class BackupRecord: Sendable {
    let queue = DispatchQueue(label: "paynotify.store.backup", qos: .utility)
    private let last = Mutex<BackupProgress?>(nil)
    private let isStopped = Atomic(false)

    var progress: BackupProgress? { last.withLock { $0 } }

    /// Whether the store is closing: what is not finished is thrown away.
    var mustStop: Bool { isStopped.load(ordering: .relaxed) }

    /// Notes one that begins; throws while another one is being made.
    func begin(_ progress: BackupProgress) throws(BackupRefused) {
        let running = last.withLock { last -> String? in
            if let last, last.isUnderWay { return last.path }
            last = progress
            return nil
        }
        if let running { throw .underWay(path: running) }
    }

    func copied(_ pages: Int, of all: Int) {
        last.withLock { last in
            last?.pagesCopied = pages
            last?.pages = all
        }
    }

    func finishes() { last.withLock { $0?.stage = .finishing } }

    /// Notes its end; gives how it stands.
    func end(_ stage: BackupProgress.Stage, at now: Timestamp) -> BackupProgress? {
        last.withLock { last in
            last?.stage = stage
            last?.endedAt = now
            return last
        }
    }

    /// Has what is being finished stopped, and waits for that.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        queue.sync {}
    }
}
