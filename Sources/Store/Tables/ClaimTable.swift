internal import Notifications
internal import SQLite

/// How authenticators stand with Meta: what it says of their claims, and when it called.
struct ClaimTable {
    private let putClaim: Statement
    private let askAgain: Statement
    private let contacts: Statement
    private let putContact: [ContactReport.Kind: Statement]
    private let wantSubscription: Statement

    init(_ connection: Connection) throws(SQLiteError) {
        putClaim = try connection.prepare(ClaimSQL.putClaim)
        askAgain = try connection.prepare(ClaimSQL.askAgain)
        contacts = try connection.prepare(ClaimSQL.contacts)
        putContact = [
            .handshake: try connection.prepare(ClaimSQL.putHandshake),
            .webhook: try connection.prepare(ClaimSQL.putWebhook),
            .badSignature: try connection.prepare(ClaimSQL.putBadSignature),
        ]
        wantSubscription = try connection.prepare(ClaimSQL.wantSubscription)
    }

    /// What is known of an authenticator beside itself.
    struct Standing {
        let id: AuthenticatorID
        let checkedAt: Timestamp?
        let isSubscribed: Bool?
        let contact: WebhookContact
    }

    func standings(of merchant: MerchantKey) throws(SQLiteError) -> [Standing] {
        try contacts.all([.integer(merchant.row)]) { row in
            Standing(
                id: row.id(), checkedAt: row.optionalTime(),
                isSubscribed: row.optionalInteger().map { $0 != 0 },
                contact: WebhookContact(
                    handshake: row.optionalTime(), webhook: row.optionalTime(),
                    badSignature: row.optionalTime()))
        }
    }

    func put(
        _ report: ContactReport, of merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) {
        try putContact[report.kind]?.run([
            .integer(merchant.row), .id(report.authenticator), .time(now),
        ])
    }

    /// Meta is to be asked to post the account's webhooks to the token's app.
    func wantSubscription(
        of authenticator: AuthenticatorID, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try wantSubscription.run([.integer(merchant.row), .id(authenticator)])
    }

    /// Writes what Meta said of an authenticator, unless it has changed since; a subscription that Meta
    /// did not tell of stays as it is known.
    func put(
        _ report: ClaimReport, of merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) {
        try putClaim.run([
            .integer(merchant.row), .id(report.authenticator), .integer(report.version),
            .text(report.claim.problem), report.isSubscribed.map { .flag($0) } ?? .null, .time(now),
        ])
    }

    /// Meta is to be asked about the authenticator at once.
    func askAgain(
        about authenticator: AuthenticatorID, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try askAgain.run([.integer(merchant.row), .id(authenticator)])
    }
}
