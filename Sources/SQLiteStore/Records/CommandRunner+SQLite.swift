import Notifications
import SQLite
import StoreCore

// The runner over the tables: a fault of its records is an error of SQLite again.

extension CommandRunner {
    /// Carries a command out; throws its `Refusal` or a `SQLiteError`.
    func carryOut(_ command: Command, at now: Timestamp) throws -> CommandAnswer {
        do {
            return try run(command, at: now)
        } catch let fault as RecordsFault {
            throw SQLiteError(fault)
        }
    }

    /// Writes the changed numbers of notifications.
    func put(_ counts: StatusCounts) throws(SQLiteError) {
        do { try write(counts) } catch { throw SQLiteError(error) }
    }

    /// Erases the customer from the session once more.
    func eraseAgain(
        _ phone: PhoneNumber, fromSession row: Int64, of merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) -> Erasure.Found {
        do { return try erase(phone, fromSession: row, of: merchant, at: now) } catch {
            throw SQLiteError(error)
        }
    }

    /// Makes attempts uncertain that an earlier start left armed; gives their number.
    func markInterruptedAttempts(at now: Timestamp) throws(SQLiteError) -> Int {
        do { return try markInterrupted(at: now) } catch { throw SQLiteError(error) }
    }
}

extension SQLiteError {
    /// The error of the tables that was the fault.
    init(_ fault: RecordsFault) {
        guard let error = fault.cause as? SQLiteError else {
            preconditionFailure("the records of SQLite have no other faults")
        }
        self = error
    }
}
