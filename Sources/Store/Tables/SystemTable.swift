internal import Notifications
internal import SQLite

/// What looks across all merchants.
struct SystemTable {
    private let bumpBoot: Statement
    private let armedBeforeBoot: Statement
    private let touchMeta: Statement
    private let selectMerchants: Statement
    private let unverifiedBindings: Statement
    private let unapprovedBindings: Statement
    private let overdueBindings: Statement
    private let selectBindingCounts: Statement
    private let replays: Statement
    private let selectCounts: Statement
    private let addToCount: Statement
    private let authenticator: Statement
    private let attemptByToken: Statement
    private let attemptByMessage: Statement
    private let bindingsOfAccount: Statement
    private let heldTemplate: Statement
    private let newestAttempts: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        bumpBoot = try connection.prepare(SystemSQL.growBoot)
        armedBeforeBoot = try connection.prepare(SystemSQL.armedBeforeBoot)
        touchMeta = try connection.prepare(SystemSQL.probe)
        selectMerchants = try connection.prepare(SystemSQL.merchants)
        unverifiedBindings = try connection.prepare(SystemSQL.unverifiedBindings)
        unapprovedBindings = try connection.prepare(SystemSQL.unapprovedBindings)
        overdueBindings = try connection.prepare(SystemSQL.overdueBindings)
        selectBindingCounts = try connection.prepare(SystemSQL.bindingCounts)
        replays = try connection.prepare(SystemSQL.runningReplays)
        selectCounts = try connection.prepare(SystemSQL.counts)
        addToCount = try connection.prepare(SystemSQL.addToCount)
        authenticator = try connection.prepare(SystemSQL.authenticator)
        attemptByToken = try connection.prepare(SystemSQL.attemptByToken)
        attemptByMessage = try connection.prepare(SystemSQL.attemptByMessage)
        heldTemplate = try connection.prepare(SystemSQL.heldTemplate)
        newestAttempts = try connection.prepare(SystemSQL.newestAttempts)
        bindingsOfAccount = try connection.prepare(SystemSQL.bindingsOfAccount)
    }

    /// The names of an attempt and of what it is for.
    struct AttemptKeys {
        let reference: NotificationReference
        let token: AttemptToken
    }

    /// The boot epoch of this start: one more than that of the last one.
    func growBoot() throws(SQLiteError) -> Int64 {
        let boot = try bumpBoot.all { row in row.integer() }.first
        guard let boot else { throw .unreadable("the boot epoch") }
        return boot
    }

    /// Attempts whose process ended before their result was stored.
    func armed(before boot: Int64) throws(SQLiteError) -> [AttemptKeys] {
        try armedBeforeBoot.all([.integer(boot)], Self.keys)
    }

    /// Writes without changing anything, to learn whether writing works.
    func probe() throws(SQLiteError) { try touchMeta.run() }

    /// The newest first.
    func merchants(
        before row: Int64?, limit: Int
    ) throws(SQLiteError) -> [(key: MerchantKey, merchant: Merchant)] {
        try selectMerchants.all([.integer(row ?? .max), .integer(limit)]) {
            row throws(SQLiteError) in try MerchantTable.merchant(&row)
        }
    }

    func counts() throws(SQLiteError) -> [NotificationStatus: Int] {
        var totals: [NotificationStatus: Int] = [:]
        let rows = try selectCounts.all { row throws(SQLiteError) in
            (status: try row.word() as NotificationStatus, total: row.number())
        }
        for row in rows { totals[row.status] = row.total }
        return totals
    }

    func add(_ difference: Int, to status: NotificationStatus) throws(SQLiteError) {
        try addToCount.run([.word(status), .integer(difference)])
    }

    func authenticator(_ id: AuthenticatorID) throws(SQLiteError) -> Authenticator? {
        try authenticator.first([.id(id)]) { row in MerchantTable.authenticator(&row) }
    }

    /// The attempt of a receipt, of the app's merchants: by its token, else by Meta's id of the message.
    func attempt(
        of receipt: ReceiptReport, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> AttemptKeys? {
        if let token = receipt.token {
            let found = try attemptByToken.first(
                [.id(token), .id(receipt.phoneNumberID)] + .proof(proof, at: now), Self.keys)
            if let found { return found }
        }
        return try attempt(of: receipt.message, from: receipt.phoneNumberID, proof, at: now)
    }

    /// The attempt with Meta's id of its message, of the app's merchants.
    func attempt(
        of message: MessageID, from number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> AttemptKeys? {
        try attemptByMessage.first(
            [.id(message), .id(number)] + .proof(proof, at: now), Self.keys)
    }

    /// Bindings of the app's authenticators, without their components, each with its merchant's row.
    func bindings(
        of template: TemplatePlace, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [(merchant: MerchantKey, stored: TemplateTable.Stored)] {
        try bindingsOfAccount.all(
            [.text(template.accountID), .text(template.name), .text(template.language)]
                + .proof(proof, at: now)
        ) { row throws(SQLiteError) in
            let merchant = row.integer()
            let stored = try TemplateTable.withoutComponents(&row)
            return (MerchantKey(row: merchant, id: stored.binding.merchant), stored)
        }
    }

    /// Since when numbers are silent, as far as the newest attempts tell.
    func silences() throws(SQLiteError) -> SilenceRecord {
        var moments: [(at: Timestamp, way: SilenceRecord.Way, isHeard: Bool)] = []
        _ = try newestAttempts.all([.integer(Self.attemptsRead)]) { row in
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
        try heldTemplate.first([
            .text(template), .time(hold.armedSince), .text(account), .time(hold.heardBy),
        ]) { _ in true } ?? false
    }

    func unverifiedBindings(limit: Int) throws(SQLiteError) -> [ToVerify] {
        try unverifiedBindings.all([.integer(limit)], Self.toVerify)
    }

    func unapprovedBindings(limit: Int, offset: Int) throws(SQLiteError) -> [ToVerify] {
        try unapprovedBindings.all([.integer(limit), .integer(offset)], Self.toVerify)
    }

    func bindingCounts() throws(SQLiteError) -> [TemplateStatus: Int] {
        let rows = try selectBindingCounts.all { row throws(SQLiteError) in
            (status: try row.word() as TemplateStatus, count: row.number())
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.status, $0.count) })
    }

    func overdueBindings(
        checkedBefore moment: Timestamp, limit: Int, offset: Int
    ) throws(SQLiteError) -> [ToVerify] {
        try overdueBindings.all(
            [.time(moment), .integer(limit), .integer(offset)], Self.toVerify)
    }

    /// Those that are due first coming first.
    func runningReplays() throws(SQLiteError) -> [Replay] {
        try replays.all([], ReplayTable.read).map(\.replay)
    }

    /// A binding to compare with Meta's definition, without its components, with its merchant's row
    /// and its account.
    struct ToVerify {
        let account: SenderAccount
        let merchant: Int64
        var stored: TemplateTable.Stored
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

    private static func keys(_ row: inout Row) throws(SQLiteError) -> AttemptKeys {
        AttemptKeys(reference: try reference(&row), token: row.id())
    }
}
