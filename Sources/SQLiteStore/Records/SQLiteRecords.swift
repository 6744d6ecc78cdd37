import Notifications
import SQLite
import StoreCore

/// The records of the use cases, in the tables of the writer's connection.
final class SQLiteRecords {
    let tables: Tables
    let epoch: Epoch
    /// Who was erased, beside the tables.
    let erased: ErasedCodes
    private var changesSinceBoot: Int64 = 0

    /// Begins another start.
    init(_ tables: Tables, _ erased: ErasedCodes) throws(SQLiteError) {
        self.tables = tables
        self.erased = erased
        epoch = try tables.system.growBoot()
    }

    /// Begins the first start after a restore.
    init(
        restoring tables: Tables, _ erased: ErasedCodes, at now: Timestamp
    ) throws(SQLiteError) {
        self.tables = tables
        self.erased = erased
        epoch = try tables.system.raiseGeneration(at: now)
    }

    /// The number of this start.
    var boot: Int64 { epoch.boot }

    /// The number of a change: ascending over all starts, without a row to keep the last one in.
    ///
    /// A start has room for 2^40 changes.
    func nextRevision() -> Int64 {
        changesSinceBoot += 1
        return boot << 40 + changesSinceBoot
    }
}

extension SQLiteRecords: Records {
    func unreadable(_ what: String) -> RecordsFault { RecordsFault(SQLiteError.unreadable(what)) }
}

/// Gives what the tables give, and their error as the use cases know it.
func neutral<Answer>(
    _ answer: @autoclosure () throws(SQLiteError) -> Answer
) throws(RecordsFault) -> Answer {
    do { return try answer() } catch { throw RecordsFault(error) }
}
