import CSQLite

/// Gives a statement its values, from the first parameter to the last.
@safe
package struct Binder: ~Copyable {
    private let statement: OpaquePointer
    private let connection: Connection
    private var index: Int32 = 0
    /// The first code that was not OK.
    private(set) var code = SQLITE_OK

    init(_ connection: Connection, statement: OpaquePointer) {
        self.connection = connection
        unsafe self.statement = unsafe statement
    }

    /// How many values were given.
    var count: Int { Int(index) }

    package mutating func null() {
        note(unsafe sqlite3_bind_null(statement, next()))
    }

    package mutating func integer(_ number: Int64) {
        note(unsafe sqlite3_bind_int64(statement, next(), number))
    }

    package mutating func real(_ number: Double) {
        note(unsafe sqlite3_bind_double(statement, next(), number))
    }

    package mutating func text(_ text: String) {
        let index = next()
        let code = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            unsafe bindText(index, UnsafeRawBufferPointer(bytes))
        }
        guard let code else { preconditionFailure("a string of Swift's own lies in one piece") }
        note(code)
    }

    package mutating func blob(_ bytes: Span<UInt8>) {
        let index = next()
        guard !bytes.isEmpty else {
            return note(unsafe sqlite3_bind_zeroblob(statement, index, 0))
        }
        let code = unsafe bytes.withUnsafeBytes { bytes in unsafe bindBlob(index, bytes) }
        note(code)
    }

    /// The numbers' bytes, highest first.
    package mutating func blob(_ words: InlineArray<4, UInt64>) {
        let index = next()
        let bytes: InlineArray<4, UInt64> = [
            words[0].bigEndian, words[1].bigEndian, words[2].bigEndian, words[3].bigEndian,
        ]
        let code = unsafe bytes.span.withUnsafeBytes { bytes in unsafe bindBlob(index, bytes) }
        note(code)
    }

    private func bindText(_ index: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        let count = Int32(bytes.count)
        // Sound: the connection keeps the bytes until the statement ends, and it is given other values
        // before it runs again. Without room for them SQLite copies them before it returns.
        if let kept = unsafe connection.values.keep(bytes) {
            let characters = unsafe kept.assumingMemoryBound(to: CChar.self)
            return unsafe sqlite3_bind_text(statement, index, characters, count, nil)
        }
        let characters = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        return unsafe sqlite3_bind_text(
            statement, index, characters, count, paynotify_sqlite_transient())
    }

    private func bindBlob(_ index: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        let count = Int32(bytes.count)
        // Sound: as above.
        if let kept = unsafe connection.values.keep(bytes) {
            return unsafe sqlite3_bind_blob(statement, index, kept, count, nil)
        }
        return unsafe sqlite3_bind_blob(
            statement, index, bytes.baseAddress, count, paynotify_sqlite_transient())
    }

    private mutating func next() -> Int32 {
        index += 1
        return index
    }

    private mutating func note(_ code: Int32) {
        if self.code == SQLITE_OK { self.code = code }
    }
}

extension Binder {
    /// A number of the machine's size.
    package mutating func integer(_ number: Int) { integer(Int64(number)) }

    /// A number, or null without one.
    package mutating func integer(_ number: Int64?) {
        if let number { integer(number) } else { null() }
    }

    /// A text, or null without one.
    package mutating func text(_ text: String?) {
        if let text { self.text(text) } else { null() }
    }

    /// Bytes.
    package mutating func blob(_ bytes: [UInt8]) { blob(bytes.span) }

    /// A value of any kind.
    package mutating func value(_ value: Value) {
        switch value {
        case .null: null()
        case .integer(let number): integer(number)
        case .real(let number): real(number)
        case .text(let text): self.text(text)
        case .blob(let bytes): blob(bytes)
        }
    }
}
