import Foundation

/// What a daemon wrote to its database's file and to the log, and what it synced, in order, as the preloaded
/// recorder wrote it down: `clients/demo/CWriteRecorder`.
struct Recording: Sendable {
    enum Operation: UInt8, Sendable {
        case write = 1
        case truncation = 2
        case syncBegin = 3
        case syncEnd = 4
        case removal = 5
    }

    enum File: Int, CaseIterable, Sendable {
        case database = 0
        case log = 1
    }

    struct Entry: Sendable {
        var operation: Operation
        var file: File
        /// Whether SQLite made the call, and not the daemon itself.
        var isBySQLite: Bool
        /// Of a write; the length that a truncation leaves; the thread of a sync.
        var offset: Int
        /// When it was written down, in seconds since 1970.
        var time: Double
        /// What a write wrote.
        var bytes: Data
    }

    private(set) var entries: [Entry] = []

    private static let headerBytes = 32

    /// Reads a record; what it ends with may be cut off, as by a kill.
    init(_ data: Data) {
        var rest = data[...]
        while rest.count >= Self.headerBytes {
            let header = Array(rest.prefix(Self.headerBytes))
            let length = Int(Self.number(header[4..<8]))
            guard let operation = Operation(rawValue: header[0]),
                let file = File(rawValue: Int(header[1])),
                rest.count >= Self.headerBytes + length
            else { return }
            let begin = rest.startIndex + Self.headerBytes
            entries.append(
                Entry(
                    operation: operation, file: file, isBySQLite: header[2] != 0,
                    offset: Int(Self.number(header[8..<16])),
                    time: Double(Self.number(header[16..<24])) / 1e9,
                    bytes: rest[begin..<begin + length]))
            rest = rest[(begin + length)...]
        }
    }

    init(entries: [Entry]) { self.entries = entries }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
