import Testing

@testable import PaynotifyLoad

struct CallRingTests {
    @Test func givesOddIdsThatAscend() {
        var ring = CallRing(inFlightMax: 4)
        #expect((0..<4).map { ring.add(lane: $0, due: 0) } == [1, 3, 5, 7])
        #expect(ring.count == 4)
    }

    @Test func findsACallByItsIdOnce() {
        var ring = CallRing(inFlightMax: 4)
        let id = ring.add(lane: 3, due: 17)
        #expect(ring.take(id) == CallRing.Call(streamID: id, lane: 3, due: 17))
        #expect(ring.take(id) == nil)
    }

    @Test func knowsNoCallThatWasNotMade() {
        var ring = CallRing(inFlightMax: 2)
        _ = ring.add(lane: 0, due: 0)
        #expect(ring.take(0) == nil)
        #expect(ring.take(2) == nil)
        #expect(ring.take(1 + 8) == nil)
    }

    @Test func leavesOutIdsWhosePlaceStillWaits() {
        var ring = CallRing(inFlightMax: 2)
        let slow = ring.add(lane: 0, due: 0)
        var ids: [UInt32] = []
        for _ in 0..<10 {
            let id = ring.add(lane: 1, due: 0)
            ids.append(id)
            #expect(ring.take(id)?.lane == 1)
        }
        #expect(ids == ids.sorted())
        #expect(ring.take(slow)?.lane == 0)
    }

    @Test func givesUpAllAtOnce() {
        var ring = CallRing(inFlightMax: 4)
        for lane in 0..<3 { _ = ring.add(lane: lane, due: 0) }
        #expect(ring.takeAll().map(\.lane).sorted() == [0, 1, 2])
        #expect(ring.count == 0)
    }
}
