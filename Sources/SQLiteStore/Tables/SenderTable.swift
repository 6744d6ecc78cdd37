import Notifications
import SQLite
import StoreCore

/// Statements on what stops a number, for one merchant or, with merchant 0, for all.
enum SenderSQL: Int, StatementText {
    case stop, ofMerchant, putStop, deleteStop, released, putRelease

    var text: String {
        switch self {
        case .putStop:
            """
            INSERT INTO sender_stops (merchant, phone_number_id, cause, code, since, until, source)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (phone_number_id, merchant) DO UPDATE SET cause = excluded.cause,
              code = excluded.code, since = excluded.since, until = excluded.until,
              source = excluded.source
            """
        case .stop:
            """
            SELECT cause, code, since, until, source FROM sender_stops
            WHERE merchant = ?1 AND phone_number_id = ?2
            """
        case .ofMerchant:
            """
            SELECT s.phone_number_id, s.merchant, s.cause, s.code, s.since, s.until, s.source
            FROM authenticators AS a JOIN sender_stops AS s
              ON s.phone_number_id = a.phone_number_id AND s.merchant IN (0, a.merchant)
            WHERE a.merchant = ?1 ORDER BY s.phone_number_id, s.merchant
            """
        case .released:
            """
            SELECT released_at FROM sender_releases WHERE merchant = ?1 AND phone_number_id = ?2
            """
        case .putRelease:
            """
            INSERT INTO sender_releases (merchant, phone_number_id, released_at)
            VALUES (?1, ?2, ?3)
            ON CONFLICT (phone_number_id, merchant) DO UPDATE SET released_at = ?3
            """
        case .deleteStop: "DELETE FROM sender_stops WHERE merchant = ?1 AND phone_number_id = ?2"
        }
    }
}

/// What delivery asks of sender numbers across all merchants.
enum AllSendersSQL: Int, StatementText {
    case details, stops

    var text: String {
        switch self {
        case .details:
            "SELECT phone_number_id, throughput, quality, messaging_limit FROM senders"
        case .stops:
            """
            SELECT s.phone_number_id, m.id, s.cause, s.code, s.since, s.until, s.source
            FROM sender_stops AS s LEFT JOIN merchants AS m ON m.merchant = s.merchant
            """
        }
    }
}

/// Sender numbers: what Meta says of them, and what stops them.
struct SenderTable {
    private let statements: Statements<SenderSQL>
    private let statementsOnAll: Statements<AllSendersSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
        statementsOnAll = try Statements(connection)
    }

    /// The numbers of which something is known, by number.
    func all(shared: Set<PhoneNumberID> = []) throws(SQLiteError) -> [Sender] {
        var found: [PhoneNumberID: Sender] = [:]
        for (number, details) in try details() {
            found[number] = Sender(number: number, details: details, stops: [])
        }
        for stop in try stops() {
            found[stop.number, default: Sender(number: stop.number, details: nil, stops: [])]
                .stops.append(stop)
        }
        for number in shared {
            found[number, default: Sender(number: number, details: nil, stops: [])]
                .isShared = true
        }
        return found.values.sorted { $0.number.rawValue < $1.number.rawValue }
    }

    /// What stops the number for the merchant alone or, with nil, for all; nil: nothing does.
    func stop(
        of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(SQLiteError) -> SenderStop? {
        try statements[.stop].first(Self.keys(number, merchant)) { row throws(SQLiteError) in
            SenderStop(
                number: number, merchant: merchant?.id, cause: try row.word(), code: row.number(),
                since: row.time(), until: row.time(), source: try row.word())
        }
    }

    /// What stops the merchant's numbers, for all who share them or for the merchant alone.
    func stops(of merchant: MerchantKey) throws(SQLiteError) -> [SenderStop] {
        try statements[.ofMerchant].all([.integer(merchant.row)]) { row throws(SQLiteError) in
            SenderStop(
                number: row.id(), merchant: row.integer() == 0 ? nil : merchant.id,
                cause: try row.word(), code: row.number(), since: row.time(), until: row.time(),
                source: try row.word())
        }
    }

    /// Writes that the number stopped; nil for all merchants.
    func put(
        _ stop: SenderStop, of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(SQLiteError) {
        try statements[.putStop].run(
            Self.keys(number, merchant) + [
                .word(stop.cause), .integer(stop.code), .time(stop.since), .time(stop.until),
                .word(stop.source),
            ])
    }

    /// Writes that the number goes on; nil for all merchants.
    func release(
        _ number: PhoneNumberID, for merchant: MerchantKey?, at now: Timestamp
    ) throws(SQLiteError) {
        let keys = Self.keys(number, merchant)
        guard try statements[.deleteStop].run(keys) > 0 else { return }
        try statements[.putRelease].run(keys + [.time(now)])
    }

    /// When the number was last let go, for the merchant or for all; nil: it never stopped.
    func released(
        _ number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(SQLiteError) -> Timestamp? {
        var last: Timestamp?
        for key in merchant == nil ? [nil] : [nil, merchant] {
            let moment = try statements[.released].first(Self.keys(number, key)) { row in row.time()
            }
            last = [last, moment].compactMap { $0 }.max()
        }
        return last
    }

    private static func keys(_ number: PhoneNumberID, _ merchant: MerchantKey?) -> [Value] {
        [.integer(merchant?.row ?? 0), .id(number)]
    }

    private func details() throws(SQLiteError) -> [(PhoneNumberID, SenderDetails)] {
        try statementsOnAll[.details].all { row in
            let number: PhoneNumberID = row.id()
            let details = SenderDetails(
                throughput: row.throughput(), quality: row.text(),
                messagingLimit: row.messagingLimit())
            return (number, details)
        }
    }

    private func stops() throws(SQLiteError) -> [SenderStop] {
        try statementsOnAll[.stops].all { row throws(SQLiteError) in
            SenderStop(
                number: row.id(),
                merchant: row.optionalText().map { MerchantID(rawValue: $0) },
                cause: try row.word(), code: row.number(), since: row.time(), until: row.time(),
                source: try row.word())
        }
    }
}
