import SQLite
import Synchronization
import TestKit
import Testing

@Suite struct StatementTraceTests {
    private let folder: TemporaryFolder
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.path("test.db"), access: .readWrite)
        try connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, value)")
    }

    private func trace(_ body: () throws -> Void) rethrows -> [TracedStatement] {
        let traced = Mutex<[TracedStatement]>([])
        connection.trace { statement in traced.withLock { $0.append(statement) } }
        try body()
        return traced.withLock { $0 }
    }

    @Test(arguments: [
        Value.null, .integer(Int64.min), .integer(7), .real(-1.5), .text(""), .text("it's ?1, 'x'"),
        .text("قيمة 🙂"), .blob([0, 255, 0]),
    ])
    func showsTheValueThatWasBound(value: Value) throws {
        let text = "INSERT INTO things (value, id) VALUES (?2, ?1)"
        let statement = try Statement(connection, text)
        let traced = try trace { try statement.run([.integer(5), value]) }
        #expect(
            traced == [
                TracedStatement(text: text, values: [.integer(5), value], lastInsertedRow: 5)
            ])
    }

    @Test func passesOverAQuestionMarkInALiteral() throws {
        let statement = try Statement(connection, "SELECT 'a?1''?2', ?1")
        let traced = try trace { _ = try statement.first([.text("b")]) { _ in } }
        #expect(traced.map(\.values) == [[.text("b")]])
        #expect(traced.map(\.rows) == [[[.text("a?1'?2"), .text("b")]]])
    }

    @Test func showsEachRowThatWasRead() throws {
        try connection.execute("INSERT INTO things VALUES (1, 'a'), (2, NULL), (3, x'00ff')")
        let all = try Statement(connection, "SELECT id, value FROM things ORDER BY id")
        let traced = try trace { _ = try all.all { _ in } }
        #expect(
            traced.map(\.rows) == [
                [
                    [.integer(1), .text("a")], [.integer(2), .null],
                    [.integer(3), .blob([0, 255])],
                ]
            ])
    }

    @Test func showsStatementsInTheOrderOfTheirEnds() throws {
        let traced = try trace {
            try connection.execute("BEGIN; INSERT INTO things VALUES (9, 'z'); COMMIT")
        }
        #expect(traced.map(\.text) == ["BEGIN;", "INSERT INTO things VALUES (9, 'z');", "COMMIT"])
        #expect(traced.map(\.lastInsertedRow) == [0, 9, 9])
    }
}
