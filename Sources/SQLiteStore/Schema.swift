import SQLite

/// The tables, as a list of steps that never change once they were released.
///
/// Row numbers are for joins inside; the outside knows text ids. Every table of a tenant's has its
/// `merchant`. Personal data: `phone_number`, `customer_name`, `order_number`, `checkout_link` of
/// sessions and notifications; `rendered_text` and `message_id` of attempts. Secrets: the three of
/// authenticators.
enum Schema {
    static let migrations = [
        Migration(number: 1, name: "first tables", text: first),
        Migration(number: 2, name: "queues, senders and people's levers", text: delivery),
        Migration(number: 3, name: "an index that needs no list of words", text: expiring),
        Migration(number: 4, name: "few pages a call", text: pages),
        Migration(number: 5, name: "apps, and whose word counts", text: apps),
        Migration(number: 6, name: "customers' names, and what is kept", text: names),
        Migration(number: 7, name: "what a look at a template leaves", text: templateLooks),
        Migration(number: 8, name: "a portfolio's count outlives a start", text: uncounted),
        Migration(number: 9, name: "fewer trees a call", text: trees),
        Migration(number: 10, name: "what is kept for how long", text: retention + erasures),
        Migration(number: 11, name: "which restore of itself it is", text: generations),
    ]

    private static let first = tenants + templates + sessions + notifications + attempts + system

    private static let tenants = """
        CREATE TABLE merchants (
          merchant INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          display_name TEXT NOT NULL,
          default_country TEXT,
          time_zone TEXT NOT NULL,
          languages TEXT NOT NULL,
          fallback_language TEXT
        ) STRICT;

        CREATE TABLE authenticators (
          authenticator INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          id TEXT NOT NULL UNIQUE,
          version INTEGER NOT NULL,
          phone_number_id TEXT NOT NULL,
          account_id TEXT NOT NULL,
          access_token TEXT NOT NULL,
          app_secret TEXT NOT NULL,
          verify_token TEXT NOT NULL,
          template_namespace TEXT,
          UNIQUE (merchant, phone_number_id)
        ) STRICT;
        CREATE INDEX authenticators_by_account ON authenticators (account_id);

        """

    private static let templates = """
        CREATE TABLE bindings (
          binding INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          id TEXT NOT NULL UNIQUE,
          version INTEGER NOT NULL,
          authenticator INTEGER NOT NULL REFERENCES authenticators,
          plugin TEXT NOT NULL,
          scope TEXT NOT NULL,
          language TEXT NOT NULL,
          name TEXT NOT NULL,
          namespace TEXT,
          template_language TEXT NOT NULL,
          category TEXT NOT NULL,
          parameter_format TEXT NOT NULL,
          status TEXT NOT NULL,
          problem TEXT NOT NULL,
          UNIQUE (merchant, plugin, scope, language)
        ) STRICT;
        CREATE INDEX bindings_by_authenticator ON bindings (authenticator);
        CREATE INDEX bindings_unverified ON bindings (binding) WHERE status = 'unverified';
        CREATE INDEX bindings_unapproved ON bindings (binding)
          WHERE status IN ('unapproved', 'paused', 'mismatch');

        CREATE TABLE binding_components (
          merchant INTEGER NOT NULL REFERENCES merchants,
          binding INTEGER NOT NULL REFERENCES bindings,
          place INTEGER NOT NULL,
          kind TEXT NOT NULL,
          url TEXT,
          text TEXT NOT NULL,
          PRIMARY KEY (binding, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE binding_variables (
          merchant INTEGER NOT NULL REFERENCES merchants,
          binding INTEGER NOT NULL REFERENCES bindings,
          component INTEGER NOT NULL,
          place INTEGER NOT NULL,
          name TEXT NOT NULL,
          attribute TEXT NOT NULL,
          default_value TEXT,
          PRIMARY KEY (binding, component, place)
        ) STRICT, WITHOUT ROWID;

        """

    /// The `event_id`s of a session lie beside each other, behind its row number.
    ///
    /// An index over all sessions, led by a random key, writes twice the pages. ``pages`` lays out what
    /// is written with each call anew.
    private static let sessions = """
        CREATE TABLE sessions (
          session INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          id TEXT NOT NULL,
          plugin TEXT,
          phone_number TEXT,
          language TEXT,
          selected_states INTEGER,
          current_state TEXT,
          current_state_is_anomaly INTEGER NOT NULL,
          customer_name TEXT,
          amount TEXT,
          currency TEXT,
          order_number TEXT,
          checkout_link TEXT,
          checkout_link_expires_at INTEGER,
          created_at INTEGER NOT NULL,
          updated_at INTEGER NOT NULL,
          UNIQUE (merchant, id)
        ) STRICT;

        CREATE TABLE state_changes (
          merchant INTEGER NOT NULL REFERENCES merchants,
          session INTEGER NOT NULL REFERENCES sessions,
          event_id TEXT NOT NULL,
          number INTEGER NOT NULL,
          digest BLOB NOT NULL,
          state TEXT NOT NULL,
          occurred_at INTEGER NOT NULL,
          received_at INTEGER NOT NULL,
          outcome TEXT NOT NULL,
          reason TEXT NOT NULL,
          message TEXT NOT NULL,
          notification TEXT,
          withdrawn TEXT NOT NULL,
          current_state TEXT,
          rules_passed TEXT NOT NULL,
          PRIMARY KEY (session, event_id)
        ) STRICT, WITHOUT ROWID;

        """

    /// `UNIQUE (session, state)` is the promise of one intent for a state.
    private static let notifications = """
        CREATE TABLE notifications (
          notification INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          session INTEGER NOT NULL REFERENCES sessions,
          id TEXT NOT NULL UNIQUE,
          state TEXT NOT NULL,
          status TEXT NOT NULL,
          status_reason TEXT NOT NULL,
          code INTEGER NOT NULL,
          phone_number TEXT NOT NULL,
          language TEXT NOT NULL,
          customer_name TEXT,
          amount TEXT,
          currency TEXT,
          order_number TEXT,
          checkout_link TEXT,
          checkout_link_expires_at INTEGER,
          created_at INTEGER NOT NULL,
          updated_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          due_at INTEGER NOT NULL,
          attempts_spent INTEGER NOT NULL,
          attempt_number INTEGER NOT NULL,
          withdrawn INTEGER NOT NULL,
          revision INTEGER NOT NULL,
          UNIQUE (session, state)
        ) STRICT;
        CREATE INDEX notifications_by_merchant ON notifications (merchant);
        CREATE INDEX notifications_changed ON notifications (merchant, revision);
        CREATE INDEX notifications_held ON notifications (merchant, language, state)
          WHERE status = 'held';
        CREATE INDEX notifications_due ON notifications (due_at) WHERE status = 'pending';
        CREATE INDEX notifications_expiring ON notifications (expires_at)
          WHERE status IN ('held', 'pending', 'uncertain');

        """

    private static let attempts = """
        CREATE TABLE attempts (
          attempt INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          notification INTEGER NOT NULL REFERENCES notifications,
          phone_number_id TEXT NOT NULL,
          boot INTEGER NOT NULL,
          number INTEGER NOT NULL,
          token TEXT NOT NULL UNIQUE,
          armed_at INTEGER NOT NULL,
          ended_at INTEGER,
          result TEXT NOT NULL,
          code INTEGER NOT NULL,
          detail TEXT NOT NULL,
          message_id TEXT,
          template TEXT NOT NULL,
          rendered_text TEXT NOT NULL,
          UNIQUE (notification, number)
        ) STRICT;
        CREATE INDEX attempts_by_message ON attempts (message_id) WHERE message_id IS NOT NULL;
        CREATE INDEX attempts_armed ON attempts (boot) WHERE result = 'armed';

        CREATE TABLE receipts (
          merchant INTEGER NOT NULL REFERENCES merchants,
          attempt INTEGER NOT NULL REFERENCES attempts,
          status TEXT NOT NULL,
          occurred_at INTEGER NOT NULL,
          received_at INTEGER NOT NULL,
          code INTEGER NOT NULL,
          PRIMARY KEY (attempt, status)
        ) STRICT, WITHOUT ROWID;

        """

    /// Where the condition of an index is a list of three words, SQLite makes a temporary table of them
    /// with each row that is written: a seventh of what a state change cost the writer.
    private static let expiring = """
        DROP INDEX notifications_expiring;
        CREATE INDEX notifications_expiring ON notifications (expires_at)
          WHERE \(canExpire);
        """

    /// The condition of that index; a query that is to go by it says it word for word.
    static let canExpire = "status = 'held' OR status = 'pending' OR status = 'uncertain'"

    private static let system = """
        CREATE TABLE meta (
          only INTEGER PRIMARY KEY CHECK (only = 1),
          boot INTEGER NOT NULL
        ) STRICT;
        INSERT INTO meta (only, boot) VALUES (1, 0);

        CREATE TABLE notification_counts (
          status TEXT PRIMARY KEY,
          total INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
