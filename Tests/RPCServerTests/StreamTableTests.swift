import RPC
import TestKit
import Testing
import Time

@testable import RPCServer

@Suite struct StreamTableTests {
    private static func call(_ streamID: UInt32, serial: UInt32) -> CallInFlight {
        CallInFlight(
            streamID: streamID, serial: serial, method: nil, bytes: 0,
            startedAt: Moment(nanoseconds: 0), deadline: .distantFuture)
    }

    @Test func isEmptyAtFirst() {
        var table = StreamTable()
        #expect(table.call(on: 1) == nil)
        #expect(table.remove(1, serial: 1) == nil)
        #expect(table.calls.isEmpty)
    }

    @Test func takesOutOnlyTheCallWithTheSerial() {
        var table = StreamTable()
        table.insert(Self.call(1, serial: 5))
        #expect(table.remove(1, serial: 4) == nil)
        #expect(table.call(on: 1)?.serial == 5)
        #expect(table.remove(1, serial: 5)?.serial == 5)
        #expect(table.call(on: 1) == nil)
    }

    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func holdsWhatADictionaryWouldHold(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        // Few places for many ids, far apart and side by side.
        let near = (0..<16).map { UInt32($0) * 2 + 1 }
        let far = near.map { $0 | 1 << 20 }
        let ids = near + far + [0xFFFF_FFFF]
        var table = StreamTable()
        var model: [UInt32: UInt32] = [:]
        for serial in 1...2000 as ClosedRange<UInt32> {
            let id = ids.randomElement(using: &random) ?? 1
            if let known = model[id] {
                #expect(table.remove(id, serial: known)?.serial == known, "seed \(seed)")
                model[id] = nil
            } else {
                table.insert(Self.call(id, serial: serial))
                model[id] = serial
            }
            if serial % 500 == 0 {
                for (id, serial) in model { _ = table.remove(id, serial: serial) }
                model = [:]
            }
            #expect(table.count == model.count, "seed \(seed)")
            for id in ids { #expect(table.call(on: id)?.serial == model[id], "seed \(seed)") }
        }
    }
}
