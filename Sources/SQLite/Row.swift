internal import CSQLite

/// The current row of a statement, read column by column from the left.
@safe
package struct Row: ~Copyable {
    private let statement: OpaquePointer
    private var column: Int32 = 0

    init(statement: OpaquePointer) {
        unsafe self.statement = unsafe statement
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
        let index = next()
        guard let bytes = unsafe sqlite3_column_text(statement, index) else { return "" }
        let count = unsafe Int(sqlite3_column_bytes(statement, index))
        return unsafe String(
            decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The next column as text; nil for null.
    package mutating func optionalText() -> String? {
        isNull ? skip() : text()
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
        precondition(
            unsafe column < sqlite3_column_count(statement), "a row is read up to its last column")
        defer { column += 1 }
        return column
    }
}
