import Notifications
import SQLite
import StoreCore

/// Statements on the claims of authenticators and on the ways that Meta reaches them by.
enum ClaimSQL: Int, StatementText {
    case putClaim, askAgain, contacts, putHandshake, putWebhook, putBadSignature, wantSubscription

    var text: String {
        switch self {
        case .putClaim:
            """
            UPDATE authenticators SET claim_problem = ?4, subscribed = coalesce(?5, subscribed),
              claim_checked_at = ?6,
              subscribe_wanted = CASE WHEN ?5 = 1 THEN 0 ELSE subscribe_wanted END
            WHERE merchant = ?1 AND id = ?2 AND version = ?3
            """
        case .askAgain:
            "UPDATE authenticators SET claim_checked_at = NULL WHERE merchant = ?1 AND id = ?2"
        case .contacts:
            """
            SELECT id, claim_checked_at, subscribed, handshake_at, webhook_at, bad_signature_at
            FROM authenticators WHERE merchant = ?1
            """
        case .putHandshake:
            "UPDATE authenticators SET handshake_at = ?3 WHERE merchant = ?1 AND id = ?2"
        case .putWebhook:
            "UPDATE authenticators SET webhook_at = ?3 WHERE merchant = ?1 AND id = ?2"
        case .putBadSignature:
            "UPDATE authenticators SET bad_signature_at = ?3 WHERE merchant = ?1 AND id = ?2"
        case .wantSubscription:
            """
            UPDATE authenticators SET subscribe_wanted = 1, claim_checked_at = NULL
            WHERE merchant = ?1 AND id = ?2
            """
        }
    }
}

/// How authenticators stand with Meta: what it says of their claims, and when it called.
struct ClaimTable {
    private let statements: Statements<ClaimSQL>

    init(_ connection: Connection) throws(SQLiteError) {
        statements = try Statements(connection)
    }

    func records(of merchant: MerchantKey) throws(SQLiteError) -> [AuthenticatorRecord] {
        try statements[.contacts].all([.integer(merchant.row)]) { row in
            AuthenticatorRecord(
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
        try statements[.put(report.kind)].run([
            .integer(merchant.row), .id(report.authenticator), .time(now),
        ])
    }

    /// Meta is to be asked to post the account's webhooks to the token's app.
    func wantSubscription(
        of authenticator: AuthenticatorID, _ merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.wantSubscription].run([.integer(merchant.row), .id(authenticator)])
    }

    /// Writes what Meta said of an authenticator, unless it has changed since; a subscription that Meta
    /// did not tell of stays as it is known.
    func put(
        _ report: ClaimReport, of merchant: MerchantKey, at now: Timestamp
    ) throws(SQLiteError) {
        try statements[.putClaim].run([
            .integer(merchant.row), .id(report.authenticator), .integer(report.version),
            .text(report.claim.problem), report.isSubscribed.map { .flag($0) } ?? .null, .time(now),
        ])
    }

    /// Meta is to be asked about the authenticator at once.
    func askAgain(
        about authenticator: AuthenticatorID, of merchant: MerchantKey
    ) throws(SQLiteError) {
        try statements[.askAgain].run([.integer(merchant.row), .id(authenticator)])
    }
}

extension ClaimSQL {
    /// The statement that notes when Meta called so.
    fileprivate static func put(_ contact: ContactReport.Kind) -> ClaimSQL {
        switch contact {
        case .handshake: .putHandshake
        case .webhook: .putWebhook
        case .badSignature: .putBadSignature
        }
    }
}
