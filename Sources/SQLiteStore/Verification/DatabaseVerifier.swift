import EventLoop
package import SQLite

/// Looks at a whole file: whether SQLite finds it sound, each reference leads somewhere, and what holds
/// in every file of this program's holds.
///
/// For a file that nobody has open, or a backup: it reads all of it in one transaction, and a daemon's
/// log would grow meanwhile. It changes nothing.
package enum DatabaseVerifier {
    /// Reads the file; a file that is damaged is a report, one that is not of this schema an error.
    package static func verify(_ path: String) throws(DatabaseVerifierError) -> DatabaseReport {
        let connection: Connection
        let version: Int
        do throws(SQLiteError) {
            connection = try Connection(path: path, access: .queryOnly)
            version = try connection.schemaVersion()
        } catch { throw .unreadable(error) }
        guard version == Schema.migrations.count else {
            throw .otherSchema(path: path, found: version, known: Schema.migrations.count)
        }
        do throws(SQLiteError) { return try look(at: connection) } catch {
            throw .unreadable(error)
        }
    }

    private static func look(at connection: Connection) throws(SQLiteError) -> DatabaseReport {
        try connection.execute("BEGIN")
        var findings = [try soundness(connection), try references(connection)]
        for invariant in Invariant.all {
            findings.append(try look(at: invariant, connection))
        }
        try connection.close()
        return DatabaseReport(findings: findings)
    }

    private static func soundness(
        _ connection: Connection
    ) throws(SQLiteError) -> DatabaseReport.Finding {
        let problems = try texts("PRAGMA integrity_check", connection).filter { $0 != "ok" }
        return finding(
            "SQLite finds pages, rows and indexes sound", problems,
            rows: try number("PRAGMA page_count", connection))
    }

    private static func references(
        _ connection: Connection
    ) throws(SQLiteError) -> DatabaseReport.Finding {
        finding(
            "each row refers to rows that are there",
            try ReferenceCheck.dangling(in: connection),
            rows: try number("SELECT count(*) FROM notifications", connection))
    }

    private static func look(
        at invariant: Invariant, _ connection: Connection
    ) throws(SQLiteError) -> DatabaseReport.Finding {
        var violations: [String] = []
        for query in invariant.violations { violations += try texts(query, connection) }
        let number = invariant.number.map { "\($0) " } ?? ""
        return finding(
            number + invariant.name, violations,
            rows: try self.number(invariant.population, connection))
    }

    private static func finding(
        _ name: String, _ violations: [String], rows: Int
    ) -> DatabaseReport.Finding {
        DatabaseReport.Finding(
            name: name, rows: rows, violations: violations.count,
            examples: Array(violations.prefix(DatabaseReport.examplesMax)))
    }

    private static func texts(
        _ query: String, _ connection: Connection
    ) throws(SQLiteError) -> [String] {
        try Statement(connection, query, isPersistent: false).all { row in row.text() }
    }

    private static func number(
        _ query: String, _ connection: Connection
    ) throws(SQLiteError) -> Int {
        try Statement(connection, query, isPersistent: false).first { row in
            Int(row.integer())
        } ?? 0
    }
}

extension DatabaseVerifier {
    /// As ``verify(_:)``, if no daemon has the file open.
    package static func verifyAlone(_ path: String) throws(MaintenanceError) -> DatabaseReport {
        guard PrivateFiles.exists(path) else { throw .missing(path: path) }
        do {
            // A backup has no lock beside it, and gets none.
            guard PrivateFiles.exists(path + ".lock") else { return try verify(path) }
            let lock = try LockFile(at: PrivateFiles.onlyName(of: path) + ".lock")
            defer { _ = lock.path }
            return try verify(path)
        } catch {
            throw MaintenanceError(other: error)
        }
    }
}

/// Why a file cannot be looked at.
package enum DatabaseVerifierError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file has the tables of another version, or none of ours.
    case otherSchema(path: String, found: Int, known: Int)
    /// It is no database, or so damaged that it cannot be read through.
    case unreadable(SQLiteError)

    package var description: String {
        switch self {
        case .otherSchema(let path, let found, let known):
            "\(path) has schema version \(found), and this program looks at version \(known)"
                + (found < known ? ": it brings a file there when it opens or restores it" : "")
        case .unreadable(let error): error.description
        }
    }
}
