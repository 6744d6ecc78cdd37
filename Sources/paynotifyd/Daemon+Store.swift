import Foundation
import Logging
import Logs
import Notifications
import SQLiteStore
import StoreCore

extension Daemon {
    /// Opens the store: nothing else of the daemon names its engine.
    func openStore() throws(StartFailure) -> any Store & BackupMaker {
        var options = SQLiteStoreOptions(
            path: settings.database, clock: .scaled(by: settings.timeScale), zones: SystemZones(),
            random: SystemRandomNumberGenerator(), logger: logger)
        if let pages = settings.checkpointPages { options.checkpointPages = pages }
        options.backupFolder = settings.backupFolder
        do {
            return try SQLiteStore(options) { [logs, logger] error in
                // What was not committed is unknown to its callers; a restart settles it.
                logger.critical("the disk failed", metadata: ["error": "\(error)"])
                logs.flush(within: Self.flushTimeMax)
                exit(70)
            }
        } catch {
            throw StartFailure(description: error.description)
        }
    }
}
