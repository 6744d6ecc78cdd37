internal import Notifications
internal import SQLite

/// Meta's apps: whose word counts, for whom, and which was the newest.
struct AppTable {
    private let find: Statement
    private let insert: Statement
    private let claimsToCheck: Statement
    private let newestNews: Statement
    private let putNews: Statement
    private let hasNumber: Statement
    private let hasAccount: Statement
    private let isHeldByApp: Statement
    private let selectShared: Statement
    private let forgetting: [Statement]
    private let forgetReplaced: Statement
    private let merchantsOfNumber: Statement
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        self.connection = connection
        find = try connection.prepare(AppSQL.find)
        insert = try connection.prepare(AppSQL.insert)
        claimsToCheck = try connection.prepare(AppSQL.claimsToCheck)
        newestNews = try connection.prepare(AppSQL.newestNews)
        putNews = try connection.prepare(AppSQL.putNews)
        hasNumber = try connection.prepare(AppSQL.hasNumber)
        hasAccount = try connection.prepare(AppSQL.hasAccount)
        isHeldByApp = try connection.prepare(AppSQL.isHeldByApp)
        selectShared = try connection.prepare(AppSQL.sharedNumbers)
        forgetReplaced = try connection.prepare(AppSQL.forgetReplaced)
        forgetting = [
            try connection.prepare(AppSQL.forgetNews), try connection.prepare(AppSQL.forgetApps),
        ]
        merchantsOfNumber = try connection.prepare(AppSQL.merchantsOfNumber)
    }

    /// The app with the secret, made if there is none.
    func app(withSecret secret: Secret) throws(SQLiteError) -> AppID {
        let found = try find.first([.text(secret.value)]) { row in row.integer() }
        if let found { return AppID(rawValue: found) }
        try insert.run([.text(secret.value)])
        return AppID(rawValue: connection.lastInsertedRow)
    }

    /// Those that have not been looked at the longest come first.
    func claimsToCheck(
        since moment: Timestamp, unsettledSince other: Timestamp, limit: Int
    ) throws(SQLiteError) -> [ClaimToCheck] {
        try claimsToCheck.all([.time(moment), .time(other), .integer(limit)]) { row in
            ClaimToCheck(
                merchant: row.id(), authenticator: row.id(), version: row.number(),
                account: MerchantTable.account(&row), wantsSubscription: row.integer() != 0,
                isAwaited: row.integer() != 0)
        }
    }

    /// Whether somebody of the app has the number.
    func has(
        _ number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> Bool {
        try hasNumber.first([.id(number)] + .proof(proof, at: now)) { _ in true } ?? false
    }

    /// Whether somebody of the app has the account.
    func has(
        account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> Bool {
        try hasAccount.first([.text(account)] + .proof(proof, at: now)) { _ in true } ?? false
    }

    /// Whether somebody of the app has the number or the account with the id.
    func isHeld(_ id: String, by app: AppID) throws(SQLiteError) -> Bool {
        try isHeldByApp.first([.text(id), .integer(app.rawValue)]) { _ in true } ?? false
    }

    /// The numbers that merchants of more than one app send from.
    func sharedNumbers() throws(SQLiteError) -> Set<PhoneNumberID> {
        Set(try selectShared.all { row in row.id() })
    }

    /// Forgets the secrets that are taken no more and that nobody holds.
    func forgetUnused(at now: Timestamp) throws(SQLiteError) {
        try forgetReplaced.run([.time(now)])
        for statement in forgetting { try statement.run() }
    }

    /// The app's merchants that send from the number.
    func merchants(
        of number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [MerchantKey] {
        try merchantsOfNumber.all([.id(number)] + .proof(proof, at: now)) { row in
            MerchantKey(row: row.integer(), id: row.id())
        }
    }
}

// MARK: - The order of news

extension AppTable {
    /// What a piece of news is about: news of one subject and field follow each other.
    struct Subject {
        let account: String
        let field: String
        /// A template; empty for the account itself.
        var name = ""
    }

    /// When the newest that is known happened; nil: none is.
    func newest(of subject: Subject, _ proof: AppProof) throws(SQLiteError) -> Timestamp? {
        try newestNews.first(subject.values + [.integer(proof.app.rawValue)]) { row in
            row.optionalTime()
        } ?? nil
    }

    func put(
        _ moment: Timestamp, of subject: Subject, _ proof: AppProof
    ) throws(SQLiteError) {
        try putNews.run(subject.values + [.integer(proof.app.rawValue), .time(moment)])
    }
}

extension AppTable.Subject {
    fileprivate var values: [Value] { [.text(account), .text(field), .text(name)] }
}

extension [Value] {
    /// The values of ``AppSQL/isProved(_:from:)``.
    static func proof(_ proof: AppProof, at now: Timestamp) -> [Value] {
        [.integer(proof.app.rawValue), .time(now)]
    }
}
