import CSQLite

/// A statement that a connection ran, with what went in and what came out.
package struct TracedStatement: Hashable, Sendable {
    /// Its SQL, as it was prepared.
    package var text: String
    /// The value of each parameter, in the order of their numbers.
    package var values: [Value]
    /// The rows that were read.
    package var rows: [[Value]]
    /// The connection's last inserted row when it ended.
    package var lastInsertedRow: Int64

    package init(
        text: String, values: [Value] = [], rows: [[Value]] = [], lastInsertedRow: Int64 = 0
    ) {
        self.text = text
        self.values = values
        self.rows = rows
        self.lastInsertedRow = lastInsertedRow
    }
}

extension Connection {
    /// Shows every statement that runs from here on, at its end; slow, for tests.
    package func trace(_ show: @escaping (TracedStatement) -> Void) {
        let trace = StatementTrace(show: show)
        keepAlive(trace)
        let kinds = UInt32(SQLITE_TRACE_STMT | SQLITE_TRACE_ROW | SQLITE_TRACE_PROFILE)
        // Sound: the connection holds the trace for as long as it holds its handle.
        unsafe _ = sqlite3_trace_v2(
            handle, kinds,
            { kind, trace, statement, _ in
                guard let trace = unsafe trace, let statement = unsafe statement else { return 0 }
                unsafe Unmanaged<StatementTrace>.fromOpaque(trace).takeUnretainedValue()
                    .note(kind, OpaquePointer(statement))
                return 0
            }, Unmanaged.passUnretained(trace).toOpaque())
    }
}

/// Puts together what SQLite tells of statements while they run.
private final class StatementTrace {
    private let show: (TracedStatement) -> Void
    private var running: [UInt: TracedStatement] = [:]

    init(show: @escaping (TracedStatement) -> Void) { self.show = show }

    /// Notes an event of a statement, which is alive until this returns.
    func note(_ kind: UInt32, _ statement: OpaquePointer) {
        let key = UInt(bitPattern: statement)
        switch Int32(bitPattern: kind) {
        case SQLITE_TRACE_STMT:
            unsafe running[key] = begin(statement)
        case SQLITE_TRACE_ROW:
            unsafe running[key]?.rows.append(row(of: statement))
        default:
            guard var ended = running.removeValue(forKey: key) else { return }
            unsafe ended.lastInsertedRow = sqlite3_last_insert_rowid(sqlite3_db_handle(statement))
            show(ended)
        }
    }

    private func begin(_ statement: OpaquePointer) -> TracedStatement {
        // Sound: the text lives as long as the statement, the expanded one until it is freed.
        guard let text = unsafe sqlite3_sql(statement) else { return TracedStatement(text: "") }
        let template = unsafe String(cString: text)
        guard let expanded = unsafe sqlite3_expanded_sql(statement) else {
            return TracedStatement(text: template)
        }
        defer { unsafe sqlite3_free(expanded) }
        return TracedStatement(
            text: template,
            values: BoundValues(template: template, expanded: unsafe String(cString: expanded))
                .values)
    }

    private func row(of statement: OpaquePointer) -> [Value] {
        let count = unsafe sqlite3_column_count(statement)
        var row = unsafe Row(statement: statement, columnCount: count)
        return (0..<count).map { column in
            switch unsafe sqlite3_column_type(statement, column) {
            case SQLITE_INTEGER: .integer(row.integer())
            case SQLITE_FLOAT: .real(row.real())
            case SQLITE_TEXT: .text(row.text())
            case SQLITE_BLOB: .blob(row.blob())
            default: Value.text(row.optionalText())
            }
        }
    }
}
