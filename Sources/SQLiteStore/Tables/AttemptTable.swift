import Notifications
import SQLite
import StoreCore

/// Statements on attempts and their receipts.
enum AttemptSQL: Int, StatementText {
    case find, newest, ofNotification, insert, reuse, update
    case receipts, putReceipt

    /// The columns of an attempt, as ``AttemptTable`` reads them.
    private static let columns = """
        attempt, number, token, armed_at, ended_at, result, code, detail, message_id, template,
        rendered_text, phone_number_id
        """

    /// In milliseconds: rows older than that have been swept, or soon will be, in the order of their making.
    private static let day = 86_400_000

    var text: String {
        switch self {
        case .find:
            """
            SELECT \(Self.columns) FROM attempts
            WHERE merchant = ?1 AND notification = ?2 AND token = ?3
            """
        case .ofNotification:
            """
            SELECT \(Self.columns) FROM attempts
            WHERE merchant = ?1 AND notification = ?2 ORDER BY number
            """
        case .newest:
            """
            SELECT \(Self.columns) FROM attempts
            WHERE merchant = ?1 AND notification = ?2 ORDER BY number DESC LIMIT 1
            """
        case .insert:
            """
            INSERT INTO attempts (merchant, notification, phone_number_id, boot, number, token,
              armed_at, ended_at, result, code, detail, message_id, template, rendered_text)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """
        case .reuse:
            """
            UPDATE attempts SET phone_number_id = ?3, boot = ?4, number = ?5, token = ?6,
              armed_at = ?7, ended_at = ?8, result = ?9, code = ?10, detail = ?11,
              message_id = ?12, template = ?13, rendered_text = ?14
            WHERE merchant = ?1 AND notification = ?2 AND number = ?5 - 1 AND result = 'notSent'
              AND armed_at > ?7 - \(Self.day)
              AND NOT EXISTS (SELECT 1 FROM receipts AS r WHERE r.attempt = attempts.attempt)
            RETURNING attempt
            """
        case .update:
            """
            UPDATE attempts SET ended_at = ?3, result = ?4, code = ?5, detail = ?6, message_id = ?7
            WHERE merchant = ?1 AND attempt = ?2
            """
        case .receipts:
            """
            SELECT status, occurred_at, received_at, code FROM receipts
            WHERE merchant = ?1 AND attempt = ?2
            """
        case .putReceipt:
            """
            INSERT INTO receipts (merchant, attempt, status, occurred_at, received_at, code)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (attempt, status) DO UPDATE SET occurred_at = excluded.occurred_at,
              received_at = excluded.received_at, code = excluded.code
            """
        }
    }
}

/// The tries to hand notifications to Meta, with their receipts.
struct AttemptTable {
    private let statements: Statements<AttemptSQL>
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
        self.connection = connection
    }

    func find(
        _ token: AttemptToken, of notification: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> StoredAttempt? {
        let keys: [Value] = [.integer(merchant.row), .integer(notification), .id(token)]
        guard var stored = try statements[.find].first(keys, Self.read) else { return nil }
        stored.attempt.receipts = try receipts(of: stored.row, merchant)
        return stored
    }

    /// The last that was made for the notification.
    func newest(
        of notification: Int64, merchant: MerchantKey
    ) throws(SQLiteError) -> StoredAttempt? {
        let keys: [Value] = [.integer(merchant.row), .integer(notification)]
        guard var stored = try statements[.newest].first(keys, Self.read) else { return nil }
        stored.attempt.receipts = try receipts(of: stored.row, merchant)
        return stored
    }

    /// Oldest first.
    func all(of notification: Int64, merchant: MerchantKey) throws(SQLiteError) -> [Attempt] {
        let keys: [Value] = [.integer(merchant.row), .integer(notification)]
        var attempts: [Attempt] = []
        for var stored in try statements[.ofNotification].all(keys, Self.read) {
            stored.attempt.receipts = try receipts(of: stored.row, merchant)
            attempts.append(stored.attempt)
        }
        return attempts
    }

    /// Writes an attempt that begins, in place of the one before if that is proved not to have left:
    /// while Meta cannot be reached, there is one row however long that lasts.
    ///
    /// Gives its number. No receipt asks for the token that is lost with it: where one did, the row stays.
    func begin(
        _ attempt: Attempt, from number: PhoneNumberID, boot: Int64, of notification: Int64,
        merchant: MerchantKey
    ) throws(SQLiteError) -> Int64 {
        let values: [Value] = [
            .integer(merchant.row), .integer(notification), .id(number), .integer(boot),
            .integer(attempt.number), .id(attempt.token), .time(attempt.armedAt),
            .time(attempt.endedAt), .word(attempt.result), .integer(attempt.code),
            .text(attempt.detail), .text(attempt.message?.rawValue), .text(attempt.template),
            .text(attempt.renderedText),
        ]
        if attempt.number > 1,
            let row = try statements[.reuse].all(values, { row in row.integer() }).first
        {
            return row
        }
        try statements[.insert].run(values)
        return connection.lastInsertedRow
    }

    /// Writes what can change after the arm, and the receipts that changed.
    func update(
        _ attempt: Attempt, over stored: StoredAttempt, of merchant: MerchantKey
    ) throws(SQLiteError) {
        var before = stored.attempt
        before.receipts = attempt.receipts
        if attempt != before {
            try statements[.update].run([
                .integer(merchant.row), .integer(stored.row), .time(attempt.endedAt),
                .word(attempt.result), .integer(attempt.code), .text(attempt.detail),
                .text(attempt.message?.rawValue),
            ])
        }
        for receipt in attempt.receipts where !stored.attempt.receipts.contains(receipt) {
            try statements[.putReceipt].run([
                .integer(merchant.row), .integer(stored.row), .word(receipt.status),
                .time(receipt.occurredAt), .time(receipt.receivedAt), .integer(receipt.code),
            ])
        }
    }

    private func receipts(
        of attempt: Int64, _ merchant: MerchantKey
    ) throws(SQLiteError) -> [Receipt] {
        let keys: [Value] = [.integer(merchant.row), .integer(attempt)]
        let found = try statements[.receipts].all(keys) { row throws(SQLiteError) in
            Receipt(
                status: try row.word(), occurredAt: row.time(), receivedAt: row.time(),
                code: row.number())
        }
        return Receipt.Status.allCases.compactMap { status in
            found.first { $0.status == status }
        }
    }

    private static func read(_ row: inout Row) throws(SQLiteError) -> StoredAttempt {
        let number = row.integer()
        let attempt = Attempt(
            number: row.number(), token: row.id(), armedAt: row.time(),
            endedAt: row.optionalTime(), result: try row.word(), code: row.number(),
            detail: row.text(),
            message: row.optionalText().map { MessageID(rawValue: $0) }, template: row.text(),
            renderedText: row.text(), receipts: [])
        return StoredAttempt(row: number, number: row.id(), attempt: attempt)
    }
}
