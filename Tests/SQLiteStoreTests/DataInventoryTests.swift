import SQLite
import SQLiteStore
import TestKit
import Testing

@testable import Notifications

/// What the inventory says of the schema.
@Suite struct DataInventoryTests {
    private let folder: TemporaryFolder
    private let options: SQLiteStoreOptions

    init() throws {
        folder = try TemporaryFolder()
        options = SQLiteStoreOptions.fixture(in: folder)
    }

    /// The columns of each table of a new file.
    private func columns() async throws -> [String: Set<String>] {
        try await withStore(options) { _ in }
        let connection = try Connection(path: options.path, access: .queryOnly)
        let tables = try Statement(
            connection,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        ).all { $0.text() }
        var columns: [String: Set<String>] = [:]
        for table in tables {
            let names = try Statement(connection, "SELECT name FROM pragma_table_info(?1)")
                .all([.text(table)]) { $0.text() }
            columns[table] = Set(names)
        }
        return columns
    }

    @Test func everyColumnHasOneClassAndNoOtherHas() async throws {
        let found = try await columns()
        #expect(Set(found.keys) == Set(DataInventory.columns.keys))
        for (table, columns) in found {
            let classified = DataClass.allCases.flatMap { DataInventory.columns(of: table, $0) }
            #expect(classified.sorted() == columns.sorted(), "\(table)")
        }
    }

    /// Names that say what a column holds, whoever wrote the inventory.
    @Test func whatIsCalledAfterPeopleIsNotKeptForEver() async throws {
        let ours = ["senders", "sender_stops", "sender_releases", "authenticators", "attempts"]
        for (table, columns) in try await columns() {
            for column in columns
            where ["phone", "customer", "link", "secret", "token", "rendered"].contains(
                where: column.contains)
            {
                // The sender's number at Meta, and our name of an attempt.
                if ours.contains(table), ["phone_number_id", "token"].contains(column) { continue }
                let lasting = DataInventory.columns(of: table, .lasting).contains(column)
                let record = DataInventory.columns(of: table, .record).contains(column)
                #expect(!lasting && !record, "\(table).\(column)")
            }
        }
    }

    /// What a sweep left in the columns of the class, as `table.column`.
    private func filled(_ dataClass: DataClass) throws -> [String] {
        let connection = try Connection(path: options.path, access: .queryOnly)
        var filled: [String] = []
        for table in DataInventory.columns.keys.sorted() {
            for column in DataInventory.columns(of: table, dataClass) {
                let count = try Statement(
                    connection, "SELECT count(*) FROM \(table) WHERE coalesce(\(column), '') <> ''"
                ).first { $0.integer() }
                if count != 0 { filled.append("\(table).\(column)") }
            }
        }
        return filled
    }

    @Test(arguments: [
        (DataClass.text, [RetentionSubject.texts]), (.personal, [.people, .names]),
        (.record, [.sessions]),
    ])
    func aSweepLeavesNothingInTheColumnsOfItsClass(
        dataClass: DataClass, subjects: [RetentionSubject]
    ) async throws {
        let clock = ManualClock()
        let options = SQLiteStoreOptions.fixture(in: folder, clock: clock)
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            let message = try await store.armed(.paid)
            let names = CustomerNames(userID: "KW.134")
            try await store.report(
                .accepted(MessageID(rawValue: "wamid.1"), isHeld: true, names: names), of: message)
            try await store.receipt(.read, of: message)
            let key = ResendKey(rawValue: "k")
            _ = try await store.carryOut(
                .resend(
                    ResendNotification(
                        reference: message.reference, key: key, allowsSuperseded: true,
                        actor: .unknown)))
            _ = try await store.carryOut(.cancel(CancelNotification(reference: message.reference)))
        }
        let columns = DataInventory.columns.keys.flatMap { table in
            DataInventory.columns(of: table, dataClass).map { "\(table).\($0)" }
        }
        let unused = [
            "erasures.", "retention_later.", "state_changes.withdrawn", "sessions.current_state",
        ]
        let before = try filled(dataClass)
        let empty = Set(columns).subtracting(before)
            .filter { column in !unused.contains(where: column.hasPrefix) }
        #expect(empty == [], "the test fills each column")

        clock.advance(by: .days(1))
        try await withStore(options) { store in
            for subject in subjects {
                let command = ForgetOld(subject, until: clock.now(), limit: 100)
                _ = try await store.carryOut(.forget(command))
            }
        }
        #expect(try filled(dataClass) == [])
    }

    @Test func eachClassIsKeptForItsDays() {
        let policy = RetentionPolicy(textDays: 2, personalDays: 3, sessionsDays: 31)
        let days = DataClass.allCases.map { $0.days(under: policy) }
        #expect(days == [nil, 2, 3, nil, 1, 31, nil])
    }
}
