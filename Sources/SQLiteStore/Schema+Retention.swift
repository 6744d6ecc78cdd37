extension Schema {
    /// How far sweeps of what is past its days have come, and what they left behind.
    ///
    /// `retention_later`: sessions that a sweep passed and that it looks at again. `removed_notifications`:
    /// how many went with their sessions, by status; `notification_counts` has those that are there.
    /// `seen_at`: when Meta gave the name last, to the week; 0: before that was noted.
    static let retention = """
        CREATE TABLE retention (
          subject TEXT PRIMARY KEY,
          position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE retention_later (
          subject TEXT NOT NULL,
          session INTEGER NOT NULL,
          due_at INTEGER NOT NULL,
          PRIMARY KEY (subject, session)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX retention_later_due ON retention_later (subject, due_at);

        CREATE TABLE removed_notifications (
          status TEXT PRIMARY KEY,
          total INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE customer_names ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
        """
}
