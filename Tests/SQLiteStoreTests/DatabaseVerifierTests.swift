import Notifications
import SQLite
import SQLiteStore
import TestKit
import Testing

/// What the verifier finds in a file, and that it finds nothing else.
@Suite struct DatabaseVerifierTests {
    /// A violation that is planted, and the beginning of the line that tells of it.
    struct Plant: Sendable, CustomTestStringConvertible {
        let line: String
        let statement: String
        var testDescription: String { "\(line): \(statement)" }

        /// Takes away what keeps a second notification of a state out, and puts one in.
        private static let twice = """
            PRAGMA writable_schema = ON;
            DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_notifications_2';
            UPDATE sqlite_schema SET sql = replace(sql, 'UNIQUE (session, state)', 'CHECK (1)')
            WHERE name = 'notifications';
            PRAGMA writable_schema = RESET;
            CREATE TEMPORARY TABLE other AS SELECT * FROM notifications WHERE notification = 2;
            UPDATE other SET notification = 3, id = 'other';
            INSERT INTO notifications SELECT * FROM other;
            """

        /// Takes away what keeps a second answer out, and puts one in.
        private static let answeredTwice = """
            DROP INDEX state_changes_by_event;
            CREATE TEMPORARY TABLE other AS SELECT * FROM state_changes LIMIT 1;
            UPDATE other SET number = number + 99;
            INSERT INTO state_changes SELECT * FROM other;
            """

        static let all = [
            Plant(
                line: "each row refers to rows",
                statement: "DELETE FROM sessions WHERE session = 1"),
            Plant(
                line: "a row and what it belongs to are of one merchant",
                statement: "UPDATE attempts SET merchant = 2"),
            Plant(
                line: "a row and what it belongs to are of one merchant",
                statement: "UPDATE notifications SET queue = NULL WHERE notification = 2"),
            Plant(
                line: "a row and what it belongs to are of one merchant",
                statement: "UPDATE state_changes SET merchant = 2"),
            Plant(
                line: "each status, result and reason is a known one",
                statement: "UPDATE notifications SET status = 'lost' WHERE notification = 1"),
            Plant(
                line: "each status, result and reason is a known one",
                statement: "UPDATE state_changes SET reason = 'WHIM'"),
            Plant(
                line: "1 a decision to send",
                statement: "DELETE FROM notifications WHERE notification = 2"),
            Plant(
                line: "1 a decision to send",
                statement: "DELETE FROM state_changes WHERE state = 'created'"),
            Plant(
                line: "2 a state of a session",
                statement: twice),
            Plant(line: "3 what left was armed", statement: "UPDATE attempts SET boot = 9"),
            Plant(
                line: "3 what left was armed",
                statement: "UPDATE notifications SET attempt_number = 0"),
            Plant(
                line: "3 what left was armed",
                statement: "UPDATE notifications SET status = 'armed' WHERE notification = 2"),
            Plant(
                line: "3 what left was armed",
                statement: "UPDATE notifications SET status = 'sent' WHERE notification = 2"),
            Plant(
                line: "4 an attempt that an earlier start left",
                statement: "UPDATE attempts SET result = 'armed'; UPDATE meta SET boot = boot + 1"),
            Plant(
                line: "4 an attempt that an earlier start left",
                statement: "UPDATE notifications SET status = 'uncertain' WHERE notification = 2"),
            Plant(
                line: "6 a status is no lower",
                statement: "UPDATE notifications SET status = 'sent' WHERE notification = 1"),
            Plant(
                line: "6 a status is no lower",
                statement: "UPDATE receipts SET status = 'read'"),
            Plant(
                line: "7 no older state",
                statement: """
                    UPDATE attempts SET armed_at = (SELECT created_at + 2000 FROM notifications
                      WHERE notification = 2)
                    """),
            Plant(
                line: "8 nothing is armed after",
                statement: "UPDATE attempts SET armed_at = 4000000000000"),
            Plant(
                line: "8 nothing is armed after",
                statement: "UPDATE notifications SET expires_at = 1"),
            Plant(
                line: "8 nothing is armed after",
                statement: "UPDATE notifications SET status = 'held' WHERE notification = 1"),
            Plant(
                line: "9 the counts of notifications",
                statement: "UPDATE notification_counts SET total = total + 1"),
            Plant(
                line: "9 the counts of notifications",
                statement: "INSERT INTO notification_counts VALUES ('dead', 3)"),
            Plant(
                line: "11 an event_id has one body",
                statement: answeredTwice),
            Plant(
                line: "11 an event_id has one body",
                statement: "UPDATE state_changes SET digest = zeroblob(31)"),
        ]
    }

    /// A file with a message that was delivered and one that waits, of a later state.
    private func file(in folder: TemporaryFolder) async throws -> String {
        let options = SQLiteStoreOptions.fixture(in: folder)
        try await withStore(options) { store in
            try await store.prepare()
            try await store.prepare(MerchantID(rawValue: "other"), phoneNumberID: "800000000000003")
            try await store.enable()
            let message = try await store.armed(.created)
            try await store.report(
                .accepted(MessageID(rawValue: "wamid.1"), isHeld: false), of: message)
            try await store.receipt(.delivered, of: message)
            try await store.notify(.paid)
        }
        return options.path
    }

    @Test func findsNothingWhereAllHolds() async throws {
        let folder = try TemporaryFolder()
        let report = try DatabaseVerifier.verify(try await file(in: folder))
        #expect(report.isSound)
        #expect(report.findings.count == 13)
        #expect(report.lines.count == 16)
        #expect(report.lines.filter { $0.hasPrefix("ok") }.count == 13)
        #expect(report.findings.allSatisfy { $0.rows > 0 })
    }

    @Test(arguments: Plant.all)
    func findsWhatIsPlanted(plant: Plant) async throws {
        let folder = try TemporaryFolder()
        let path = try await file(in: folder)
        let connection = try Connection(path: path, access: .readWrite)
        try connection.execute(plant.statement)
        try connection.close()

        let report = try DatabaseVerifier.verify(path)

        #expect(!report.isSound)
        let line = report.violationLines.first { $0.contains(plant.line) }
        #expect(line?.hasPrefix("BROKEN  ") == true, "\(report.lines)")
        #expect(report.violationLines.allSatisfy { !$0.contains(Fixtures.phone.e164) })
    }

    @Test func findsAnIndexThatLacksARow() async throws {
        let folder = try TemporaryFolder()
        let path = try await file(in: folder)
        let connection = try Connection(path: path, access: .readWrite)
        // The index is told to be of another table's pages: an empty one's.
        try connection.execute(
            """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET rootpage = (
              SELECT rootpage FROM sqlite_schema WHERE name = 'opt_outs_standing')
            WHERE name = 'notifications_changed';
            """)
        try connection.close()
        let report = try DatabaseVerifier.verify(path)
        #expect(report.violationLines.first?.contains("SQLite finds pages") == true)
    }

    @Test func refusesAFileOfAnotherVersion() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("paynotify.db")
        let connection = try Connection(path: path, access: .readWrite)
        try connection.execute("PRAGMA user_version = 3")
        try connection.close()
        #expect(throws: DatabaseVerifierError.otherSchema(path: path, found: 3, known: 11)) {
            try DatabaseVerifier.verify(path)
        }
    }

    @Test func saysThatAFileIsNoDatabase() throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "no database ", count: 500), to: "paynotify.db")
        let error = #expect(throws: DatabaseVerifierError.self) {
            try DatabaseVerifier.verify(folder.path("paynotify.db"))
        }
        #expect(error?.description.contains("SQLITE_NOTADB") == true)
    }

    @Test func leavesAFileAloneThatADaemonHasOpen() async throws {
        let folder = try TemporaryFolder()
        let options = SQLiteStoreOptions.fixture(in: folder)
        try await withStore(options) { _ in
            let error = #expect(throws: MaintenanceError.self) {
                try DatabaseVerifier.verifyAlone(options.path)
            }
            guard case .locked = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
        #expect(try DatabaseVerifier.verifyAlone(options.path).isSound)
        #expect(throws: MaintenanceError.missing(path: folder.path("none"))) {
            try DatabaseVerifier.verifyAlone(folder.path("none"))
        }
    }
}
