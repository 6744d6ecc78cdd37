internal import Notifications
internal import SQLite

/// Replays, and what they match.
struct ReplayTable {
    private let find: Statement
    private let running: Statement
    private let page: Statement
    private let insert: Statement
    private let update: Statement
    private let count: Statement
    private let matching: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        find = try connection.prepare(ReplaySQL.find)
        running = try connection.prepare(ReplaySQL.running)
        page = try connection.prepare(ReplaySQL.page)
        insert = try connection.prepare(ReplaySQL.insert)
        update = try connection.prepare(ReplaySQL.update)
        count = try connection.prepare(ReplaySQL.count)
        matching = try connection.prepare(ReplaySQL.matching)
    }

    /// Where a replay begins, ends and stands, by the numbers of notifications and of their changes.
    struct Span {
        /// The last one that matched when it began.
        var last: Int64
        /// The last change before it began.
        var lastRevision: Int64
        /// The last one that it looked at; 0 for none.
        var cursor: Int64

        static let everything = Span(last: .max, lastRevision: .max, cursor: 0)
    }

    /// A replay, its row number and where it stands.
    struct Stored {
        let row: Int64
        var span: Span
        var replay: Replay
    }

    func find(_ id: ReplayID, of merchant: MerchantKey) throws(SQLiteError) -> Stored? {
        try find.first([.integer(merchant.row), .id(id)], Self.read)
    }

    func running(of merchant: MerchantKey) throws(SQLiteError) -> Stored? {
        try running.first([.integer(merchant.row)], Self.read)
    }

    /// Newest first.
    func page(
        before number: Int64?, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [Stored] {
        try page.all(
            [.integer(merchant.row), .integer(number ?? .max), .integer(limit)], Self.read)
    }

    func insert(
        _ replay: Replay, last: Int64, lastRevision: Int64, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try insert.run([
            .integer(merchant.row), .id(replay.id), .text(replay.filter.text), .id(replay.actor),
            .word(replay.status), .integer(replay.rate), .integer(replay.matched),
            .integer(last), .integer(lastRevision), .integer(replay.resent),
            .integer(replay.skipped), .time(replay.dueAt), .time(replay.createdAt),
            .time(replay.updatedAt),
        ])
    }

    /// Writes what can change after its beginning.
    func update(
        _ replay: Replay, cursor: Int64, row: Int64, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try update.run([
            .integer(merchant.row), .integer(row), .word(replay.status), .integer(cursor),
            .integer(replay.resent), .integer(replay.skipped), .time(replay.dueAt),
            .time(replay.updatedAt),
        ])
    }

    /// How many notifications the filter matches, and the number of the last of them.
    func count(
        _ filter: ReplayFilter, of merchant: MerchantKey
    ) throws(SQLiteError) -> (matched: Int, last: Int64) {
        let values = Self.values(of: filter, within: .everything, merchant)
        return try count.first(values) { row in (row.number(), row.optionalInteger() ?? 0) }
            ?? (0, 0)
    }

    /// The next notifications that match as they did when the replay began.
    func matching(
        _ filter: ReplayFilter, within span: Span, limit: Int, of merchant: MerchantKey
    ) throws(SQLiteError) -> [(row: Int64, id: NotificationID)] {
        let values = Self.values(of: filter, within: span, merchant) + [.integer(limit)]
        return try matching.all(values) { row in (row.integer(), row.id()) }
    }

    private static func values(
        of filter: ReplayFilter, within span: Span, _ merchant: MerchantKey
    ) -> [Value] {
        [
            .integer(merchant.row), .integer(span.cursor), .integer(span.last),
            .integer(span.lastRevision), list(filter.statuses.map { "\"\($0.rawValue)\"" }),
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
    static func read(_ row: inout Row) throws(SQLiteError) -> Stored {
        let number = row.integer()
        let span = Span(
            last: row.integer(), lastRevision: row.integer(), cursor: row.integer())
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
        return Stored(row: number, span: span, replay: replay)
    }
}
