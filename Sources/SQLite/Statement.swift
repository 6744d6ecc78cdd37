import CSQLite

/// A prepared statement of one connection; after each use it is reset, whatever happened.
@safe
package final class Statement {
    /// Its SQL.
    package let text: String
    private let connection: Connection
    private let handle: OpaquePointer
    private let columnCount: Int32
    private var isRunning = false
    /// How many bytes others used of the connection's ``Connection/values`` when this one began.
    private var valuesBefore = 0

    /// Prepares one statement; a persistent one lives as long as its connection.
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
        parameterCount = unsafe Int(sqlite3_bind_parameter_count(prepared))
        columnCount = unsafe sqlite3_column_count(prepared)
    }

    deinit {
        // Sound: closing the connection has ended the statement already.
        guard unsafe connection.handle != nil else { return }
        unsafe sqlite3_finalize(handle)
    }

    /// How many values it takes.
    package let parameterCount: Int

    /// Runs to the end; gives the number of rows that were inserted, changed or deleted.
    @discardableResult
    package func run(_ values: [Value] = []) throws(SQLiteError) -> Int {
        try run { binder in for value in values { binder.value(value) } }
    }

    /// As ``run(_:)-([Value])``, for what runs with every call: no value is kept in between.
    @discardableResult
    package func run(_ bind: (inout Binder) -> Void) throws(SQLiteError) -> Int {
        try begin(bind)
        defer { end() }
        while try step() {}
        return connection.changes
    }

    /// All rows, each as `read` makes it.
    package func all<Element>(
        _ values: [Value] = [], _ read: (inout Row) throws(SQLiteError) -> Element
    ) throws(SQLiteError) -> [Element] {
        try all(binding: { binder in for value in values { binder.value(value) } }, read)
    }

    /// As ``all(_:_:)``, for what runs with every call.
    package func all<Element>(
        binding bind: (inout Binder) -> Void, _ read: (inout Row) throws(SQLiteError) -> Element
    ) throws(SQLiteError) -> [Element] {
        try begin(bind)
        defer { end() }
        var elements: [Element] = []
        while try step() {
            var row = unsafe Row(statement: handle, columnCount: columnCount)
            elements.append(try read(&row))
        }
        return elements
    }

    /// The first row as `read` makes it; nil if there is none.
    package func first<Element>(
        _ values: [Value] = [], _ read: (inout Row) throws(SQLiteError) -> Element
    ) throws(SQLiteError) -> Element? {
        try first(binding: { binder in for value in values { binder.value(value) } }, read)
    }

    /// As ``first(_:_:)``, for what runs with every call.
    package func first<Element>(
        binding bind: (inout Binder) -> Void, _ read: (inout Row) throws(SQLiteError) -> Element
    ) throws(SQLiteError) -> Element? {
        try begin(bind)
        defer { end() }
        guard try step() else { return nil }
        var row = unsafe Row(statement: handle, columnCount: columnCount)
        return try read(&row)
    }

    private func begin(_ bind: (inout Binder) -> Void) throws(SQLiteError) {
        unsafe precondition(connection.handle != nil, "the connection of a statement is open")
        precondition(!isRunning, "a statement is not used inside of itself")
        isRunning = true
        valuesBefore = connection.values.used
        var binder = unsafe Binder(connection, statement: handle)
        bind(&binder)
        guard binder.code == SQLITE_OK else {
            end()
            throw connection.error(binder.code, "bind a value of \(text)")
        }
        precondition(parameterCount == binder.count, "each parameter has a value")
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
        // Sound: the statement points at what is released, and is given other values before it reads.
        connection.values.release(to: valuesBefore)
        isRunning = false
    }
}
