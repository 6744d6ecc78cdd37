import Notifications
import SQLite
import SQLiteStore
import TestKit
import Testing

@Suite struct StoredRecordTests {
    @Test func holdsWhatWasAnswered() async throws {
        let folder = try TemporaryFolder()
        let options = SQLiteStoreOptions.fixture(in: folder)
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            try await store.notify(.paid)
            // The store is open meanwhile.
            let record = try StoredRecord(readingFrom: options.path)
            #expect(record.damage == [])
            #expect(record.enabled.count == 1)
            #expect(record.changes.map(\.state) == ["paid"])
            #expect(record.intents.map(\.id) == record.changes.map(\.notification))
            #expect(record.intents.map(\.tokens) == [[]])
        }
    }

    @Test func tellsOfDamage() async throws {
        let folder = try TemporaryFolder()
        let options = SQLiteStoreOptions.fixture(in: folder)
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            try await store.notify(.paid)
        }
        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.execute("DELETE FROM sessions")
        try connection.close()
        #expect(try StoredRecord(readingFrom: options.path).damage.count == 3)
    }

    @Test func anEmptyFileIsNoRecord() throws {
        let folder = try TemporaryFolder()
        let connection = try Connection(path: folder.path("empty.db"), access: .readWrite)
        try connection.close()
        #expect(throws: SQLiteError.self) {
            try StoredRecord(readingFrom: folder.path("empty.db"))
        }
    }
}
