import Notifications
import SQLite
import SQLiteStore
import TestKit
import Testing

@Suite struct ReferenceCheckTests {
    @Test func namesARowThatRefersToNone() async throws {
        let folder = try TemporaryFolder()
        let options = SQLiteStoreOptions.fixture(in: folder)
        try await withStore(options) { store in
            try await store.prepare()
            try await store.enable()
            try await store.notify(.paid)
        }
        #expect(try ReferenceCheck.dangling(at: options.path).isEmpty)

        let connection = try Connection(path: options.path, access: .readWrite)
        try connection.execute("DELETE FROM sessions")
        try connection.close()

        #expect(
            Set(try ReferenceCheck.dangling(at: options.path)) == [
                "notifications 1 refers to sessions", "session_states 1 refers to sessions",
                "state_changes \((1 << 40) + 1) refers to sessions",
            ])
    }
}
