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

    @Test(arguments: [1_000, 32 * 1_024 - 5, 32 * 1_024, 200_000])
    func keepsItsValuesWhileAnotherRunsInside(count: Int) throws {
        let outer = String(repeating: "o", count: count)
        let inner = String(repeating: "i", count: count)
        let select = try Statement(
            connection,
            "SELECT ?1 || value FROM (SELECT 1 AS value UNION ALL SELECT 2) ORDER BY value")
        let echo = try Statement(connection, "SELECT ?1")
        for _ in 1...3 {
            var echoes: [String?] = []
            let rows = try select.all([.text(outer)]) { row throws(SQLiteError) in
                echoes.append(try echo.first([.text(inner)]) { row in row.text() })
                return row.text()
            }
            #expect(rows == [outer + "1", outer + "2"])
            #expect(echoes == [inner, inner])
        }
    }

    @Test func takesTheValuesOfItsLastUseOnly() throws {
        let echo = try Statement(connection, "SELECT ?1, ?2, ?3")
        func values(_ values: [Value]) throws -> [String?] {
            try echo.first(values) { row in
                [row.optionalText(), row.optionalText(), row.optionalText()]
            } ?? []
        }
        #expect(try values([.text("a"), .blob([98]), .text("c")]) == ["a", "b", "c"])
        #expect(
            try values([.null, .text("longer than before"), .integer(1)])
                == [nil, "longer than before", "1"])
    }

    @Test(arguments: ["", "a", "fifteen letters", "a\u{0}", "مدفوع"])
    func readsAShortTextWithoutAString(text: String) throws {
        let read = try Statement(connection, "SELECT ?1, 'next'").first([.text(text)]) { row in
            (row.shortText(), row.text())
        }
        #expect(read?.0 == ShortText(text))
        #expect(read?.1 == "next")
    }

    @Test(arguments: [Value.null, .text("sixteen letters!")])
    func leavesAColumnThatIsNoShortTextUnread(value: Value) throws {
        let read = try Statement(connection, "SELECT ?1").first([value]) { row in
            (row.shortText(), Value.text(row.optionalText()))
        }
        #expect(read?.0 == nil)
        #expect(read?.1 == value)
    }

    @Test func tellsShortTextsApart() {
        let texts = ["", "\u{0}", "a", "a\u{0}", "b", "aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaab"]
        #expect(Set(texts.map { ShortText($0) }).count == texts.count)
    }

    @Test func bindsNumbersAsTheirBytes() throws {
        let words: InlineArray<4, UInt64> = [0x0102_0304_0506_0708, 0, .max, 1]
        let bytes = try Statement(connection, "SELECT ?1").first(
            binding: { values in values.blob(words) }, { row in row.blob() })
        let zeros = [UInt8](repeating: 0, count: 8)
        let ones = [UInt8](repeating: 255, count: 8)
        #expect(bytes == [1, 2, 3, 4, 5, 6, 7, 8] + zeros + ones + zeros.dropLast() + [1])
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
