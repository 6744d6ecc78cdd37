/// A step of a schema; once released it never changes.
package struct Migration: Hashable, Sendable {
    /// 1 for the first, without gaps.
    package let number: Int
    /// What it does, in a few words.
    package let name: String
    package let text: String

    package init(number: Int, name: String, text: String) {
        self.number = number
        self.name = name
        self.text = text
    }
}

/// Why a database cannot be brought to the schema of this program.
package enum MigrationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A later version of the program has written the file.
    case newer(path: String, found: Int, known: Int)
    /// The file has no version of this program's, and tables that are not its own.
    case foreign(path: String)
    /// A step failed; the database stands as it did before this step.
    case failed(number: Int, name: String, SQLiteError)
    /// The file's version cannot be read.
    case unreadable(SQLiteError)

    package var description: String {
        switch self {
        case .newer(let path, let found, let known):
            "\(path) has schema version \(found) and this program knows versions up to \(known):"
                + " run the version that wrote it, or a later one"
        case .foreign(let path):
            "\(path) is a database of another program"
        case .failed(let number, let name, let error):
            "cannot migrate to schema version \(number) (\(name)): \(error)"
        case .unreadable(let error):
            "cannot read the schema version: \(error)"
        }
    }
}

extension Connection {
    /// The number of the last migration that the file has been through; 0 for an empty file.
    package func schemaVersion() throws(SQLiteError) -> Int {
        Int(try pragma("user_version") ?? "0") ?? 0
    }

    private func hasTables() throws(SQLiteError) -> Bool {
        try Statement(self, "SELECT 1 FROM sqlite_schema LIMIT 1", isPersistent: false)
            .first { _ in true } ?? false
    }

    /// Carries out the steps that the file lacks, each in a transaction of its own.
    package func migrate(_ migrations: [Migration]) throws(MigrationError) {
        precondition(
            migrations.map(\.number) == Array(1..<(migrations.count + 1)),
            "migrations are numbered from 1 without gaps")
        let found: Int
        let isForeign: Bool
        do throws(SQLiteError) {
            found = try schemaVersion()
            isForeign = found == 0 ? try hasTables() : false
        } catch { throw .unreadable(error) }
        guard !isForeign else { throw .foreign(path: path) }
        guard found <= migrations.count else {
            throw .newer(path: path, found: found, known: migrations.count)
        }
        for migration in migrations[found...] {
            do { try apply(migration) } catch {
                throw .failed(number: migration.number, name: migration.name, error)
            }
        }
    }

    private func apply(_ migration: Migration) throws(SQLiteError) {
        try execute("BEGIN IMMEDIATE")
        do {
            try execute(migration.text)
            try execute("PRAGMA user_version = \(migration.number)")
            try execute("COMMIT")
        } catch {
            if isInTransaction { try? execute("ROLLBACK") }
            throw error
        }
    }
}
