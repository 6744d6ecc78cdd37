import Notifications
import SQLite
import StoreCore

/// The statements that name no merchant, all of them: what looks across tenants, and what finds the
/// tenant of something that came from Meta.
enum SystemSQL: Int, StatementText {
    case growBoot, armedBeforeBoot, probe, merchants
    case unverifiedBindings, unapprovedBindings, overdueBindings, bindingCounts
    case runningReplays, counts, addToCount
    case authenticator, attemptByToken, attemptByMessage, bindingsOfAccount
    case heldTemplate, newestAttempts
    case raiseGeneration, unsettled, notificationOfApp

    /// The keys of an attempt that a receipt belongs to.
    private static let attemptKeys = """
        SELECT m.id, n.id, a.token FROM attempts AS a
        JOIN notifications AS n ON n.notification = a.notification
        JOIN merchants AS m ON m.merchant = a.merchant
        """

    /// The attempt's number is one of its merchant's whose app the signature proves.
    private static let isOfTheApp = """
        EXISTS (
          SELECT 1 FROM authenticators AS o
          WHERE o.merchant = a.merchant AND o.phone_number_id = ?2
            AND \(AppSQL.isProved("o.", from: 3)))
        """

    /// The bindings for which the condition on their columns holds, each with its account: the first of
    /// each authenticator before the second of any.
    private static func bindings(where condition: (_ row: String) -> String) -> String {
        """
        SELECT \(MerchantSQL.accountColumns), b.merchant, \(TemplateSQL.columns)
        FROM \(TemplateSQL.source) WHERE \(condition("b."))
        ORDER BY (
          SELECT count(*) FROM bindings AS e
          WHERE e.authenticator = b.authenticator AND e.binding < b.binding
            AND \(condition("+e."))), b.binding
        """
    }

    /// A message of the template that Meta kept back, and that no receipt was stored of in time.
    private static let keptBack = """
        SELECT 1 FROM attempts AS a
        WHERE a.detail = '\(Attempt.qualityHold)' AND a.template = ?1 AND a.armed_at >= ?2
          AND a.phone_number_id IN (
            SELECT phone_number_id FROM authenticators WHERE account_id = ?3)
          AND NOT EXISTS (
            SELECT 1 FROM receipts AS r WHERE r.attempt = a.attempt AND r.received_at <= ?4)
        LIMIT 1
        """

    /// The newest attempts of all, which the start reads once: when Meta took them, and what came back.
    private static let newest = """
        SELECT n.phone_number_id, o.app, n.ended_at,
          (SELECT max(r.received_at) FROM receipts AS r WHERE r.attempt = n.attempt)
        FROM (
          SELECT attempt, merchant, phone_number_id, ended_at, result FROM attempts
          ORDER BY attempt DESC LIMIT ?1) AS n
        JOIN authenticators AS o
          ON o.merchant = n.merchant AND o.phone_number_id = n.phone_number_id
        WHERE n.result = 'accepted' AND n.ended_at IS NOT NULL
        """

    private static let start =
        "UPDATE meta SET boot = boot + 1 RETURNING boot, generation, restored_at"

    /// The lost file may have begun starts of its own: the number of a change, which has the start's in
    /// it, is to be above all that it gave.
    private static let restore = """
        UPDATE meta SET generation = generation + 1, restored_at = ?1, boot = boot + 4096
        RETURNING boot, generation, restored_at
        """

    private static let unsettledOnes = """
        SELECT n.notification, m.id, n.id FROM notifications AS n
        JOIN merchants AS m ON m.merchant = n.merchant
        WHERE n.notification > ?1 AND n.status IN (\(unsettledWords))
        ORDER BY n.notification LIMIT ?2
        """

    private static let unsettledWords = NotificationStatus.unsettled
        .map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// Of a merchant whose number it is, as the signature's app proves.
    private static let notificationByID = """
        SELECT m.id, a.id FROM notifications AS a
        JOIN merchants AS m ON m.merchant = a.merchant
        WHERE a.id = ?1 AND \(isOfTheApp)
        """

    private static let newestMerchants = """
        SELECT \(MerchantSQL.columns) FROM merchants
        WHERE merchant < ?1 ORDER BY merchant DESC LIMIT ?2
        """

    var text: String {
        switch self {
        case .growBoot: Self.start
        case .armedBeforeBoot:
            "\(Self.attemptKeys) WHERE a.result = 'armed' AND a.boot < ?1"
        case .probe: "UPDATE meta SET boot = boot"
        case .merchants: Self.newestMerchants
        case .unverifiedBindings:
            "\(Self.bindings { "\($0)checked_at IS NULL" }) LIMIT ?1"
        case .unapprovedBindings:
            """
            \(Self.bindings { "\($0)status IN ('unapproved', 'paused', 'mismatch', 'drifted')" })
            LIMIT ?1 OFFSET ?2
            """
        case .overdueBindings:
            """
            \(Self.bindings { "\($0)status = 'approved' AND \($0)checked_at < ?1" })
            LIMIT ?2 OFFSET ?3
            """
        case .bindingCounts: "SELECT status, count(*) FROM bindings GROUP BY status"
        case .runningReplays:
            """
            SELECT \(ReplaySQL.columns) FROM \(ReplaySQL.source)
            WHERE r.status = 'running' ORDER BY r.due_at LIMIT 256
            """
        case .counts: "SELECT status, total FROM notification_counts"
        case .addToCount:
            """
            INSERT INTO notification_counts (status, total) VALUES (?1, ?2)
            ON CONFLICT (status) DO UPDATE SET total = total + excluded.total
            """
        case .authenticator:
            """
            SELECT \(MerchantSQL.authenticatorColumns) FROM \(MerchantSQL.authenticatorSource)
            WHERE a.id = ?1
            """
        case .attemptByToken:
            """
            \(Self.attemptKeys) WHERE a.token = ?1 AND a.phone_number_id = ?2 AND \(Self.isOfTheApp)
            """
        case .attemptByMessage:
            """
            \(Self.attemptKeys) WHERE a.message_id = ?1 AND a.phone_number_id = ?2
              AND \(Self.isOfTheApp)
            ORDER BY a.attempt DESC LIMIT 1
            """
        case .bindingsOfAccount:
            """
            SELECT b.merchant, \(TemplateSQL.columns) FROM \(TemplateSQL.source)
            WHERE a.account_id = ?1 AND b.name = ?2 AND b.template_language = ?3
              AND \(AppSQL.isProved("a.", from: 4))
            ORDER BY b.binding
            """
        case .raiseGeneration: Self.restore
        case .unsettled: Self.unsettledOnes
        case .notificationOfApp: Self.notificationByID
        case .heldTemplate: Self.keptBack
        case .newestAttempts: Self.newest
        }
    }
}

/// What looks across all merchants.
struct SystemTable {
    private let statements: Statements<SystemSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    /// Which start this is: one more than the last one.
    func growBoot() throws(SQLiteError) -> Epoch {
        try epoch(statements[.growBoot].all([], Self.epoch))
    }

    /// Says that the data were put back from a backup.
    func raiseGeneration(at now: Timestamp) throws(SQLiteError) -> Epoch {
        try epoch(statements[.raiseGeneration].all([.time(now)], Self.epoch))
    }

    private func epoch(_ rows: [Epoch]) throws(SQLiteError) -> Epoch {
        guard let epoch = rows.first else { throw .unreadable("the boot epoch") }
        return epoch
    }

    private static func epoch(_ row: inout Row) -> Epoch {
        Epoch(boot: row.integer(), generation: row.integer(), restoredAt: row.optionalTime())
    }

    /// Notifications that a restore makes uncertain, after the one with the number.
    func unsettled(
        after row: Int64, limit: Int
    ) throws(SQLiteError) -> [(row: Int64, reference: NotificationReference)] {
        try statements[.unsettled].all([.integer(row), .integer(limit)]) { row in
            (row.integer(), NotificationReference(merchant: row.id(), notification: row.id()))
        }
    }

    /// The notification, of a merchant who sends from the number as the app proves.
    func notification(
        _ id: NotificationID, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> NotificationReference? {
        try statements[.notificationOfApp].first(
            [.id(id), .id(number)] + .proof(proof, at: now), Self.reference)
    }

    /// Attempts whose process ended before their result was stored.
    func armed(before boot: Int64) throws(SQLiteError) -> [AttemptName] {
        try statements[.armedBeforeBoot].all([.integer(boot)], Self.keys)
    }

    /// Writes without changing anything, to learn whether writing works.
    func probe() throws(SQLiteError) { try statements[.probe].run() }

    /// The newest first.
    func merchants(
        before row: Int64?, limit: Int
    ) throws(SQLiteError) -> [(key: MerchantKey, merchant: Merchant)] {
        try statements[.merchants].all([.integer(row ?? .max), .integer(limit)]) {
            row throws(SQLiteError) in try MerchantTable.merchant(&row)
        }
    }

    func counts() throws(SQLiteError) -> [NotificationStatus: Int] {
        var totals: [NotificationStatus: Int] = [:]
        let rows = try statements[.counts].all { row throws(SQLiteError) in
            (status: try row.word() as NotificationStatus, total: row.number())
        }
        for row in rows { totals[row.status] = row.total }
        return totals
    }

    func add(_ difference: Int, to status: NotificationStatus) throws(SQLiteError) {
        try statements[.addToCount].run([.word(status), .integer(difference)])
    }

    func authenticator(_ id: AuthenticatorID) throws(SQLiteError) -> Authenticator? {
        try statements[.authenticator].first([.id(id)]) { row in MerchantTable.authenticator(&row) }
    }

    /// The attempt of a receipt, of the app's merchants: by its token, else by Meta's id of the message.
    func attempt(
        of receipt: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> AttemptName? {
        if let token = receipt.token {
            let found = try statements[.attemptByToken].first(
                [.id(token), .id(receipt.phoneNumberID)] + .proof(proof, at: now), Self.keys)
            if let found { return found }
        }
        return try attempt(of: receipt.message, from: receipt.phoneNumberID, proof, at: now)
    }

    /// The attempt with Meta's id of its message, of the app's merchants.
    func attempt(
        of message: MessageID, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> AttemptName? {
        try statements[.attemptByMessage].first(
            [.id(message), .id(number)] + .proof(proof, at: now), Self.keys)
    }

    /// Bindings of the app's authenticators, without their components, each with its merchant's row.
    func bindings(
        of template: TemplatePlace, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [(merchant: MerchantKey, binding: TemplateBinding)] {
        try statements[.bindingsOfAccount].all(
            [.text(template.accountID), .text(template.name), .text(template.language)]
                + .proof(proof, at: now)
        ) { row throws(SQLiteError) in
            let merchant = row.integer()
            let binding = try TemplateTable.withoutComponents(&row).binding
            return (MerchantKey(row: merchant, id: binding.merchant), binding)
        }
    }

    /// Since when numbers are silent, as far as the newest attempts tell.
    func silences() throws(SQLiteError) -> SilenceRecord {
        var moments: [(at: Timestamp, way: SilenceRecord.Way, isHeard: Bool)] = []
        _ = try statements[.newestAttempts].all([.integer(Self.attemptsRead)]) { row in
            let way = SilenceRecord.Way(number: row.id(), app: AppID(rawValue: row.integer()))
            moments.append((row.time(), way, false))
            if let heard = row.optionalTime() { moments.append((heard, way, true)) }
        }
        var record = SilenceRecord()
        for moment in moments.sorted(by: { $0.at < $1.at }) {
            if moment.isHeard {
                _ = record.heard(moment.way, at: moment.at)
            } else {
                _ = record.accepted(moment.way, at: moment.at)
            }
        }
        return record
    }

    /// Attempts that the start reads to know which numbers are silent.
    private static let attemptsRead = 1_000

    /// Whether Meta keeps a message of the template back, or let it go too short a while ago.
    func isHeld(
        template: String, ofAccount account: String, _ hold: QualityHold
    ) throws(SQLiteError) -> Bool {
        try statements[.heldTemplate].first([
            .text(template), .time(hold.armedSince), .text(account), .time(hold.heardBy),
        ]) { _ in true } ?? false
    }

    func unverifiedBindings(limit: Int) throws(SQLiteError) -> [ToVerify] {
        try statements[.unverifiedBindings].all([.integer(limit)], Self.toVerify)
    }

    func unapprovedBindings(limit: Int, offset: Int) throws(SQLiteError) -> [ToVerify] {
        try statements[.unapprovedBindings].all([.integer(limit), .integer(offset)], Self.toVerify)
    }

    func bindingCounts() throws(SQLiteError) -> [TemplateStatus: Int] {
        let rows = try statements[.bindingCounts].all { row throws(SQLiteError) in
            (status: try row.word() as TemplateStatus, count: row.number())
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.status, $0.count) })
    }

    func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) throws(SQLiteError) -> [ToVerify] {
        try statements[.overdueBindings].all(
            [.time(moment), .integer(limit), .integer(offset)], Self.toVerify)
    }

    /// Those that are due first coming first.
    func runningReplays() throws(SQLiteError) -> [Replay] {
        try statements[.runningReplays].all([], ReplayTable.read).map(\.replay)
    }

    /// A binding to compare with Meta's definition, without its components, with its merchant's row
    /// and its account.
    struct ToVerify {
        let account: SenderAccount
        let merchant: Int64
        var stored: StoredBinding
    }

    private static func toVerify(_ row: inout Row) throws(SQLiteError) -> ToVerify {
        let account = MerchantTable.account(&row)
        return ToVerify(
            account: account, merchant: row.integer(),
            stored: try TemplateTable.withoutComponents(&row))
    }

    private static func reference(
        _ row: inout Row
    ) throws(SQLiteError) -> NotificationReference {
        NotificationReference(merchant: row.id(), notification: row.id())
    }

    private static func keys(_ row: inout Row) throws(SQLiteError) -> AttemptName {
        AttemptName(reference: try reference(&row), token: row.id())
    }
}
