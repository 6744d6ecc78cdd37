extension Schema {
    /// What delivery, and the people who look after it, need beside the first tables.
    ///
    /// Personal data: `phone_number` of opt-outs and of conversations.
    static let delivery = queues + senders + people

    /// A pending notification stands in a queue with all that the same template speaks for: the
    /// template's flag, not a write to each of them, holds and releases them.
    private static let queues = """
        ALTER TABLE merchants ADD COLUMN quiet_start INTEGER;
        ALTER TABLE merchants ADD COLUMN quiet_end INTEGER;
        ALTER TABLE merchants ADD COLUMN quiet_post_payment INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE bindings ADD COLUMN uncertain_policy TEXT;
        ALTER TABLE bindings ADD COLUMN fingerprint TEXT;
        ALTER TABLE bindings ADD COLUMN released_at INTEGER;
        ALTER TABLE bindings ADD COLUMN checked_at INTEGER;
        ALTER TABLE authenticators ADD COLUMN portfolio_id TEXT;
        ALTER TABLE sessions ADD COLUMN channel TEXT NOT NULL DEFAULT 'automatic';

        CREATE TABLE queues (
          queue INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          plugin TEXT NOT NULL,
          state TEXT NOT NULL,
          language TEXT NOT NULL,
          replay INTEGER NOT NULL,
          UNIQUE (merchant, plugin, state, language, replay)
        ) STRICT;

        ALTER TABLE notifications ADD COLUMN queue INTEGER REFERENCES queues;
        ALTER TABLE notifications ADD COLUMN origin TEXT NOT NULL DEFAULT 'automatic';
        ALTER TABLE notifications ADD COLUMN resends INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE notifications ADD COLUMN possible_duplicate INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE notifications ADD COLUMN duplicate_confirmed INTEGER NOT NULL DEFAULT 0;

        INSERT INTO queues (merchant, plugin, state, language, replay)
          SELECT DISTINCT n.merchant, s.plugin, n.state, n.language, 0
          FROM notifications AS n JOIN sessions AS s ON s.session = n.session
          WHERE s.plugin IS NOT NULL;
        UPDATE notifications SET queue = (
          SELECT q.queue FROM queues AS q JOIN sessions AS s ON s.session = notifications.session
          WHERE q.merchant = notifications.merchant AND q.plugin = s.plugin
            AND q.state = notifications.state AND q.language = notifications.language);
        UPDATE notifications SET status = 'pending', status_reason = '', due_at = created_at
          WHERE status = 'held' AND status_reason LIKE 'TEMPLATE!_%' ESCAPE '!';
        DELETE FROM notification_counts;
        INSERT INTO notification_counts (status, total)
          SELECT status, count(*) FROM notifications GROUP BY status;

        DROP INDEX notifications_held;
        DROP INDEX notifications_due;
        CREATE INDEX notifications_queued ON notifications (queue, due_at)
          WHERE status = 'pending';
        CREATE INDEX notifications_uncertain ON notifications (due_at)
          WHERE status = 'uncertain';
        CREATE INDEX attempts_kept_back ON attempts (template, armed_at)
          WHERE detail = 'held_for_quality_assessment';
        DROP INDEX bindings_unverified;
        CREATE INDEX bindings_unchecked ON bindings (binding) WHERE checked_at IS NULL;
        CREATE INDEX bindings_checked ON bindings (checked_at) WHERE status = 'approved';
        DROP INDEX bindings_unapproved;
        CREATE INDEX bindings_unapproved ON bindings (binding)
          WHERE status IN ('unapproved', 'paused', 'mismatch', 'drifted');

        """

    /// What is known of the numbers, which merchants may share: merchant 0 stands for all of them.
    private static let senders = """
        CREATE TABLE senders (
          phone_number_id TEXT PRIMARY KEY,
          throughput INTEGER NOT NULL,
          quality TEXT NOT NULL,
          messaging_limit INTEGER,
          checked_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX authenticators_by_portfolio
          ON authenticators (coalesce(portfolio_id, account_id));

        CREATE TABLE sender_stops (
          phone_number_id TEXT NOT NULL,
          merchant INTEGER NOT NULL,
          cause TEXT NOT NULL,
          code INTEGER NOT NULL,
          since INTEGER NOT NULL,
          until INTEGER NOT NULL,
          PRIMARY KEY (phone_number_id, merchant)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE portfolios (
          portfolio_id TEXT PRIMARY KEY,
          messaging_limit INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE conversations (
          portfolio_id TEXT NOT NULL,
          phone_number TEXT NOT NULL,
          last_sent_at INTEGER NOT NULL,
          PRIMARY KEY (portfolio_id, phone_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX conversations_by_time ON conversations (portfolio_id, last_sent_at);

        """

    /// `uncounted_before`: the attempts before it, by row number, have not been counted for the portfolio
    /// yet; NULL: all have.
    static let uncounted = "ALTER TABLE portfolios ADD COLUMN uncounted_before INTEGER;"

    private static let people = """
        CREATE TABLE pauses (
          pause INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          scope TEXT NOT NULL,
          value TEXT NOT NULL,
          reason TEXT NOT NULL,
          actor TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          UNIQUE (merchant, scope, value)
        ) STRICT;
        CREATE INDEX pauses_of_numbers ON pauses (value) WHERE scope = 'number';

        CREATE TABLE opt_outs (
          opt_out INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          phone_number TEXT NOT NULL,
          category TEXT NOT NULL,
          opted_out INTEGER NOT NULL,
          source TEXT NOT NULL,
          changed_at INTEGER NOT NULL,
          UNIQUE (merchant, phone_number, category)
        ) STRICT;
        CREATE INDEX opt_outs_standing ON opt_outs (merchant) WHERE opted_out = 1;
        CREATE INDEX authenticators_by_number ON authenticators (phone_number_id);

        CREATE TABLE resends (
          merchant INTEGER NOT NULL REFERENCES merchants,
          notification INTEGER NOT NULL REFERENCES notifications,
          resend_key TEXT NOT NULL,
          actor TEXT NOT NULL,
          requested_at INTEGER NOT NULL,
          PRIMARY KEY (notification, resend_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE replays (
          replay INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          id TEXT NOT NULL UNIQUE,
          filter TEXT NOT NULL,
          actor TEXT NOT NULL,
          status TEXT NOT NULL,
          rate INTEGER NOT NULL,
          matched INTEGER NOT NULL,
          last_notification INTEGER NOT NULL,
          last_revision INTEGER NOT NULL,
          cursor INTEGER NOT NULL,
          resent INTEGER NOT NULL,
          skipped INTEGER NOT NULL,
          due_at INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX replays_of_merchant ON replays (merchant, replay);
        CREATE INDEX replays_running ON replays (due_at) WHERE status = 'running';

        CREATE TABLE audit (
          entry INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          at INTEGER NOT NULL,
          actor TEXT NOT NULL,
          action TEXT NOT NULL,
          subject TEXT NOT NULL,
          detail TEXT NOT NULL,
          rows INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX audit_by_merchant ON audit (merchant, entry);
        """
}
