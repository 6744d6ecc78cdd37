import Notifications
import SQLite
import StoreCore

/// The codes of those who were erased, for the thread that writes; their file is made when the first is.
final class ErasedCodes {
    private let database: String
    private var file: ErasureFile?
    /// Whether words of somebody who was erased may be kept: only then a number is given a code.
    var mayHaveHidden = false

    init(besides database: String) throws(SQLiteStoreError) {
        self.database = database
        file = try ErasureFile(besides: database, makingIt: false)
    }

    func code(of phone: PhoneNumber, _ merchant: MerchantKey) throws(SQLiteError) -> [UInt8] {
        try opened().code(of: phone, merchant.id)
    }

    /// Writes that somebody was erased, and returns when that is durable.
    func add(
        _ phone: PhoneNumber, _ merchant: MerchantKey, at moment: Timestamp
    ) throws(SQLiteError) {
        var file = try opened()
        // Also after an error: it knows whether a line was cut.
        defer { self.file = file }
        do {
            try file.add(file.code(of: phone, merchant.id), at: moment)
        } catch {
            throw .erasures("\(error)")
        }
    }

    /// All who were erased, and when last.
    func all() throws(SQLiteStoreError) -> [[UInt8]: Timestamp] { try file?.all() ?? [:] }

    private func opened() throws(SQLiteError) -> ErasureFile {
        if let file { return file }
        do {
            guard let made = try ErasureFile(besides: database, makingIt: true) else {
                preconditionFailure("a file that is to be made is there")
            }
            file = made
            return made
        } catch {
            throw .erasures("\(error)")
        }
    }
}

extension SQLiteError {
    /// The file of erasures cannot be written: the command is taken back, and the rest goes on.
    fileprivate static func erasures(_ reason: String) -> SQLiteError {
        SQLiteError(code: 1, message: reason, attempt: "write who was erased")
    }
}
