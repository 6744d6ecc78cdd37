import CSQLite

/// The current row of a statement, read column by column from the left.
@safe
package struct Row: ~Copyable {
    private let statement: OpaquePointer
    private let columnCount: Int32
    private var column: Int32 = 0

    init(statement: OpaquePointer, columnCount: Int32) {
        unsafe self.statement = unsafe statement
        self.columnCount = columnCount
    }

    /// The next column as a whole number; 0 for null.
    package mutating func integer() -> Int64 {
        // Sound here and below: the row is current until the closure that was given it returns.
        unsafe sqlite3_column_int64(statement, next())
    }

    /// The next column as a whole number; nil for null.
    package mutating func optionalInteger() -> Int64? {
        isNull ? skip() : integer()
    }

    /// The next column as a number.
    package mutating func real() -> Double {
        unsafe sqlite3_column_double(statement, next())
    }

    /// The next column as text; empty for null.
    package mutating func text() -> String {
        optionalText() ?? ""
    }

    /// The next column as text; nil for null.
    package mutating func optionalText() -> String? {
        let index = next()
        guard let bytes = unsafe sqlite3_column_text(statement, index) else { return nil }
        let count = unsafe Int(sqlite3_column_bytes(statement, index))
        return unsafe String(
            decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The next column as text if it is short, without a string being made; the column is read once
    /// more where this gives nil: it is null or longer.
    package mutating func shortText() -> ShortText? {
        guard let bytes = unsafe sqlite3_column_text(statement, column) else { return nil }
        let count = unsafe Int(sqlite3_column_bytes(statement, column))
        let text = unsafe ShortText(UnsafeRawBufferPointer(start: bytes, count: count))
        if text != nil { _ = next() }
        return text
    }

    /// The next column as bytes; empty for null.
    package mutating func blob() -> [UInt8] {
        let index = next()
        guard let bytes = unsafe sqlite3_column_blob(statement, index) else { return [] }
        let count = unsafe Int(sqlite3_column_bytes(statement, index))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }

    private var isNull: Bool {
        unsafe sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    private mutating func skip<Element>() -> Element? {
        column += 1
        return nil
    }

    private mutating func next() -> Int32 {
        precondition(column < columnCount, "a row is read up to its last column")
        defer { column += 1 }
        return column
    }
}
