package import Notifications

/// What each column of each table holds, which says for how long it is kept.
///
/// A column that stands nowhere here is not allowed (`Tests/SQLiteStoreTests`).
package enum DataInventory {
    /// By table and class: the names of the columns, with blanks between them.
    package static let columns: [String: [DataClass: String]] = [
        "sessions": [
            .personal: customer,
            .record: """
            session merchant id plugin language selected_states amount currency created_at \
            updated_at channel
            """,
        ],
        "session_states": [.record: "session merchant current_state is_anomaly updated_at"],
        "state_changes": [
            .record: """
            number merchant session event_id digest state occurred_at received_at outcome reason \
            message notification withdrawn current_state rules_passed
            """
        ],
        "notifications": [
            .personal: customer,
            .record: """
            notification merchant session id state status status_reason code language amount \
            currency created_at updated_at expires_at due_at attempts_spent attempt_number \
            withdrawn revision queue origin resends possible_duplicate duplicate_confirmed
            """,
        ],
        "attempts": [
            .text: "rendered_text",
            // Meta's id of a message spells the customer's number, and what Meta says may.
            .personal: "message_id detail",
            .record: """
            attempt merchant notification phone_number_id boot number token armed_at ended_at \
            result code template
            """,
        ],
        "receipts": [.record: "merchant attempt status occurred_at received_at code"],
        "resends": [.record: "merchant notification resend_key actor requested_at"],
        "customer_names": [.personal: "merchant name phone_number seen_at"],
        "opt_outs": [
            .wish: "opt_out merchant phone_number category opted_out source changed_at"
        ],
        "conversations": [.daily: "portfolio_id phone_number last_sent_at"],
        "erased_wishes": [
            .wish: "merchant phone_code category opted_out source changed_at"
        ],
        // Number and name are there while the erasure goes on.
        "erasures": [
            .personal: "phone_number name",
            .lasting: """
            erasure merchant id actor status step position sessions notifications withdrawn \
            created_at updated_at
            """,
        ],
        "retention_later": [.record: "subject session due_at"],
    ].merging(settings) { first, _ in first }

    /// What sessions and notifications say of a customer.
    private static let customer =
        "phone_number customer_name order_number checkout_link checkout_link_expires_at"

    /// What is kept for ever, or until it is registered anew.
    private static let settings: [String: [DataClass: String]] = [
        "apps": [.secret: "secret", .lasting: "app"],
        "audit": [.lasting: "entry merchant at actor action subject detail rows"],
        "authenticators": [
            .secret: "access_token verify_token token_app_secret",
            .lasting: """
            authenticator merchant id version phone_number_id account_id template_namespace \
            portfolio_id app replaced_app replaced_until claim_problem claim_checked_at subscribed \
            subscribe_wanted handshake_at webhook_at bad_signature_at
            """,
        ],
        "binding_components": [.lasting: "merchant binding place kind url text"],
        "binding_variables": [
            .lasting: "merchant binding component place name attribute default_value"
        ],
        "bindings": [
            .lasting: """
            binding merchant id version authenticator plugin scope language name namespace \
            template_language category parameter_format status problem uncertain_policy \
            fingerprint released_at checked_at button_places settled_status
            """
        ],
        "merchants": [
            .lasting: """
            merchant id display_name default_country time_zone languages fallback_language \
            quiet_start quiet_end quiet_post_payment
            """
        ],
        "meta": [.lasting: "only boot generation restored_at"],
        "news": [.lasting: "app account_id field subject occurred_at"],
        "notification_counts": [.lasting: "status total"],
        "removed_notifications": [.lasting: "status total"],
        "pauses": [.lasting: "pause merchant scope value reason actor created_at"],
        "portfolios": [.lasting: "portfolio_id messaging_limit uncounted_before"],
        "queues": [.lasting: "queue merchant plugin state language replay"],
        "replays": [
            .lasting: """
            replay merchant id filter actor status rate matched last_revision cursor resent \
            skipped due_at created_at updated_at
            """
        ],
        "retention": [.lasting: "subject position"],
        "sender_releases": [.lasting: "phone_number_id merchant released_at"],
        "sender_stops": [.lasting: "phone_number_id merchant cause code since until source"],
        "senders": [
            .lasting: """
            phone_number_id throughput quality messaging_limit checked_at asked_authenticator
            """
        ],
    ]

    /// The columns of the table with the class.
    package static func columns(of table: String, _ dataClass: DataClass) -> [String] {
        (columns[table]?[dataClass] ?? "").split(separator: " ").map(String.init)
    }
}
