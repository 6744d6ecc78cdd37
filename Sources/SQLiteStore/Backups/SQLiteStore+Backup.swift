package import StoreCore

extension SQLiteStore: BackupMaker {
    package func startBackup(
        to path: String, then ended: @escaping @Sendable (BackupProgress) -> Void
    ) async throws(BackupRefused) -> BackupProgress {
        try await writer.startBackup(to: path, then: ended)
    }

    package var lastBackup: BackupProgress? { writer.backups.progress }
}
