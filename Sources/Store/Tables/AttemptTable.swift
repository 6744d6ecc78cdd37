internal import Notifications
internal import SQLite

/// The tries to hand notifications to Meta, with their receipts.
struct AttemptTable {
    private let find: Statement
    private let newest: Statement
    private let ofNotification: Statement
    private let insert: Statement
    private let reuse: Statement
    private let update: Statement
    private let receipts: Statement
    private let putReceipt: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare(AttemptSQL.find)
        newest = try connection.prepare(AttemptSQL.newest)
        ofNotification = try connection.prepare(AttemptSQL.ofNotification)
        insert = try connection.prepare(AttemptSQL.insert)
        reuse = try connection.prepare(AttemptSQL.reuse)
        update = try connection.prepare(AttemptSQL.update)
        receipts = try connection.prepare(AttemptSQL.receipts)
        putReceipt = try connection.prepare(AttemptSQL.putReceipt)
    }

    /// An attempt, its row number, and the number that its message leaves from.
    struct Stored {
        let row: Int64
        let number: PhoneNumberID
        var attempt: Attempt
    }

    func find(
        _ token: AttemptToken, of notification: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> Stored? {
        let keys: [Value] = [.integer(merchant.row), .integer(notification), .id(token)]
        guard var stored = try find.first(keys, Self.read) else { return nil }
        stored.attempt.receipts = try receipts(of: stored.row, merchant)
        return stored
    }

    /// The last that was made for the notification.
    func newest(
        of notification: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> Stored? {
        let keys: [Value] = [.integer(merchant.row), .integer(notification)]
        guard var stored = try newest.first(keys, Self.read) else { return nil }
        stored.attempt.receipts = try receipts(of: stored.row, merchant)
        return stored
    }

    /// Oldest first.
    func all(of notification: Int64, merchant: MerchantKey) throws(SQLiteError) -> [Attempt] {
        let keys: [Value] = [.integer(merchant.row), .integer(notification)]
        var attempts: [Attempt] = []
        for var stored in try ofNotification.all(keys, Self.read) {
            stored.attempt.receipts = try receipts(of: stored.row, merchant)
            attempts.append(stored.attempt)
        }
        return attempts
    }

    /// Writes an attempt that begins, in place of the one before if that is proved not to have left:
    /// while Meta cannot be reached, there is one row however long that lasts.
    ///
    /// No receipt can ask for the token that is lost with it.
    func begin(
        _ attempt: Attempt, from number: PhoneNumberID, boot: Int64, of notification: Int64,
        merchant: MerchantKey
    ) throws(SQLiteError) {
        let values: [Value] = [
            .integer(merchant.row), .integer(notification), .id(number), .integer(boot),
            .integer(attempt.number), .id(attempt.token), .time(attempt.armedAt),
            .time(attempt.endedAt), .word(attempt.result), .integer(attempt.code),
            .text(attempt.detail), .text(attempt.message?.rawValue), .text(attempt.template),
            .text(attempt.renderedText),
        ]
        if attempt.number > 1, try reuse.run(values) > 0 { return }
        try insert.run(values)
    }

    /// Writes what can change after the arm, and the receipts that changed.
    func update(
        _ attempt: Attempt, over stored: Stored, of merchant: MerchantKey
    ) throws(SQLiteError) {
        guard attempt != stored.attempt else { return }
        try update.run([
            .integer(merchant.row), .integer(stored.row), .time(attempt.endedAt),
            .word(attempt.result), .integer(attempt.code), .text(attempt.detail),
            .text(attempt.message?.rawValue),
        ])
        for receipt in attempt.receipts where !stored.attempt.receipts.contains(receipt) {
            try putReceipt.run([
                .integer(merchant.row), .integer(stored.row), .word(receipt.status),
                .time(receipt.occurredAt), .time(receipt.receivedAt), .integer(receipt.code),
            ])
        }
    }

    private func receipts(
        of attempt: Int64, _ merchant: MerchantKey
    ) throws(SQLiteError) -> [Receipt] {
        let keys: [Value] = [.integer(merchant.row), .integer(attempt)]
        let found = try receipts.all(keys) { row throws(SQLiteError) in
            Receipt(
                status: try row.word(), occurredAt: row.time(), receivedAt: row.time(),
                code: row.number())
        }
        return Receipt.Status.allCases.compactMap { status in
            found.first { $0.status == status }
        }
    }

    private static func read(_ row: inout Row) throws(SQLiteError) -> Stored {
        let number = row.integer()
        let attempt = Attempt(
            number: row.number(), token: row.id(), armedAt: row.time(),
            endedAt: row.optionalTime(), result: try row.word(), code: row.number(),
            detail: row.text(),
            message: row.optionalText().map { MessageID(rawValue: $0) }, template: row.text(),
            renderedText: row.text(), receipts: [])
        return Stored(row: number, number: row.id(), attempt: attempt)
    }
}
