internal import Notifications
internal import SQLite

/// What delivery looks for, across all merchants.
struct DeliveryTable {
    private let selectQueues: Statement
    private let due: Statement
    private let uncertain: Statement
    private let expired: Statement
    private let selectNextDeadline: Statement
    private let selectSenders: Statement
    private let selectStops: Statement
    private let selectStop: Statement
    private let putStop: Statement
    private let deleteStop: Statement
    private let released: Statement
    private let putRelease: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        selectQueues = try connection.prepare(DeliverySQL.queues)
        due = try connection.prepare(DeliverySQL.due)
        uncertain = try connection.prepare(DeliverySQL.uncertain)
        expired = try connection.prepare(DeliverySQL.expired)
        selectNextDeadline = try connection.prepare(DeliverySQL.nextDeadline)
        selectSenders = try connection.prepare(DeliverySQL.senders)
        selectStops = try connection.prepare(DeliverySQL.senderStops)
        selectStop = try connection.prepare(SenderSQL.stop)
        putStop = try connection.prepare(SenderSQL.putStop)
        deleteStop = try connection.prepare(SenderSQL.deleteStop)
        released = try connection.prepare(SenderSQL.released)
        putRelease = try connection.prepare(SenderSQL.putRelease)
    }

    /// A queue with pending notifications.
    struct Waiting {
        let id: QueueID
        let key: QueueKey
        let merchant: MerchantKey
        /// When the first is due that waits for no other of its session; nil: all of them wait.
        let nextDue: Timestamp?
    }

    func queues() throws(SQLiteError) -> [Waiting] {
        try selectQueues.all { row throws(SQLiteError) in
            let id = QueueID(rawValue: row.integer())
            let merchant = MerchantKey(row: row.integer(), id: row.id())
            let key = try QueueTable.key(&row, of: merchant.id)
            return Waiting(id: id, key: key, merchant: merchant, nextDue: row.optionalTime())
        }
    }

    /// Earliest first; none that waits for another of its session.
    func due(
        in queue: QueueID, at now: Timestamp, limit: Int
    ) throws(SQLiteError) -> [DueNotification] {
        try due.all([.integer(queue.rawValue), .time(now), .integer(limit)]) { row in
            DueNotification(
                reference: Self.reference(&row), queue: queue,
                recipient: PhoneNumber(checkedE164: row.text()), dueAt: row.time())
        }
    }

    func uncertain(
        at now: Timestamp, limit: Int
    ) throws(SQLiteError) -> [NotificationReference] {
        try uncertain.all([.time(now), .integer(limit)]) { row in Self.reference(&row) }
    }

    func expired(at now: Timestamp, limit: Int) throws(SQLiteError) -> [NotificationReference] {
        try expired.all([.time(now), .integer(limit)]) { row in Self.reference(&row) }
    }

    func nextDeadline() throws(SQLiteError) -> Timestamp? {
        try selectNextDeadline.first { row in
            [row.optionalTime(), row.optionalTime()].compactMap { $0 }.min()
        } ?? nil
    }

    private static func reference(_ row: inout Row) -> NotificationReference {
        NotificationReference(merchant: row.id(), notification: row.id())
    }
}

// MARK: - Sender numbers

extension DeliveryTable {
    /// The numbers of which something is known, by number.
    func senders(shared: Set<PhoneNumberID> = []) throws(SQLiteError) -> [Sender] {
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
        try selectStop.first(Self.keys(number, merchant)) { row throws(SQLiteError) in
            SenderStop(
                number: number, merchant: merchant?.id, cause: try row.word(), code: row.number(),
                since: row.time(), until: row.time(), source: try row.word())
        }
    }

    /// Writes that the number stopped; nil for all merchants.
    func put(
        _ stop: SenderStop, of number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(SQLiteError) {
        try putStop.run(
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
        guard try deleteStop.run(keys) > 0 else { return }
        try putRelease.run(keys + [.time(now)])
    }

    /// When the number was last let go, for the merchant or for all; nil: it never stopped.
    func released(
        _ number: PhoneNumberID, for merchant: MerchantKey?
    ) throws(SQLiteError) -> Timestamp? {
        var last: Timestamp?
        for key in merchant == nil ? [nil] : [nil, merchant] {
            let moment = try released.first(Self.keys(number, key)) { row in row.time() }
            last = [last, moment].compactMap { $0 }.max()
        }
        return last
    }

    private static func keys(_ number: PhoneNumberID, _ merchant: MerchantKey?) -> [Value] {
        [.integer(merchant?.row ?? 0), .id(number)]
    }

    private func details() throws(SQLiteError) -> [(PhoneNumberID, SenderDetails)] {
        try selectSenders.all { row in
            let number: PhoneNumberID = row.id()
            let details = SenderDetails(
                throughput: row.throughput(), quality: row.text(),
                messagingLimit: row.messagingLimit())
            return (number, details)
        }
    }

    private func stops() throws(SQLiteError) -> [SenderStop] {
        try selectStops.all { row throws(SQLiteError) in
            SenderStop(
                number: row.id(),
                merchant: row.optionalText().map { MerchantID(rawValue: $0) },
                cause: try row.word(), code: row.number(), since: row.time(), until: row.time(),
                source: try row.word())
        }
    }
}
