import Notifications
import SQLite
import StoreCore

/// Statements on replays.
enum ReplaySQL: Int, StatementText {
    case find, running, page, insert, update
    case count, matching

    /// The columns of a replay, as ``ReplayTable`` reads them.
    static let columns = """
        r.replay, r.last_revision, r.cursor, m.id, r.id, r.filter, r.actor,
        r.status, r.rate, r.matched, r.resent, r.skipped, r.due_at, r.created_at, r.updated_at
        """

    static let source = "replays AS r JOIN merchants AS m ON m.merchant = r.merchant"

    /// What a filter matches: `?4` to `?7` are lists or null for any.
    ///
    /// What changed after the replay began is not what was counted.
    private static let matches = """
        notifications AS n JOIN queues AS q ON q.queue = n.queue
        WHERE n.merchant = ?1 AND n.revision > ?2 AND n.revision <= ?3
          AND n.status IN (SELECT value FROM json_each(?4))
          AND (?5 IS NULL OR n.status_reason IN (SELECT value FROM json_each(?5)))
          AND (?6 IS NULL OR n.code IN (SELECT value FROM json_each(?6)))
          AND (?7 IS NULL OR n.state IN (SELECT value FROM json_each(?7)))
          AND (?8 IS NULL OR q.plugin = ?8) AND (?9 IS NULL OR n.created_at >= ?9)
          AND (?10 IS NULL OR n.created_at < ?10)
        """

    var text: String {
        switch self {
        case .find:
            "SELECT \(Self.columns) FROM \(Self.source) WHERE r.merchant = ?1 AND r.id = ?2"
        case .running:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE +r.merchant = ?1 AND r.status = 'running' LIMIT 1
            """
        case .page:
            """
            SELECT \(Self.columns) FROM \(Self.source)
            WHERE r.merchant = ?1 AND r.replay < ?2 ORDER BY r.replay DESC LIMIT ?3
            """
        case .insert:
            """
            INSERT INTO replays (merchant, id, filter, actor, status, rate, matched,
              last_revision, cursor, resent, skipped, due_at, created_at, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11, ?12, ?13)
            """
        case .update:
            """
            UPDATE replays SET status = ?3, cursor = ?4, resent = ?5, skipped = ?6, due_at = ?7,
              updated_at = ?8
            WHERE merchant = ?1 AND replay = ?2
            """
        case .count: "SELECT count(*) FROM \(Self.matches)"
        case .matching:
            "SELECT n.revision, n.id FROM \(Self.matches) ORDER BY n.revision LIMIT ?11"
        }
    }
}

/// Replays, and what they match.
struct ReplayTable {
    private let statements: Statements<ReplaySQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    func find(_ id: ReplayID, of merchant: MerchantKey) throws(SQLiteError) -> StoredReplay? {
        try statements[.find].first([.integer(merchant.row), .id(id)], Self.read)
    }

    func running(of merchant: MerchantKey) throws(SQLiteError) -> StoredReplay? {
        try statements[.running].first([.integer(merchant.row)], Self.read)
    }

    /// Newest first.
    func page(
        before number: Int64?, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [StoredReplay] {
        try statements[.page].all(
            [.integer(merchant.row), .integer(number ?? .max), .integer(limit)], Self.read)
    }

    func insert(
        _ replay: Replay, last: Int64, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.insert].run([
            .integer(merchant.row), .id(replay.id), .text(replay.filter.text), .id(replay.actor),
            .word(replay.status), .integer(replay.rate), .integer(replay.matched),
            .integer(last), .integer(replay.resent), .integer(replay.skipped), .time(replay.dueAt),
            .time(replay.createdAt),
            .time(replay.updatedAt),
        ])
    }

    /// Writes what can change after its beginning.
    func update(
        _ replay: Replay, cursor: Int64, row: Int64, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.update].run([
            .integer(merchant.row), .integer(row), .word(replay.status), .integer(cursor),
            .integer(replay.resent), .integer(replay.skipped), .time(replay.dueAt),
            .time(replay.updatedAt),
        ])
    }

    /// How many notifications the filter matches.
    func count(
        _ filter: ReplayFilter, of merchant: MerchantKey
    ) throws(SQLiteError) -> Int {
        let values = Self.values(of: filter, within: .everything, merchant)
        return try statements[.count].first(values) { row in row.number() } ?? 0
    }

    /// The next notifications that match as they did when the replay began.
    func matching(
        _ filter: ReplayFilter, within span: ReplaySpan, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [(revision: Int64, id: NotificationID)] {
        let values = Self.values(of: filter, within: span, merchant) + [.integer(limit)]
        return try statements[.matching].all(values) { row in (row.integer(), row.id()) }
    }

    private static func values(
        of filter: ReplayFilter, within span: ReplaySpan, _ merchant: MerchantKey
    ) -> [Value] {
        [
            .integer(merchant.row), .integer(span.cursor), .integer(span.last),
            list(filter.statuses.map { "\"\($0.rawValue)\"" }),
            list(filter.reasons.map { "\"\($0)\"" }), list(filter.codes.map(String.init)),
            list(filter.states.map { "\"\($0.rawValue)\"" }), .word(filter.plugin),
            .time(filter.createdFrom), .time(filter.createdUntil),
        ]
    }

    /// A JSON array of values without quotes or backslashes in them; an empty one stands for any.
    private static func list(_ values: [String]) -> Value {
        values.isEmpty ? .null : .text("[" + values.joined(separator: ",") + "]")
    }

    /// Reads ``ReplaySQL/columns``.
    static func read(_ row: inout Row) throws(SQLiteError) -> StoredReplay {
        let number = row.integer()
        let span = ReplaySpan(last: row.integer(), cursor: row.integer())
        let merchant: MerchantID = row.id()
        let id: ReplayID = row.id()
        guard let filter = ReplayFilter(text: row.text()) else {
            throw .unreadable("a replay's filter")
        }
        let actor: ActorName = row.id()
        let status: ReplayStatus = try row.word()
        var replay = Replay(
            id: id, merchant: merchant, filter: filter, actor: actor, rate: row.number(),
            matched: row.number(), at: Timestamp(milliseconds: 0))
        replay.status = status
        replay.resent = row.number()
        replay.skipped = row.number()
        replay.dueAt = row.time()
        replay.createdAt = row.time()
        replay.updatedAt = row.time()
        return StoredReplay(row: number, span: span, replay: replay)
    }
}
