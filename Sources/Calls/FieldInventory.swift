package import Notifications

/// What each field with text or bytes of a message holds, which says for how long what comes in it is
/// kept, and whether an answer may show it.
///
/// A field whose name stands nowhere here is not allowed (`Tests/CallsTests`).
package enum FieldInventory {
    /// By class: the names of the fields, with blanks between them; of a message's own, `Message.field`.
    package static let fields: [DataClass: String] = [
        .secret: "access_token app_secret verify_token token_app_secret",
        .text: "rendered_text",
        .personal: """
        phone customer_name order_number checkout_link Attempt.detail
        """,
        .record: """
        amount change currency event_id field message message_id_masked notification_id \
        phone_masked resend_key result rule rules_passed sentence session_id status status_reason token
        """,
        .lasting: """
        action actor advice asked_authenticator_id authenticator_id binding_id cause code \
        default_country default_value detail display_name end erasure_id fallback_language file_name \
        language languages link merchant_id name namespace next_page_token next_updated_after page_token path \
        phone_number_id portfolio_id problem quality reason reasons replay_id sha256 start subject \
        template template_language template_name template_namespace text time_zone updated_after url waba_id \
        webhook_path
        """,
    ]

    /// What the field of the message holds; nil: it stands nowhere.
    package static func dataClass(of field: String, in message: String) -> DataClass? {
        classes["\(message).\(field)"] ?? classes[field]
    }

    private static let classes: [String: DataClass] = {
        var classes: [String: DataClass] = [:]
        for (dataClass, names) in fields {
            for name in names.split(separator: " ") { classes[String(name)] = dataClass }
        }
        return classes
    }()

    /// All names that stand here.
    package static var names: Set<String> { Set(classes.keys) }
}
