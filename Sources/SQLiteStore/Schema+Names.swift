extension Schema {
    /// Whom Meta means: the names that it gave for the numbers that were dialled, where they are others.
    ///
    /// Personal data: `name` and `phone_number`. Messages that were refused and are kept are found by an
    /// index of their own.
    static let names = """
        CREATE TABLE customer_names (
          merchant INTEGER NOT NULL REFERENCES merchants,
          name TEXT NOT NULL,
          phone_number TEXT NOT NULL,
          PRIMARY KEY (merchant, name, phone_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX notifications_kept ON notifications (merchant)
          WHERE status_reason = 'REFUSED' AND status = 'pending';
        """
}
