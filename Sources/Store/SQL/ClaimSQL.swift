/// Statements on the claims of authenticators and on the ways that Meta reaches them by.
enum ClaimSQL: StatementText {
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
