import Dispatch
import SQLite
import Synchronization

/// Brings what a backup has written to the disk beside it, a little at a time.
///
/// Whoever writes much and syncs at the end makes the kernel write it all in one go, and the log's
/// syncs wait behind that; above a bound the kernel stops the writer itself.
final class BackupDisk: Sendable {
    private struct State {
        var pagesWritten = 0
        var pagesSynced = 0
        var isSyncing = false
        var error: PrivateFileError?
    }

    /// Pages after which they are synced.
    private static let pagesBetweenSyncs = 2_048
    /// Pages that may wait for the disk.
    private static let pagesWaitingMax = 8_192

    private let file: PrivateFile
    private let queue: DispatchQueue
    private let state = Mutex(State())

    init(_ path: String, on queue: DispatchQueue) throws(PrivateFileError) {
        file = try PrivateFile(opening: path)
        self.queue = queue
    }

    /// Whether the disk is behind: the next slice waits.
    var isBehind: Bool {
        state.withLock { $0.pagesWritten - $0.pagesSynced > Self.pagesWaitingMax }
    }

    /// The error of a sync, if there was one.
    var error: PrivateFileError? { state.withLock { $0.error } }

    /// So many pages were written.
    func wrote(_ pages: Int) {
        let mustSync = state.withLock { state in
            state.pagesWritten += pages
            let waiting = state.pagesWritten - state.pagesSynced
            guard !state.isSyncing, waiting >= Self.pagesBetweenSyncs else { return false }
            state.isSyncing = true
            return true
        }
        if mustSync { queue.async { self.sync() } }
    }

    private func sync() {
        let pages = state.withLock { $0.pagesWritten }
        var failure: PrivateFileError?
        do throws(PrivateFileError) { try file.sync() } catch { failure = error }
        state.withLock { state in
            state.isSyncing = false
            state.pagesSynced = pages
            state.error = state.error ?? failure
        }
    }
}
