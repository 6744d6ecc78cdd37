import Foundation
import SQLite
import SQLiteStore
import TestKit
import Testing

/// The floor of `paynotify-load` runs what the store runs, and nothing else.
///
/// With PAYNOTIFY_RECORD_GOLDEN=1 in the environment its statements are written instead of compared.
struct FloorStatementsTests {
    private static let header = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "clients/load/floor/statements.h")

    @Test func theFloorRunsWhatTheStoreRunsForAStateChange() async throws {
        let text = FloorHeader(try await record()).text
        if ProcessInfo.processInfo.environment["PAYNOTIFY_RECORD_GOLDEN"] == "1" {
            return try text.write(to: Self.header, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.header, encoding: .utf8)
        #expect(text == written, "record it with PAYNOTIFY_RECORD_GOLDEN=1")
    }

    /// The simple way of doing it, whatever the store does: one sync a commit, by SQLite, in line.
    @Test func theFloorSyncsEachCommitInLine() async throws {
        #expect(try await record().settings.contains("PRAGMA synchronous = FULL"))
    }

    @Test func everySecondRecordingIsLikeTheFirst() async throws {
        let first = FloorHeader(try await record()).text
        let second = FloorHeader(try await record()).text
        #expect(first == second)
    }

    @Test func theSharesOfTheFlowsAreAHundred() {
        #expect(CheckoutFlow.all.map(\.share).reduce(0, +) == 100)
    }

    private func record() async throws -> FloorScript {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        let tape = Tape()
        var options = SQLiteStoreOptions.fixture(in: folder, clock: clock)
        options.statementTrace = { tape.add($0) }
        return try await withStore(options) { store in
            let opening = tape.take().map(\.text).prefix { $0.hasPrefix("PRAGMA ") }
            let schema = try Schema(of: options.path)
            let recorder = FloorRecorder(
                store: store, clock: clock, tape: tape, tablesWithRows: schema.tablesWithRows)
            return try await recorder.record(
                settings: opening.filter { $0.contains(" = ") }, schema: schema.texts,
                options: options)
        }
    }

    /// The tables and indexes of a file.
    private struct Schema {
        var texts: [String]
        var tablesWithRows: Set<String>

        init(of path: String) throws {
            let connection = try Connection(path: path, access: .queryOnly)
            let entries = try Statement(
                connection,
                "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
            ).all { row in (type: row.text(), name: row.text(), sql: row.text()) }
            texts = entries.map(\.sql)
            let tables = entries.filter { $0.type == "table" && !$0.sql.contains("WITHOUT ROWID") }
            tablesWithRows = Set(tables.map(\.name))
        }
    }
}
