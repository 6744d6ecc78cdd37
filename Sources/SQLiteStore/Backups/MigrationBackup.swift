import Logging
import SQLite

/// The backup that is made before a file's tables are changed, and never removed by itself.
enum MigrationBackup {
    /// Copies the file if it is an older version's.
    ///
    /// One that is there already was made before the same step, which then did not succeed: it stays.
    static func make(
        of connection: Connection, _ options: SQLiteStoreOptions
    ) throws(SQLiteStoreError) {
        let version: Int
        do { version = try connection.schemaVersion() } catch { throw .database(error) }
        guard (1..<Schema.migrations.count).contains(version) else { return }
        let path = path(before: version + 1, options)
        guard !PrivateFiles.exists(path) else { return }
        do {
            _ = try OfflineBackup.copy(connection, to: path)
        } catch {
            throw .noBackup(reason: "\(error)")
        }
        options.logger.notice(
            "a backup was made before the schema is brought up to date",
            metadata: ["path": "\(path)", "version": "\(version)"])
    }

    private static func path(before number: Int, _ options: SQLiteStoreOptions) -> String {
        let suffix = ".before-\(number)"
        guard let folder = options.backupFolder,
            let name = options.path.split(separator: "/").last
        else { return options.path + suffix }
        return "\(folder)/\(name)\(suffix)"
    }
}
