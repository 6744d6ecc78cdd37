extension Schema {
    /// Customers who were erased, and their words by a code of their numbers.
    ///
    /// `phone_number` is there while the erasure goes on, and `name` is how far it has come in the names
    /// that Meta gave. `phone_code`: see ``ErasureFile``.
    static let erasures = """
        CREATE TABLE erasures (
          erasure INTEGER PRIMARY KEY,
          merchant INTEGER NOT NULL REFERENCES merchants,
          id TEXT NOT NULL UNIQUE,
          phone_number TEXT,
          actor TEXT NOT NULL,
          status TEXT NOT NULL,
          step TEXT NOT NULL,
          position INTEGER NOT NULL,
          name TEXT NOT NULL,
          sessions INTEGER NOT NULL,
          notifications INTEGER NOT NULL,
          withdrawn INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          updated_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX erasures_running ON erasures (erasure) WHERE status = 'running';

        CREATE TABLE erased_wishes (
          merchant INTEGER NOT NULL REFERENCES merchants,
          phone_code BLOB NOT NULL,
          category TEXT NOT NULL,
          opted_out INTEGER NOT NULL,
          source TEXT NOT NULL,
          changed_at INTEGER NOT NULL,
          PRIMARY KEY (merchant, phone_code, category)
        ) STRICT, WITHOUT ROWID;
        """
}
