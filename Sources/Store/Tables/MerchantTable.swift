internal import Notifications
internal import SQLite

/// Merchants and their authenticators.
struct MerchantTable {
    private let find: Statement
    private let insert: Statement
    private let update: Statement
    private let authenticators: Statement
    private let insertAuthenticator: Statement
    private let updateAuthenticator: Statement
    private let senderStops: Statement
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        find = try connection.prepare(MerchantSQL.find)
        insert = try connection.prepare(MerchantSQL.insert)
        update = try connection.prepare(MerchantSQL.update)
        authenticators = try connection.prepare(MerchantSQL.authenticators)
        insertAuthenticator = try connection.prepare(MerchantSQL.insertAuthenticator)
        updateAuthenticator = try connection.prepare(MerchantSQL.updateAuthenticator)
        senderStops = try connection.prepare(MerchantSQL.senderStops)
    }

    func find(_ id: MerchantID) throws(SQLiteError) -> (key: MerchantKey, merchant: Merchant)? {
        try find.first([.id(id)]) { row throws(SQLiteError) in try Self.merchant(&row) }
    }

    /// Reads ``MerchantSQL/columns``.
    static func merchant(
        _ row: inout Row
    ) throws(SQLiteError) -> (key: MerchantKey, merchant: Merchant) {
        let key = MerchantKey(row: row.integer(), id: row.id())
        let merchant = Merchant(
            id: key.id, displayName: row.text(), defaultCountry: row.optionalText(),
            timeZone: row.text(), languages: try decodeWords(row.text()),
            fallbackLanguage: try row.optionalWord(), quietHours: quietHours(&row))
        return (key, merchant)
    }

    func insert(_ merchant: Merchant) throws(SQLiteError) -> MerchantKey {
        try insert.run(values(of: merchant))
        return MerchantKey(row: connection.lastInsertedRow, id: merchant.id)
    }

    func update(_ merchant: Merchant) throws(SQLiteError) {
        try update.run(values(of: merchant))
    }

    private func values(of merchant: Merchant) -> [Value] {
        [
            .id(merchant.id), .text(merchant.displayName), .text(merchant.defaultCountry),
            .text(merchant.timeZone), .text(encodeWords(merchant.languages)),
            .word(merchant.fallbackLanguage), .number(merchant.quietHours?.startMinute),
            .number(merchant.quietHours?.endMinute),
            .flag(merchant.quietHours?.includesPostPayment ?? false),
        ]
    }

    private static func quietHours(_ row: inout Row) -> QuietHours? {
        let start = row.optionalInteger()
        let end = row.optionalInteger()
        let includesPostPayment = row.integer() != 0
        guard let start, let end else { return nil }
        return QuietHours(
            startMinute: Int(start), endMinute: Int(end), includesPostPayment: includesPostPayment)
    }

    /// By phone number id.
    func authenticators(of merchant: MerchantKey) throws(SQLiteError) -> [Authenticator] {
        try authenticators.all([.integer(merchant.row)]) { row in
            Self.authenticator(&row)
        }
    }

    func insert(
        _ authenticator: Authenticator, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try insertAuthenticator.run(values(of: authenticator, merchant))
    }

    func update(
        _ authenticator: Authenticator, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try updateAuthenticator.run(values(of: authenticator, merchant))
    }

    /// What stops the merchant's numbers, for all who share them or for the merchant alone.
    func senderStops(of merchant: MerchantKey) throws(SQLiteError) -> [SenderStop] {
        try senderStops.all([.integer(merchant.row)]) { row throws(SQLiteError) in
            SenderStop(
                number: row.id(), merchant: row.integer() == 0 ? nil : merchant.id,
                cause: try row.word(), code: row.number(), since: row.time(), until: row.time(),
                source: try row.word())
        }
    }

    private func values(of authenticator: Authenticator, _ merchant: MerchantKey) -> [Value] {
        [
            .integer(merchant.row), .id(authenticator.id), .integer(authenticator.version),
            .id(authenticator.phoneNumberID), .text(authenticator.accountID),
            .text(authenticator.accessToken.value), .integer(authenticator.app.rawValue),
            .text(authenticator.verifyToken.value), .text(authenticator.templateNamespace),
            .text(authenticator.portfolioID),
            authenticator.replacedSecret.map { .integer($0.app.rawValue) } ?? .null,
            .time(authenticator.replacedSecret?.until),
            .text(authenticator.tokenAppSecret?.value), .text(authenticator.claim.problem),
        ]
    }

    /// Reads ``MerchantSQL/accountColumns``.
    static func account(_ row: inout Row) -> SenderAccount {
        SenderAccount(
            phoneNumberID: row.id(), accountID: row.text(), accessToken: Secret(row.text()),
            appSecret: Secret(row.text()))
    }

    /// Reads ``MerchantSQL/authenticatorColumns``.
    static func authenticator(_ row: inout Row) -> Authenticator {
        let merchant: MerchantID = row.id()
        var authenticator = Authenticator(
            id: row.id(), merchant: merchant, version: row.number(), phoneNumberID: row.id(),
            accountID: row.text(), accessToken: Secret(row.text()),
            appSecret: Secret(row.text()), verifyToken: Secret(row.text()),
            templateNamespace: row.optionalText(), portfolioID: row.optionalText())
        authenticator.app = AppID(rawValue: row.integer())
        let replaced = AppID(rawValue: row.integer())
        let secret = row.optionalText()
        let until = row.optionalTime()
        if let secret, let until {
            authenticator.replacedSecret = ReplacedSecret(
                app: replaced, secret: Secret(secret), until: until)
        }
        authenticator.tokenAppSecret = row.optionalText().map { Secret($0) }
        let problem = row.text()
        authenticator.claim = problem.isEmpty ? .standing : .refused(problem)
        return authenticator
    }
}
