/// What each metric counts or measures, for those who read it in Prometheus.
///
/// One sentence a family, wherever in the daemon it is written; a test finds one that is missing here.
enum MetricHelp {
    static let texts = [
        "paynotify_authenticator_questions_total":
            "Questions to Meta about authenticators, by what came of them.",
        "paynotify_backup_age_seconds":
            "Since the last backup that the daemon made by itself was begun.",
        "paynotify_backup_failures_total": "Backups of the daemon's own that failed.",
        "paynotify_build_info": "Always 1; the labels tell which daemon runs.",
        "paynotify_calls_refused_total": "Calls that were answered with a refusal, by its reason.",
        "paynotify_database_bytes": "Size of the database's file.",
        "paynotify_database_log_bytes": "Size of the write-ahead log's file.",
        "paynotify_decisions_total":
            "What NotifyStateChange calls were decided as, by outcome and reason.",
        "paynotify_delivery_dwell_seconds": "From a message's due time to its arming, by lane.",
        "paynotify_delivery_expired_total": "Messages that ended because their time was up.",
        "paynotify_delivery_in_flight": "Messages between the choice to arm them and their result.",
        "paynotify_delivery_in_flight_limit":
            "Messages of a sender number that may be in flight, by its rate and Meta's latency.",
        "paynotify_delivery_lag_seconds":
            "How long the oldest due message of a lane has waited.",
        "paynotify_delivery_pair_waits_total":
            "Times that a message was laid aside because its recipient had had one a moment ago.",
        "paynotify_delivery_rate": "Messages a second that a sender number sends at most.",
        "paynotify_delivery_results_kept_total":
            "Results of sends that the store could not take at once.",
        "paynotify_delivery_send_seconds": "How long sends to Meta take.",
        "paynotify_delivery_sends_total": "Sends to Meta, by result.",
        "paynotify_delivery_stops_total":
            "Stops of sender numbers, their extensions and their ends, by cause.",
        "paynotify_disk_free_bytes": "Free on the disk that holds the database.",
        "paynotify_duplicates_confirmed_total":
            "Messages of which Meta proved later that it had the one before.",
        "paynotify_forgotten_total":
            "Texts, customers, names and sessions that were past their days.",
        "paynotify_log_lines_dropped_total":
            "Lines of the log that were dropped because nobody read it.",
        "paynotify_meta_refusals_total": "Messages that Meta refused, by its code.",
        "paynotify_meta_unclassified_total": "Refusals by Meta with a code that is not known.",
        "paynotify_notifications": "Notifications, by status.",
        "paynotify_notifications_removed":
            "Notifications that went with sessions past their days, by the status that they had.",
        "paynotify_numbers_stopped":
            "Sender numbers that are stopped now, for all or for a merchant, by cause.",
        "paynotify_possible_duplicates_total":
            "Messages that were sent once more although Meta may have had them.",
        "paynotify_queues_held":
            "Queues with messages that wait in them, by what holds them.",
        "paynotify_receipts_failed_total":
            "Receipts of messages that failed, by Meta's code; `other`: none that Meta documents.",
        "paynotify_sender_failures_total":
            "Receipts of messages that failed for a reason of their sender's.",
        "paynotify_sender_questions_total": "Questions to Meta about sender numbers.",
        "paynotify_senders_silent":
            "Sender numbers that Meta takes messages for while no webhook comes back.",
        "paynotify_store_backup_slice_seconds":
            "How long the writer stood still for a slice of a backup.",
        "paynotify_store_batch_commands": "Commands that a commit held.",
        "paynotify_store_bytes": "Bytes of the database in use, without its free pages.",
        "paynotify_store_checkpoint_pass_seconds":
            "Passes that move the log into the database beside the writer.",
        "paynotify_store_checkpoint_seconds": "How long the writer stood still for a checkpoint.",
        "paynotify_store_commands_total": "Commands to the store, by kind and result.",
        "paynotify_store_commit_failures_total": "Commits that failed.",
        "paynotify_store_commit_seconds": "From a commit's beginning to its durable end.",
        "paynotify_store_oldest_session_seconds": "Age of the oldest session.",
        "paynotify_store_until_full_seconds":
            "Until disk or database are full, by the growth of the last day; ten years: not in sight.",
        "paynotify_store_wal_held_seconds":
            "How long a reader has kept the write-ahead log from being moved; 0: none.",
        "paynotify_store_wal_pages": "Pages in the write-ahead log.",
        "paynotify_store_writing": "1 while the store writes, else 0.",
        "paynotify_template_verifications_total": "Questions to Meta about templates, by result.",
        "paynotify_templates": "Registered templates, by how they stand with Meta.",
        "paynotify_uncertain_resolved_total":
            "Uncertain sends that were resolved, by what resolved them.",
        "paynotify_webhook_handshakes_total": "Handshakes with Meta, by outcome.",
        "paynotify_webhook_seconds": "From a webhook's good signature to its durable end.",
        "paynotify_webhook_updates_total": "Updates that webhooks brought, by kind.",
        "paynotify_webhooks_total": "Webhooks, by outcome.",
        "rpc_server_call_duration_seconds": "From a call's arrival to its answer, by method.",
        "rpc_server_calls_total": "Calls, by method and gRPC code.",
        "rpc_server_connections": "Connections that are open.",
        "rpc_server_connections_closed_total": "Connections that were closed, by reason.",
        "rpc_server_connections_refused_total": "Connections that were closed unheard.",
        "rpc_server_received_bytes_total": "Bytes that callers sent.",
        "rpc_server_refusals_total": "Calls that the server refused by itself, by reason.",
        "rpc_server_sent_bytes_total": "Bytes that were sent to callers.",
    ]
}
