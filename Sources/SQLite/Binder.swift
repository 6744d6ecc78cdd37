internal import CSQLite

/// Gives a statement its values, from the first parameter to the last.
@safe
package struct Binder: ~Copyable {
    private let statement: OpaquePointer
    private var index: Int32 = 0
    /// The first code that was not OK.
    private(set) var code = SQLITE_OK

    init(statement: OpaquePointer) {
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
        var text = text
        // Sound: SQLite copies the bytes before it returns.
        let code = text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe sqlite3_bind_text(
                    statement, index, characters.baseAddress, Int32(characters.count),
                    paynotify_sqlite_transient())
            }
        }
        note(code)
    }

    package mutating func blob(_ bytes: [UInt8]) {
        let index = next()
        guard !bytes.isEmpty else {
            return note(unsafe sqlite3_bind_zeroblob(statement, index, 0))
        }
        // Sound: as above.
        let code = unsafe bytes.withUnsafeBytes { bytes in
            unsafe sqlite3_bind_blob(
                statement, index, bytes.baseAddress, Int32(bytes.count),
                paynotify_sqlite_transient())
        }
        note(code)
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
