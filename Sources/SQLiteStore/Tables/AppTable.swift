import Notifications
import SQLite
import StoreCore

/// Statements on Meta's apps, on what Meta says of authenticators' claims, and on the order of news.
enum AppSQL: Int, StatementText {
    case find, insert
    case claimsToCheck
    case newestNews, putNews
    case hasNumber, hasAccount, merchantsOfNumber, isHeldByApp, sharedNumbers
    case forgetReplaced, forgetNews, forgetApps

    /// Whether the row of `authenticators` is of the app that a signature proves: its present one, or the
    /// replaced one while its secret is taken.
    ///
    /// Its values are the app and the moment, from the numbered parameter on.
    static func isProved(_ row: String, from parameter: Int) -> String {
        """
        (\(row)app = ?\(parameter)
          OR \(row)replaced_app = ?\(parameter) AND coalesce(\(row)replaced_until, 0) > ?\(parameter + 1))
        """
    }

    /// Secrets that nobody holds any more are not kept.
    private static let held = """
        SELECT app FROM authenticators
        UNION SELECT replaced_app FROM authenticators WHERE replaced_app IS NOT NULL
        """

    var text: String {
        switch self {
        case .find: "SELECT app FROM apps WHERE secret = ?1"
        case .insert: "INSERT INTO apps (secret) VALUES (?1)"
        case .claimsToCheck:
            """
            SELECT m.id, a.id, a.version, \(MerchantSQL.accountColumns), a.subscribe_wanted,
              a.claim_checked_at IS NULL
            FROM authenticators AS a JOIN merchants AS m ON m.merchant = a.merchant
            WHERE a.claim_checked_at IS NULL OR a.claim_checked_at <= ?1
              OR (a.claim_problem <> '' OR a.subscribed = 0 OR a.subscribe_wanted = 1)
                AND a.claim_checked_at <= ?2
            ORDER BY a.claim_checked_at, a.authenticator LIMIT ?3
            """
        case .newestNews:
            """
            SELECT max(occurred_at) FROM news
            WHERE account_id = ?1 AND field = ?2 AND subject = ?3 AND app = ?4
            """
        case .putNews:
            """
            INSERT INTO news (account_id, field, subject, app, occurred_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (account_id, field, subject, app) DO UPDATE SET occurred_at = ?5
            """
        case .merchantsOfNumber:
            """
            SELECT m.merchant, m.id FROM authenticators AS a
            JOIN merchants AS m ON m.merchant = a.merchant
            WHERE a.phone_number_id = ?1 AND \(Self.isProved("a.", from: 2)) ORDER BY m.merchant
            """
        case .sharedNumbers:
            """
            SELECT phone_number_id FROM authenticators
            GROUP BY phone_number_id HAVING min(app) <> max(app)
            """
        case .isHeldByApp:
            """
            SELECT 1 FROM authenticators
            WHERE (phone_number_id = ?1 OR account_id = ?1) AND app = ?2 LIMIT 1
            """
        case .forgetReplaced:
            """
            UPDATE authenticators SET replaced_app = NULL, replaced_until = NULL
            WHERE replaced_until <= ?1
            """
        case .forgetNews: "DELETE FROM news WHERE app NOT IN (\(Self.held))"
        case .forgetApps: "DELETE FROM apps WHERE app NOT IN (\(Self.held))"
        case .hasNumber:
            """
            SELECT 1 FROM authenticators AS a
            WHERE a.phone_number_id = ?1 AND \(Self.isProved("a.", from: 2)) LIMIT 1
            """
        case .hasAccount:
            """
            SELECT 1 FROM authenticators AS a
            WHERE a.account_id = ?1 AND \(Self.isProved("a.", from: 2)) LIMIT 1
            """
        }
    }
}

/// Meta's apps: whose word counts, for whom, and which was the newest.
struct AppTable {
    private let statements: Statements<AppSQL>
    private let connection: Connection

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
        self.connection = connection
    }

    /// The app with the secret, made if there is none.
    func app(withSecret secret: Secret) throws(SQLiteError) -> AppID {
        let found = try statements[.find].first([.text(secret.value)]) { row in row.integer() }
        if let found { return AppID(rawValue: found) }
        try statements[.insert].run([.text(secret.value)])
        return AppID(rawValue: connection.lastInsertedRow)
    }

    /// Those that have not been looked at the longest come first.
    func claimsToCheck(
        since moment: Timestamp, unsettledSince other: Timestamp, limit: Int
    ) throws(SQLiteError) -> [ClaimToCheck] {
        try statements[.claimsToCheck].all([.time(moment), .time(other), .integer(limit)]) { row in
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
        try statements[.hasNumber].first([.id(number)] + .proof(proof, at: now)) { _ in true }
            ?? false
    }

    /// Whether somebody of the app has the account.
    func has(
        account: String, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> Bool {
        try statements[.hasAccount].first([.text(account)] + .proof(proof, at: now)) { _ in true }
            ?? false
    }

    /// Whether somebody of the app has the number or the account with the id.
    func isHeld(_ id: String, by app: AppID) throws(SQLiteError) -> Bool {
        try statements[.isHeldByApp].first([.text(id), .integer(app.rawValue)]) { _ in true }
            ?? false
    }

    /// The numbers that merchants of more than one app send from.
    func sharedNumbers() throws(SQLiteError) -> Set<PhoneNumberID> {
        Set(try statements[.sharedNumbers].all { row in row.id() })
    }

    /// Forgets the secrets that are taken no more and that nobody holds.
    func forgetUnused(at now: Timestamp) throws(SQLiteError) {
        try statements[.forgetReplaced].run([.time(now)])
        try statements[.forgetNews].run()
        try statements[.forgetApps].run()
    }

    /// The app's merchants that send from the number.
    func merchants(
        of number: PhoneNumberID, _ proof: AppProof, at now: Timestamp
    ) throws(SQLiteError) -> [MerchantKey] {
        try statements[.merchantsOfNumber].all([.id(number)] + .proof(proof, at: now)) { row in
            MerchantKey(row: row.integer(), id: row.id())
        }
    }
}

// MARK: - The order of news

extension AppTable {
    /// When the newest that is known happened; nil: none is.
    func newest(of subject: NewsSubject, _ proof: AppProof) throws(SQLiteError) -> Timestamp? {
        try statements[.newestNews].first(subject.values + [.integer(proof.app.rawValue)]) { row in
            row.optionalTime()
        } ?? nil
    }

    func put(
        _ moment: Timestamp, of subject: NewsSubject, _ proof: AppProof
    ) throws(SQLiteError) {
        try statements[.putNews].run(
            subject.values + [.integer(proof.app.rawValue), .time(moment)])
    }
}

extension NewsSubject {
    fileprivate var values: [Value] { [.text(account), .text(field), .text(name)] }
}

extension [Value] {
    /// The values of ``AppSQL/isProved(_:from:)``.
    static func proof(_ proof: AppProof, at now: Timestamp) -> [Value] {
        [.integer(proof.app.rawValue), .time(now)]
    }
}
