internal import CSQLite

/// A prepared statement of one connection; after each use it is reset, whatever happened.
@safe
package final class Statement {
    /// Its SQL.
    package let text: String
    private let connection: Connection
    private let handle: OpaquePointer
    private var isRunning = false

    /// Prepares one statement; a persistent one is meant to live as long as its connection.
    package init(
        _ connection: Connection, _ text: String, isPersistent: Bool = true
    ) throws(SQLiteError) {
        var prepared: OpaquePointer?
        let flags = isPersistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = unsafe sqlite3_prepare_v3(connection.handle, text, -1, flags, &prepared, nil)
        guard code == SQLITE_OK else { throw connection.error(code, "prepare \(text)") }
        guard let prepared = unsafe prepared else {
            throw SQLiteError(code: SQLITE_MISUSE, message: "no statement", attempt: "prepare")
        }
        self.text = text
        self.connection = connection
        unsafe handle = prepared
    }

    deinit {
        // Sound: closing the connection has ended the statement already.
        guard unsafe connection.handle != nil else { return }
        unsafe sqlite3_finalize(handle)
    }

    /// How many values it takes.
    package var parameterCount: Int { unsafe Int(sqlite3_bind_parameter_count(handle)) }

    /// Runs to the end; gives the number of rows that were inserted, changed or deleted.
    @discardableResult
    package func run(_ values: [Value] = []) throws(SQLiteError) -> Int {
        try begin(values)
        defer { end() }
        while try step() {}
        return connection.changes
    }

    /// All rows, each as `read` makes it.
    package func all<Element>(
        _ values: [Value] = [], _ read: (inout Row) throws(SQLiteError) -> Element
    ) throws(SQLiteError) -> [Element] {
        try begin(values)
        defer { end() }
        var elements: [Element] = []
        while try step() {
            var row = unsafe Row(statement: handle)
            elements.append(try read(&row))
        }
        return elements
    }

    /// The first row as `read` makes it; nil if there is none.
    package func first<Element>(
        _ values: [Value] = [], _ read: (inout Row) throws(SQLiteError) -> Element
    ) throws(SQLiteError) -> Element? {
        try begin(values)
        defer { end() }
        guard try step() else { return nil }
        var row = unsafe Row(statement: handle)
        return try read(&row)
    }

    private func begin(_ values: [Value]) throws(SQLiteError) {
        unsafe precondition(connection.handle != nil, "the connection of a statement is open")
        precondition(!isRunning, "a statement is not used inside of itself")
        precondition(parameterCount == values.count, "each parameter has a value")
        isRunning = true
        for (index, value) in values.enumerated() {
            let code = bind(value, at: Int32(index + 1))
            guard code == SQLITE_OK else {
                end()
                throw connection.error(code, "bind a value of \(text)")
            }
        }
    }

    private func step() throws(SQLiteError) -> Bool {
        let code = unsafe sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw connection.error(code, "run \(text)")
        }
    }

    private func end() {
        // The code of a failed step comes again here; it was thrown already.
        unsafe sqlite3_reset(handle)
        unsafe sqlite3_clear_bindings(handle)
        isRunning = false
    }

    private func bind(_ value: Value, at index: Int32) -> Int32 {
        switch value {
        case .null: return unsafe sqlite3_bind_null(handle, index)
        case .integer(let number): return unsafe sqlite3_bind_int64(handle, index, number)
        case .real(let number): return unsafe sqlite3_bind_double(handle, index, number)
        case .text(var text):
            // Sound: SQLite copies the bytes before it returns.
            return text.withUTF8 { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                    unsafe sqlite3_bind_text(
                        handle, index, characters.baseAddress, Int32(characters.count),
                        paynotify_sqlite_transient())
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(handle, index, 0) }
            // Sound: as above.
            return unsafe bytes.withUnsafeBytes { bytes in
                unsafe sqlite3_bind_blob(
                    handle, index, bytes.baseAddress, Int32(bytes.count),
                    paynotify_sqlite_transient())
            }
        }
    }
}
