import Foundation

/// The two files of a database on a disk that loses, with its power, what was not synced.
///
/// A write is pending until a sync of its file that began after it has ended. What is pending may have
/// reached the disk or not, in any order, and a page in part: sectors of 512 bytes are whole. Truncations are
/// pending as writes are; a removal is taken to be durable at once.
struct SimulatedDisk: Sendable {
    /// Which of what is pending has reached the disk.
    enum Survival: Hashable, Sendable, CaseIterable {
        case nothing
        case all
        case half
        /// Seven of ten, in any order.
        case shuffled
        /// Half of the sectors of each write.
        case torn
    }

    private struct File: Sendable {
        var durable = Data()
        var pending: [Recording.Entry] = []
        /// Entries that were pending before those that are.
        var settled = 0
        /// How many entries there were when the sync of a thread began.
        var begun: [Int: Int] = [:]
    }

    private static let sectorBytes = 512

    private var files: [Recording.File: File] = [:]

    /// Takes what is durable in the database's file at the beginning; there is no log yet.
    init(database: Data) {
        files[.database] = File(durable: database)
        files[.log] = File()
    }

    /// Takes the next entry of a record.
    mutating func apply(_ entry: Recording.Entry) {
        var file = files.removeValue(forKey: entry.file) ?? File()
        switch entry.operation {
        case .write, .truncation: file.pending.append(entry)
        case .syncBegin: file.begun[entry.offset] = file.settled + file.pending.count
        case .syncEnd:
            guard let end = file.begun.removeValue(forKey: entry.offset) else { break }
            let count = max(0, end - file.settled)
            for change in file.pending.prefix(count) { Self.make(change, in: &file.durable) }
            file.pending.removeFirst(count)
            file.settled += count
        case .removal: file = File()
        }
        files[entry.file] = file
    }

    /// What a power failure leaves of a file.
    func left(
        of name: Recording.File, _ survival: Survival, _ numbers: inout SeededNumbers
    ) -> Data {
        guard let file = files[name] else { return Data() }
        var left = file.durable
        switch survival {
        case .nothing: break
        case .all: for change in file.pending { Self.make(change, in: &left) }
        case .half:
            for change in file.pending where numbers.happens(0.5) { Self.make(change, in: &left) }
        case .shuffled:
            for change in file.pending.shuffled(using: &numbers) where numbers.happens(0.7) {
                Self.make(change, in: &left)
            }
        case .torn:
            for change in file.pending { Self.tear(change, in: &left, &numbers) }
        }
        return left
    }

    private static func make(_ change: Recording.Entry, in data: inout Data) {
        guard change.operation == .write else {
            if change.offset < data.count { data.removeSubrange(change.offset...) }
            if change.offset > data.count {
                data.append(Data(count: change.offset - data.count))
            }
            return
        }
        put(change.bytes, at: change.offset, in: &data)
    }

    private static func put(_ bytes: Data, at offset: Int, in data: inout Data) {
        let end = offset + bytes.count
        // What nobody wrote is zeros.
        if data.count < end { data.append(Data(count: end - data.count)) }
        data.replaceSubrange(offset..<end, with: bytes)
    }

    private static func tear(
        _ change: Recording.Entry, in data: inout Data, _ numbers: inout SeededNumbers
    ) {
        guard change.operation == .write else {
            if numbers.happens(0.5) { make(change, in: &data) }
            return
        }
        var offset = change.offset
        let end = offset + change.bytes.count
        while offset < end {
            // Sectors are the disk's, wherever the write begins.
            let next = min(end, (offset / sectorBytes + 1) * sectorBytes)
            let begin = change.bytes.startIndex + offset - change.offset
            if numbers.happens(0.5) {
                put(change.bytes[begin..<begin + next - offset], at: offset, in: &data)
            }
            offset = next
        }
    }
}
