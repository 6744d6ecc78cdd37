// A typed door to SQLite: connection, statement, migration and error.
