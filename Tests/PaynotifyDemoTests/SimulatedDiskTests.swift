import Foundation
import Testing

@testable import PaynotifyDemo

struct SimulatedDiskTests {
    private static func write(_ text: String, at offset: Int) -> Recording.Entry {
        Recording.Entry(
            operation: .write, file: .log, isBySQLite: true, offset: offset, time: 0,
            bytes: Data(text.utf8))
    }

    private static func entry(
        _ operation: Recording.Operation, _ offset: Int = 1
    ) -> Recording.Entry {
        Recording.Entry(
            operation: operation, file: .log, isBySQLite: true, offset: offset, time: 0,
            bytes: Data())
    }

    private static func left(
        _ survival: SimulatedDisk.Survival, after entries: [Recording.Entry], seed: UInt64 = 1
    ) -> String {
        var disk = SimulatedDisk(database: Data())
        for entry in entries { disk.apply(entry) }
        var numbers = SeededNumbers(seed: seed)
        return String(decoding: disk.left(of: .log, survival, &numbers), as: UTF8.self)
    }

    @Test func whatIsNotSyncedMayBeGone() {
        let entries = [write("ab"), Self.entry(.syncBegin), Self.entry(.syncEnd), write("c", 2)]
        #expect(Self.left(.nothing, after: entries) == "ab")
        #expect(Self.left(.all, after: entries) == "abc")
    }

    /// A thread may write while another syncs.
    @Test func aSyncMakesDurableWhatWasWrittenBeforeItBegan() {
        let entries = [write("a"), Self.entry(.syncBegin), write("b", 1), Self.entry(.syncEnd)]
        #expect(Self.left(.nothing, after: entries) == "a")
    }

    @Test func twoSyncsAtOnceSettleEachItsOwn() {
        let entries = [
            write("a"), Self.entry(.syncBegin, 1), write("b", 1), Self.entry(.syncBegin, 2),
            write("c", 2), Self.entry(.syncEnd, 2), Self.entry(.syncEnd, 1),
        ]
        #expect(Self.left(.nothing, after: entries) == "ab")
    }

    @Test func aTruncationWaitsAsAWriteDoes() {
        let entries = [
            write("abc"), Self.entry(.syncBegin), Self.entry(.syncEnd), Self.entry(.truncation, 1),
        ]
        #expect(Self.left(.nothing, after: entries) == "abc")
        #expect(Self.left(.all, after: entries) == "a")
    }

    @Test func aRemovalLeavesNothing() {
        #expect(Self.left(.all, after: [write("abc"), Self.entry(.removal)]) == "")
    }

    @Test func aTornWriteLosesWholeSectors() {
        let page = String(repeating: "x", count: 4_096)
        let survivors = Set(
            (1...20).map { seed in
                let left = Self.left(.torn, after: [write(page)], seed: UInt64(seed))
                #expect(left.utf8.count.isMultiple(of: 512))
                let sectors = stride(from: 0, to: left.utf8.count, by: 512).map {
                    Set(left.utf8.dropFirst($0).prefix(512)).count
                }
                #expect(sectors.allSatisfy { $0 == 1 }, "a sector is whole")
                return left.utf8.count { $0 == UInt8(ascii: "x") }
            })
        #expect(survivors.count > 3)
    }

    @Test func readsARecordUpToWhereItIsCut() {
        var bytes: [UInt8] = [1, 1, 0, 0, 2, 0, 0, 0, 7] + Array(repeating: 0, count: 23)
        bytes += Array("hi".utf8)
        let whole = Recording(Data(bytes + bytes))
        #expect(whole.entries.map(\.offset) == [7, 7])
        #expect(whole.entries.map(\.bytes) == [Data("hi".utf8), Data("hi".utf8)])
        #expect(whole.entries.allSatisfy { $0.file == .log && !$0.isBySQLite })
        #expect(Recording(Data(bytes + bytes.dropLast())).entries.count == 1)
        #expect(Recording(Data(bytes + bytes.prefix(20))).entries.count == 1)
    }

    private func write(_ text: String, _ offset: Int = 0) -> Recording.Entry {
        Self.write(text, at: offset)
    }
}
