import Notifications
import SQLite
import SQLiteStore
import TestKit
import Testing

@Suite struct ForgottenSecretsTests {
    @Test func secretsThatNobodyHoldsAreForgotten() async throws {
        let folder = try TemporaryFolder()
        let options = SQLiteStoreOptions.fixture(in: folder)
        try await withStore(options) { store in
            try await store.prepare()
            for secret in ["two", "three", "four"] {
                _ = try await store.register(
                    like: Fixtures.authenticator, of: Fixtures.merchant.id, secret: secret)
            }
        }
        let connection = try Connection(path: options.path, access: .queryOnly)
        let secrets = try Statement(connection, "SELECT secret FROM apps ORDER BY app")
            .all([]) { row in row.text() }
        #expect(secrets == ["three", "four"])
    }
}
