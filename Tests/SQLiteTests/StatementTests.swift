import SQLite
import TestKit
import Testing

@Suite struct StatementTests {
    private let folder: TemporaryFolder
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder()
        connection = try Connection(path: folder.path("test.db"), access: .readWrite)
        try connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, value UNIQUE)")
    }

    @Test(arguments: [
        Value.null, .integer(Int64.min), .integer(Int64.max), .real(-1.5), .text(""),
        .text("قيمة 🙂 \u{0} after a zero"), .blob([]), .blob([0, 255, 0]),
    ])
    func givesBackTheValueThatWasBound(value: Value) throws {
        try Statement(connection, "INSERT INTO things VALUES (1, ?)").run([value])
        let read = try Statement(connection, "SELECT typeof(value), value FROM things")
            .first { row in Self.value(&row, ofType: row.text()) }
        #expect(read == value)
    }

    @Test func readsNullAsNilOrAsTheEmptyValue() throws {
        let read = try Statement(connection, "SELECT NULL, NULL, NULL, NULL, NULL").first { row in
            (row.optionalText(), row.optionalInteger(), row.text(), row.integer(), row.blob())
        }
        let row = try #require(read)
        #expect(row.0 == nil)
        #expect(row.1 == nil)
        #expect(row.2 == "")
        #expect(row.3 == 0)
        #expect(row.4 == [])
    }

    @Test func isReadyForTheNextUseAfterAnError() throws {
        let insert = try Statement(connection, "INSERT INTO things VALUES (?, ?)")
        #expect(try insert.run([.integer(1), .text("a")]) == 1)
        let error = #expect(throws: SQLiteError.self) {
            try insert.run([.integer(2), .text("a")])
        }
        #expect(error?.name == "SQLITE_CONSTRAINT_UNIQUE")
        #expect(error?.isBroken == false)
        #expect(try insert.run([.integer(2), .text("b")]) == 1)
    }

    @Test func isResetWhenTheReaderOfItsRowsThrows() throws {
        try Statement(connection, "INSERT INTO things VALUES (1, 'a'), (2, 'b')").run()
        let select = try Statement(connection, "SELECT id FROM things")
        #expect(throws: SQLiteError.self) {
            _ = try select.all { _ throws(SQLiteError) -> Int in throw .unreadable("a thing") }
        }
        #expect(try select.all { row in row.integer() } == [1, 2])
    }

    @Test func namesTheStatementThatCannotBePrepared() throws {
        let error = #expect(throws: SQLiteError.self) {
            try Statement(connection, "SELECT x FROM nowhere")
        }
        #expect(
            error?.description
                == "cannot prepare SELECT x FROM nowhere: no such table: nowhere (SQLITE_ERROR)")
    }

    @Test func refusesATextWithoutAStatement() throws {
        let error = #expect(throws: SQLiteError.self) { try Statement(connection, "-- nothing") }
        #expect(error?.name == "SQLITE_MISUSE")
    }

    @Test func outlivesItsConnectionsEndUnused() throws {
        let statement = try Statement(connection, "SELECT 1")
        try connection.close()
        #expect(statement.text == "SELECT 1")
    }

    private static func value(_ row: inout Row, ofType type: String) -> Value {
        switch type {
        case "integer": .integer(row.integer())
        case "real": .real(row.real())
        case "text": .text(row.text())
        case "blob": .blob(row.blob())
        default: .null
        }
    }
}
